"""Every page, on a small phone, a phone and a desk: nothing is cut off, hidden, too small, broken, kept or sent."""

from collections import defaultdict

import pytest

SMALL, PHONE, DESK = (320, 640), (360, 640), (1280, 720)


@pytest.fixture(scope="module")
def found(window, addresses):
    """Everything that one walk over all pages finds: found["sideways", SMALL] is a list of what, and where."""
    found = defaultdict(list)

    def look(size, *names):
        width, height = size
        window.page.set_viewport_size({"width": width, "height": height})
        for name, things in window.look(*names).items():
            found[name, size] += [f"{address}: {thing}" for thing in things]

    for address in window.visit(addresses):
        found["elsewhere"] += window.elsewhere()
        found["asked"].append((address, [(request.resource_type, request.url) for request in window.asked]))
        look(PHONE, "belowFirstScreen")
        look(SMALL, "placeOfHelp")
        look(DESK, "placeOfHelp", "belowFirstScreen", "scripts", "kept", "deadEnds", "paleDrawings", "openEverything")
        look(DESK, "sideways", "cutOff", "smallTargets", "misplacedMeanings")
        look(SMALL, "sideways", "cutOff", "smallTargets", "closeMarks", "headings", "moving", "misplacedMeanings")
        window.page.emulate_media(color_scheme="dark")
        look(SMALL, "paleDrawings")
        window.page.emulate_media(color_scheme="light")
        window.look("spaceWide")
        spaced = window.look("cutOff", "sideways")
        found["spaced"] += [f"{address}: {thing}" for things in spaced.values() for thing in things]
    found["cookies"] = window.page.context.cookies()
    found["complaints"] = window.complaints
    return found


def of_pages(things):
    """Only what was found on pages that an editor wrote."""
    return [thing for thing in things if not thing.startswith(("/search/", "/no/"))]


def test_no_page_scrolls_sideways_on_a_small_phone_or_at_400_percent(found):
    assert found["sideways", SMALL] == []


def test_no_page_scrolls_sideways_on_a_desk(found):
    assert found["sideways", DESK] == []


def test_no_words_leave_their_place(found):
    assert found["cutOff", SMALL] + found["cutOff", DESK] == []


def test_wide_spacing_of_letters_words_and_lines_loses_nothing(found):
    assert found["spaced"] == []


def test_heading_and_main_message_stand_in_the_first_screen_of_a_phone(found):
    assert of_pages(found["belowFirstScreen", PHONE]) == []


def test_heading_and_main_message_stand_in_the_first_screen_of_a_desk(found):
    assert of_pages(found["belowFirstScreen", DESK]) == []


def test_everything_to_press_is_at_least_44_pixels_wide_and_high(found):
    assert found["smallTargets", SMALL] + found["smallTargets", DESK] == []


def test_marks_within_a_sentence_stand_far_enough_apart(found):
    assert found["closeMarks", SMALL] == []


@pytest.mark.chromium
def test_an_opened_term_stands_whole_in_the_window_beside_its_word(found):
    assert found["misplacedMeanings", SMALL] + found["misplacedMeanings", DESK] == []


def test_the_way_to_help_stands_in_the_same_place_on_every_page(found):
    for size in (SMALL, DESK):
        assert len({thing.split(": ")[-1] for thing in found["placeOfHelp", size]}) == 1


def test_every_page_has_one_main_heading_and_skips_no_level(found):
    assert found["headings", SMALL] == []


def test_every_link_within_a_page_leads_somewhere_and_no_name_is_used_twice(found):
    assert found["deadEnds", DESK] == []


def test_the_lines_of_drawings_stand_out_from_their_ground_in_light_and_dark(found):
    assert found["paleDrawings", DESK] + found["paleDrawings", SMALL] == []


@pytest.mark.chromium
def test_nothing_moves_for_those_who_ask_for_stillness(found):
    assert found["moving", SMALL] == []


def test_pages_hold_no_script_and_no_inline_style(found):
    assert of_pages(found["scripts", DESK]) == []


def test_before_the_first_paint_a_page_asks_for_its_stylesheet_and_nothing_else(found):
    for address, asked in found["asked"]:
        if of_pages([address]):
            kinds = [kind for kind, url in asked if "/static/img/" not in url]
            assert kinds in (["document"], ["document", "stylesheet"]), address


def test_no_page_asks_another_host(found):
    assert found["elsewhere"] == []


def test_nothing_is_kept_in_the_browser(found):
    assert of_pages(found["kept", DESK]) == []
    assert found["cookies"] == []


def test_the_browser_has_nothing_to_complain_about(found):
    assert found["complaints"] == []
