"""The questionnaire in a real browser, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

PATH = {  # the answers of one long journey
    "who": ["me"],
    "right-now": ["none"],
    "look-now": ["none"],
    "health": ["scleroderma"],
    "sudden-illness": ["none"],
    "skin": ["sore-new"],
    "body": ["stiff"],
    "lump": ["growing"],
    "age": ["25-or-over"],
    "recent": ["none"],
    "unwell": ["none"],
    "pregnant": ["no"],
    "plan": ["told-and-plan"],
    "effect": ["pain"],
}
QUIET = {"pregnant": ["no"], "plan": ["told-and-plan"], "heel": ["only-heel"]}  # others: "none"
BABY = {"who": ["baby"], "heel": ["elsewhere"], "unwell": ["fever"], "baby-age": ["3-months-or-over"]}
CALM = {"who": ["me"], "lump": ["seen"], "plan": ["told-and-plan"]}
RESULTS = {
    "emergency": {"who": ["me"], "right-now": ["chest"]},
    "same_day": {"who": ["child"], "child-signs": ["limp"]},
    "soon": {**CALM, "effect": ["pain"]},
    "routine": {**CALM, "plan": ["told-only"]},
    "self_care": CALM,
}


def question_on(page):
    """The id of the question that the address names."""
    found = re.search(r"/check/([\w-]+)/", page.url)
    return None if found[1] in ("result", "clear", "sheet") else found[1]


def answer(page, *options):
    """Tick and continue, and wait until the next page or step is there."""
    for option in options:
        page.check(f'input[value="{option}"]')
    follow(page, page.get_by_role("button", name="Continue"))


def follow(page, button_or_link):
    """Use it, and wait until what it leads to is there: a page, or a step that htmx has put in."""
    if page.evaluate("typeof htmx") == "undefined":
        with page.expect_navigation():
            button_or_link.click()
    else:
        with page.expect_response("**/check/**"):
            button_or_link.click()
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def start(page):
    follow(page, page.get_by_role("link", name="Start the questions"))


def walk(page, answers, visit=lambda question: None):
    """Answer from the question shown to the result; what is not told is answered with "none" or the like."""
    while question := question_on(page):
        visit(question)
        answer(page, *answers.get(question, QUIET.get(question, ["none"])))
    return page


NO_SCRIPTS = pytest.param(False, marks=pytest.mark.chromium, id="without scripts")


@pytest.mark.parametrize("scripts", [pytest.param(True, id="with scripts"), NO_SCRIPTS])
def test_a_visitor_can_answer_go_back_reload_and_change(new_page, scripts):
    page = new_page("/check/", scripts=scripts)
    loads = []
    page.on("load", lambda: loads.append(page.url))
    start(page)
    seen = []

    def visit(question):
        heading = page.locator("legend h1").inner_text()
        assert page.title().startswith(heading)
        seen.append((question, heading))

    walk(page, PATH, visit)
    assert [question for question, _ in seen] == list(PATH)
    assert page.title().startswith("Your result")
    assert (
        "Speak to a clinician" in page.locator("h1").inner_text()
        or "See a clinician" in page.locator("h1").inner_text()
    )
    assert bool(loads) is not scripts, "with scripts no page is loaded again"

    page.reload()
    assert page.title().startswith("Your result")
    page.go_back()
    expect(page.locator("input[value=pain]")).to_be_checked()
    assert page.title().startswith(seen[-1][1])
    page.go_back()
    expect(page.locator("input[value=told-and-plan]")).to_be_checked()
    page.go_forward()
    expect(page.locator("input[value=pain]")).to_be_checked()

    page.goto("/check/result/")
    page.get_by_text("Show or change my answers").click()
    follow(page, page.get_by_role("link", name=f"Change this answer “{seen[5][1]}”"))
    assert page.is_checked("input[value=sore-new]")
    page.uncheck("input[value=sore-new]")
    answer(page, "bleeds-again")
    assert page.url.endswith("/check/result/")
    assert "Bleeding that stops but keeps coming back" in page.inner_text("main")

    page.get_by_role("button", name="Clear my answers").click()
    page.wait_for_url("**/check/clear/")
    assert page.context.cookies() == []
    page.go_back()
    expect(page.locator("input:checked, .ticked, .said")).to_have_count(0)


def test_the_focus_and_a_quiet_announcement_follow_each_step(new_page):
    page = new_page("/check/")
    start(page)

    def visit(question):
        assert page.evaluate("document.activeElement.tagName") == "H1"
        assert page.evaluate("window.scrollY + document.activeElement.getBoundingClientRect().top") < 800
        assert re.match(r"Question \d+ of at most \d+", page.locator("#said").inner_text())

    walk(page, RESULTS["self_care"], visit)
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.locator("#said").inner_text() == "Based on your answers, the safe next step is:"
    assert page.locator("#said").get_attribute("role") == "status"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_error_takes_the_focus_and_leads_to_the_field(new_page, scripts):
    page = new_page("/check/who/", scripts=scripts)
    answer(page)
    summary = page.locator(".errors:not([hidden])")
    assert "Choose one answer." in summary.inner_text()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className").startswith("errors")
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "answer-1" if scripts else page.url.endswith("#answer-1")
    answer(page, "me")
    assert page.url.endswith("/check/right-now/")
    assert page.locator(".errors:not([hidden])").count() == 0


def test_everything_can_be_done_with_the_keyboard(new_page):
    page = new_page("/check/who/")
    page.locator("#answer-1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/right-now/")
    expect(page.locator("legend h1")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "answer-1"
    page.keyboard.press("Space")
    page.locator("input[data-alone]").first.focus()
    page.keyboard.press("Space")
    assert page.locator("input:checked").count() == 1, "none of these goes with no other"


@pytest.mark.parametrize("loss", ["the network is down", "the site has an error"])
def test_a_lost_connection_says_so_with_the_numbers_to_call_and_keeps_the_answer(browser, site, loss):
    context = browser.new_context(base_url=site.url)  # its own: the browser is right to complain in its console
    page = context.new_page()
    page.goto("/check/who/")
    if loss == "the network is down":
        context.set_offline(True)
    else:
        page.route("**/check/who/", lambda route: route.fulfill(status=503, body="x"))
    page.check("input[value=child]")
    page.get_by_role("button", name="Continue").click()
    lost = page.locator("#lost")
    expect(lost).to_be_visible()
    expect(lost).to_be_focused()
    expect(lost).to_be_in_viewport()
    assert "Call your emergency number now" in lost.inner_text()
    assert lost.get_by_role("link", name="911").is_visible()
    assert page.is_checked("input[value=child]")
    context.set_offline(False)
    page.unroute_all()
    follow(page, page.get_by_role("button", name="Continue"))
    assert page.url.endswith("/check/right-now/")
    assert not lost.is_visible()
    context.close()


def test_two_tabs_do_not_mix_two_people(new_page):
    first = new_page("/check/who/")
    answer(first, "me")
    second = first.context.new_page()
    second.goto("/check/who/")
    answer(second, "child")
    answer(first, "none")
    assert "changed in another window" in first.locator(".errors:not([hidden])").inner_text()
    assert "the child" in first.locator("h1").inner_text()
    answer(second, "none")
    assert second.url.endswith("/check/look-now/")


def test_nothing_is_left_in_the_browsers_stores(new_page):
    page = new_page("/check/who/")
    walk(page, RESULTS["soon"])
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, document.cookie])")
    assert not re.search(r"pain|told|seen|none", stored), stored


WAYS = [{"width": 320, "color_scheme": "dark"}, {"width": 1200, "color_scheme": "light"}]
SMALL = """() => [...document.querySelectorAll('main a, main button, main summary, main label.choice')]
  .filter(item => item.checkVisibility() && !item.closest('p:not(.buttons), li:not(.phones li), .skip'))
  .map(item => [item.outerHTML.slice(0, 90), item.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""


def judge(page, axe):
    """What is wrong with how a page is built: axe, width and the size of targets."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*axe(page), *page.evaluate(SMALL), *(["scrolls sideways"] if wide > 0 else [])]


@pytest.mark.parametrize("answers", [PATH, BABY], ids=["adult", "baby"])
@pytest.mark.parametrize("way", WAYS, ids=["small and dark", "wide and light"])
def test_every_step_is_built_for_everyone(new_page, axe, way, answers):
    page = new_page("/check/", **way)
    assert judge(page, axe) == []
    start(page)
    answer(page)
    assert judge(page, axe) == [], "a step with an error"
    found = []
    walk(page, answers, lambda question: found.extend(judge(page, axe)))
    assert found == []


@pytest.mark.parametrize("urgency", RESULTS)
def test_every_kind_of_result_is_built_for_everyone(new_page, axe, urgency):
    page = new_page("/check/who/", width=320, color_scheme="dark")
    walk(page, RESULTS[urgency])
    assert page.locator(f".care-{urgency} h1").is_visible()
    assert judge(page, axe) == []
    page.set_viewport_size({"width": 1200, "height": 800})
    page.emulate_media(color_scheme="light")
    assert judge(page, axe) == []


@pytest.mark.chromium
def test_the_sheets_are_built_for_everyone_and_print_without_the_site_around_them(new_page, axe):
    page = new_page("/check/who/", width=320)
    walk(page, RESULTS["soon"])
    for address in ("/check/answers/", "/check/result/notes/", "/check/clear/", "/check/sheet/"):
        page.goto(address)
        assert judge(page, axe) == []
    page.goto("/check/result/notes/")
    assert page.get_by_role("button", name="Print this sheet").is_visible()
    page.emulate_media(media="print")
    for part in (".way", ".buttons", "form", ".menu"):
        assert not page.locator(f"main {part}, .top {part}").first.is_visible()
    assert page.get_by_text("Where on the body").is_visible()
