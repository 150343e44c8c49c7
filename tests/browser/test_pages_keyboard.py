"""Everything can be reached, seen and used with a keyboard alone."""

import pytest

# What has the focus, whether it can be seen, and whether anything lies on it.
FOCUS = """() => {
  const now = document.activeElement;
  if (now == document.body) return null;
  const box = now.getClientRects()[0] || now.getBoundingClientRect(), style = getComputedStyle(now);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const ring = [now, now.closest('.choice')].some(part => part && getComputedStyle(part).outlineStyle != 'none'
    && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
  return { words: now.textContent.trim().slice(0, 60), seen: !!top && (now.contains(top) || top.contains(now)),
    inside: y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth, ring, html: now.outerHTML.slice(0, 100) };
}"""


def walk(page):
    """Press Tab until the page ends; give what had the focus on the way."""
    steps = []
    for _ in range(500):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or (steps and step == steps[0]):
            return steps
        steps.append(step)
    pytest.fail(f"Tab never leaves {page.url}; it stood on {steps[-1]['html']}")


def words_of(page):
    """The words of what has the focus."""
    return page.evaluate("() => document.activeElement.textContent.trim()")


@pytest.mark.chromium
@pytest.mark.parametrize(("address", "width"), [("/", 1280), ("/types/", 320), ("/search/?q=calcium+bumps", 1280)])
def test_the_tab_key_walks_through_a_page_and_its_place_can_always_be_seen(new_page, address, width):
    page = new_page(address, width=width, height=640, reduced_motion="reduce")
    steps = walk(page)
    assert [step for step in steps if not (step["seen"] and step["inside"] and step["ring"])] == []
    shown = page.evaluate(
        "() => [...document.querySelectorAll('a[href], button, summary, input')]"
        ".filter(part => part.checkVisibility()).map(part => part.outerHTML.slice(0, 100))"
    )
    assert set(shown) <= {step["html"] for step in steps}


def test_the_first_tab_stop_skips_to_the_main_text(new_page):
    page = new_page("/types/")
    page.keyboard.press("Tab")
    assert words_of(page) == "Skip to the main text"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_menu_opens_and_closes_with_the_keyboard_and_covers_nothing(new_page, width):
    page = new_page("/types/", width=width)
    menu = page.locator(".menu summary")
    before = menu.bounding_box()
    menu.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("navigation", name="Menu").is_visible()
    assert menu.bounding_box() == before
    menu_ends = page.locator(".menu").bounding_box()
    assert page.locator("main").bounding_box()["y"] >= menu_ends["y"] + menu_ends["height"] - 1
    page.keyboard.press("Tab")
    assert words_of(page) == "Home"
    menu.focus()
    page.keyboard.press("Space")
    assert not page.get_by_role("navigation", name="Menu").is_visible()


def test_a_term_opens_with_enter_and_closes_with_escape(new_page):
    page = new_page("/types/")
    term = page.locator("button.term").first
    meaning = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    assert meaning.inner_text()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert words_of(page) == term.inner_text()


def test_a_citation_leads_to_its_source_and_back(new_page):
    page = new_page("/types/dystrophic/")
    mark = page.locator(".cites a").first
    place = mark.get_attribute("id")
    mark.focus()
    page.keyboard.press("Enter")
    assert "#source-" in page.url
    source = page.locator(":target")
    assert source.is_visible()
    source.locator(".back a").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{place}")
