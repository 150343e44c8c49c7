"""A member of staff gets from /for/ to the handout of their clinic by keyboard alone, with scripts and without."""

import re
import time

import pytest

HANDOUT = "/handouts/pages/overview+treatment+self-care+questions-to-ask+when-to-get-help/riverside/letter-standard.pdf"


def tab_to(page, name, key="Tab"):
    """Press Tab until the element with this id, value or beginning has the focus."""
    for _ in range(90):
        page.keyboard.press(key)
        found = page.evaluate("(at => [at.id, at.value, (at.innerText || '').trim()])(document.activeElement)")
        if name in found[:2] or found[2].startswith(name):
            return
    pytest.fail(f"“{name}” can't be reached by keyboard")


def ask_again(site, address):
    """Ask, and come back when a busy server says so: its parts are made by then."""
    for _ in range(5):
        answer = site.ask(address)
        if answer.status != 503:
            break
        time.sleep(int(answer.headers["Retry-After"]))
    return answer


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_share_builder_to_the_handout_by_keyboard_alone(new_page, site, scripts):
    page = new_page("/for/", scripts=scripts)
    tab_to(page, "Newly diagnosed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/for/?set=newly-diagnosed*")
    page.locator("#outcome", has_text="4 pages, and").wait_for()
    # Without scripts this is a new page that opens at its outcome; the choices stand before it.
    tab_to(page, "clinic", "Tab" if scripts else "Shift+Tab")
    page.keyboard.type("Riv")
    tab_to(page, "a4")
    page.keyboard.press("ArrowRight")
    tab_to(page, "Show link and handout")
    page.keyboard.press("Enter")
    page.wait_for_url("**clinic=riverside*")
    page.locator("#outcome", has_text="Riverside Skin Clinic").wait_for()
    if scripts:
        page.locator("#outcome:focus").wait_for()
    tab_to(page, "Handout (PDF)")
    address = page.evaluate("document.activeElement.getAttribute('href')")
    assert address == HANDOUT
    answer = ask_again(site, address)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")


def test_a_copy_button_works_by_keyboard_and_says_what_it_did(new_page):
    page = new_page("/for/?set=open-sore&clinic=northgate", permissions=["clipboard-read", "clipboard-write"])
    tab_to(page, "record")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#share-status", has_text="Copied: Line for the record").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#record").input_value()
    assert copied.endswith(page.evaluate("new Date().toLocaleDateString('sv')") + ".")


def test_the_outcome_follows_each_tick_and_says_so(new_page):
    page = new_page("/for/")
    page.get_by_label("Self-care").focus()
    page.keyboard.press("Space")
    page.locator("#outcome", has_text="Self-care for calcium lumps").wait_for()
    page.locator("#share-status", has_text="1 page, and “When to get help”.").wait_for(state="attached")
    assert page.get_by_label("Self-care").evaluate("box => box === document.activeElement")
    assert "page=self-care" in page.url
    page.reload()
    assert page.get_by_label("Self-care").is_checked()


def test_a_page_is_moved_up_by_keyboard_and_the_focus_stays_with_it(new_page):
    page = new_page("/for/?set=newly-diagnosed")
    for place in (3, 2, 1):
        page.locator("#outcome .order li", has_text="Questions to ask").get_by_role("link", name="Move up").focus()
        page.keyboard.press("Enter")
        page.locator(f"#outcome .order li:nth-child({place})", has_text="Questions to ask").wait_for()
        page.locator("#outcome:focus" if place == 1 else "#up-questions-to-ask:focus").wait_for()
    page.get_by_label("Large print").check()
    page.locator("#outcome a[href$='-large.pdf']").first.wait_for()
    assert page.locator("#short").input_value().endswith("/questions-to-ask+overview+treatment+self-care/")


@pytest.mark.chromium
def test_without_scripts_each_text_stands_in_a_box_to_select_and_no_dead_button_shows(new_page):
    page = new_page("/for/?set=open-sore", scripts=False)
    for name in ("short", "sms", "mail", "record"):
        box = page.locator(f"#{name}")
        assert box.is_visible()
        assert box.get_attribute("readonly") is not None
        assert box.input_value()
    assert page.locator("button[data-copy]:visible").count() == 0


@pytest.mark.parametrize(
    ("width", "scheme", "scripts"),
    [(320, "light", True), (320, "dark", True), (1280, "light", True), (1280, "dark", True), (320, "light", False)],
)
def test_the_pages_for_staff_have_no_barrier_and_fit(new_page, axe, width, scheme, scripts):
    found = []
    for address in ("/for/?clinic=riverside&page=self-care", "/for/riverside/overview+old-page/", "/for/guide/"):
        page = new_page(address, width=width, color_scheme=scheme, scripts=scripts)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if scripts:
            found += axe(page)
        targets = page.locator("main :is(button, select, .choice, .ticks label, .button, .phones a):visible")
        assert targets.evaluate_all("all => all.filter(at => at.offsetHeight < 44).map(at => at.outerHTML)") == []
    assert found == []


def test_the_whole_text_is_seen_and_the_code_is_large_enough_to_scan(new_page):
    page = new_page("/for/?set=newly-diagnosed&clinic=riverside", width=360)
    assert page.locator(".qr").evaluate("code => code.naturalWidth > 0 && code.clientWidth >= 200")
    for box in page.locator("#outcome textarea").all():
        assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 2")
    assert re.search(r"version [0-9a-f]{8}", page.locator("#record").input_value())


@pytest.mark.parametrize(
    "address",
    [
        "/for/../../etc/passwd",
        "/for/riverside/../../../../etc/passwd/",
        "/for/riverside/..%2f..%2fclinics.toml/",
        "/for/riverside/%2e%2e/logo",
        "/for//overview/",
        "/for/any/" + "overview+" * 200 + "/",
        "/for/any/" + "overview+" * 900 + "/",
        "/for/any/%00/",
        "/for/any/%ff%fe/",
        "/for/?clinic=%00",
        "/for/?page=" + "overview&page=" * 190,
    ],
)
def test_the_served_site_answers_tampered_addresses_without_failing_and_sends_no_other_file(site, address):
    answer = site.ask(address)
    assert answer.status < 500
    assert b"root:" not in answer.body
    assert b"telephone =" not in answer.body
    assert "Set-Cookie" not in answer.headers
