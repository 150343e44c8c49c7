"""Pages work without scripts, in forced colors, and in the ears of a screen reader."""

import re

import pytest

LANDMARK = re.compile(r'^ *- (banner|main|contentinfo|navigation|region|search)\b(?: "([^"]*)")?', re.MULTILINE)
BEFORE = ["banner", "search", "main"]
AFTER = ["region About this page", "navigation Previous and next page", "contentinfo"]


def test_without_scripts_the_menu_the_terms_the_details_and_the_search_work(new_page):
    page = new_page("/types/", width=320, scripts=False)
    page.locator(".menu summary").click()
    assert page.get_by_role("navigation", name="Menu").get_by_role("link", name="Causes").is_visible()
    page.locator(".menu summary").click()

    term = page.locator("main button.term").first
    term.click()
    assert page.locator(f"#{term.get_attribute('popovertarget')}").is_visible()
    page.keyboard.press("Escape")

    more = page.locator("main details.more").first
    more.locator("summary").click()
    assert more.locator(":scope > :not(summary)").first.is_visible()

    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").last.fill("does it go away")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    assert page.locator(".results a").count() > 1
    page.locator(".results a").first.click()
    assert page.locator("h1").count() == 1


def landmarks(page):
    """The parts of a page that a screen reader lists, in reading order."""
    return [" ".join(part).strip() for part in LANDMARK.findall(page.locator("body").aria_snapshot())]


@pytest.mark.parametrize(
    ("address", "between"),
    [
        (
            "/types/dystrophic/",
            [
                "navigation Where this page is",
                "region Main message",
                "region The basics",
                "navigation On this page",
                "region What is not known",
                "region Words on this page",
                "region Sources of this page",
            ],
        ),
        ("/", ["region Main message", "region What brings you here?", "region The basics"]),
    ],
)
def test_a_screen_reader_meets_the_parts_of_a_page_in_reading_order(new_page, address, between):
    wanted = [*BEFORE, *between, *AFTER]
    assert [part for part in landmarks(new_page(address)) if part in wanted] == wanted


@pytest.mark.parametrize("address", ["/", "/causes/", "/treatment/medicines/", "/when-to-get-help/"])
def test_a_screen_reader_hears_heading_message_and_next_step_first(new_page, address):
    lead = new_page(address).locator("header.lead").aria_snapshot()
    at = [lead.find(words) for words in ("- heading", 'region "Main message"', "What to do next")]
    assert -1 not in at
    assert at == sorted(at)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colors_keep_borders_drawings_and_the_menu(new_page, scheme):
    page = new_page("/treatment/", forced_colors="active", color_scheme=scheme)
    for part in page.locator(".menu summary, .top button, .care, .main-message, .figure").all():
        assert part.evaluate("part => getComputedStyle(part).borderTopStyle") != "none"
    line = page.locator(".figure svg .ink").first.evaluate("line => getComputedStyle(line).stroke")
    ground = page.locator(".figure").first.evaluate("figure => getComputedStyle(figure).backgroundColor")
    assert line not in ("none", ground)
    page.locator(".menu summary").click()
    assert page.get_by_role("navigation", name="Menu").is_visible()
