"""Axe finds nothing on any page: WCAG 2.2 AA, good practice and AAA contrast."""

import pytest

KINDS = ["/", "/types/dystrophic/", "/treatment/", "/search/?q=calcium+bumps", "/no/such-page/"]
# What can differ between light and dark, or between a phone and a desk, is what is seen. The rest is the same HTML.
SEEN = ["color-contrast-enhanced", "link-in-text-block", "target-size", "scrollable-region-focusable"]


@pytest.fixture
def faults(window, axe):
    """A function that gives what axe finds at these addresses."""

    def find(addresses, width, scheme, only=None):
        window.page.set_viewport_size({"width": width, "height": 800})
        window.page.emulate_media(color_scheme=scheme)
        found = []
        for _ in window.visit(addresses):
            if width == 320:
                window.look("openEverything")  # on the phone with all parts open, on the desk as it comes
            found += axe(window.page, only=only)
        return found

    return find


def test_axe_finds_nothing_on_any_page_on_a_small_phone_in_light(faults, addresses):
    assert faults(addresses, 320, "light") == []


def test_axe_sees_nothing_wrong_on_any_page_on_a_desk_in_dark(faults, addresses):
    assert faults(addresses, 1280, "dark", only=SEEN) == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_each_kind_of_page_at_any_size_in_any_colors(faults, width, scheme):
    assert faults(KINDS, width, scheme) == []


def test_axe_finds_nothing_in_an_explained_term(new_page, axe):
    page = new_page("/types/", width=320)
    page.locator("button.term").first.click()
    assert axe(page) == []
