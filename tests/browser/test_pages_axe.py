"""Axe finds nothing on any page: WCAG 2.2 AA, good practice and AAA contrast."""

import pytest

# Colors are all that differs between light and dark, so in dark only the rules about colors are asked again.
ABOUT_COLORS = """() => axe.run(document, {
  runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] },
  resultTypes: ['violations'],
}).then(result => result.violations.flatMap(rule => rule.nodes
  .map(node => `${location.pathname} in dark ${rule.id}: ${node.html} ${node.failureSummary}`)))"""


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page_in_light_and_dark(window, axe, addresses, width):
    window.page.set_viewport_size({"width": width, "height": 800})
    found = []
    for _ in window.visit(addresses):
        if width == 320:
            window.look("openEverything")  # on the phone with all parts open, on the desk as it comes
        window.page.emulate_media(color_scheme="light")
        found += axe(window.page)
        window.page.emulate_media(color_scheme="dark")
        found += window.page.evaluate(ABOUT_COLORS)
    assert found == []


def test_axe_finds_nothing_in_an_explained_term(new_page, axe):
    page = new_page("/types/", width=320)
    page.locator("button.term").first.click()
    assert axe(page) == []
