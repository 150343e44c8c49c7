"""Axe finds nothing on any page: WCAG 2.2 AA, good practice and AAA contrast."""

import pytest

# What light and dark can tell apart. The rest is the same page in the same place, and is asked once. So are words that
# stand in the same kind of place in the same colors: contrast is nearly all that axe spends its time on.
COLORS = ["color-contrast", "link-in-text-block"]


@pytest.fixture
def faults(window, axe, addresses):
    """A function that gives what axe finds on all pages in a window of this width, in light and in dark."""

    def find(width):
        window.page.set_viewport_size({"width": width, "height": 800})
        found = []
        window.page.emulate_media(color_scheme="light")
        for _ in window.visit(addresses):
            if width == 320:
                window.look("openEverything")  # on the phone with all parts open, on the desk as it comes
            found += axe(window.page)
            window.page.emulate_media(color_scheme="dark")
            window.look("markKinds")
            found += axe(window.page, only=COLORS, inside="[data-kind]")
            window.page.emulate_media(color_scheme="light")
        return found

    return find


def test_axe_finds_nothing_on_any_page_on_a_small_phone_in_light_and_dark(faults):
    assert faults(320) == []


def test_axe_finds_nothing_on_any_page_on_a_desk_in_light_and_dark(faults):
    assert faults(1280) == []


def test_axe_finds_nothing_in_an_explained_term(new_page, axe):
    page = new_page("/types/", width=320)
    page.locator("button.term").first.click()
    assert axe(page) == []


@pytest.mark.parametrize("color", ["#6b6b6b", "#bbb"], ids=["too pale for AAA", "too pale for AA"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_would_tell_of_words_that_are_hard_to_see(window, axe, scheme, color):
    # What these tests trust: that a rule about contrast is asked at all, and that one word of each kind is enough.
    (_,) = window.visit(["/types/"])
    window.page.emulate_media(color_scheme=scheme)
    pale = f"@media (prefers-color-scheme: {scheme}) {{ .prose p {{ color: {color} !important; background: white }} }}"
    window.page.evaluate(
        f"const sheet = new CSSStyleSheet(); sheet.replaceSync('{pale}'); document.adoptedStyleSheets = [sheet]"
    )
    window.look("markKinds")
    assert any("color-contrast" in fault for fault in axe(window.page, only=COLORS, inside="[data-kind]"))
