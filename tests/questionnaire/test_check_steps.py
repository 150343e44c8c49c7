"""A visitor can take every step, plainly or with htmx, forward and back, and is led on from every wrong turn."""

import random
import re

import pytest
from django.test import override_settings

from education.questionnaire.engine import journey

from .reader import Reader, answers_that_show_everything, some_answers


@pytest.fixture(scope="module")
def journeys(rules):
    """A few journeys that together meet every question, and some by chance."""
    chance, met, found = random.Random(8), set(), []
    for given in answers_that_show_everything():
        if not set(given) <= met:
            met |= set(given)
            found.append(given)
    assert met == set(rules.by_id)
    return [*found, *(some_answers(rules, chance) for _ in range(6))]


def test_every_step_says_the_same_plainly_and_with_htmx(journeys):
    for answers in journeys:
        plain, htmx = Reader().open("/check/"), Reader(htmx=True).open("/check/")
        address = "/check/who/"
        while True:
            for reader in (plain, htmx):
                reader.open(address)
            assert (plain.inside, plain.title, plain.address) == (htmx.inside, htmx.title, htmx.address)
            if not plain.question:
                break
            for reader in (plain, htmx):
                reader.answer(*answers[reader.question])
            assert (plain.inside, plain.title, plain.address) == (htmx.inside, htmx.title, htmx.address)
            address = plain.address
        assert plain.address == "/check/result/"


def test_every_result_and_sheet_says_the_same_plainly_and_with_htmx():
    for answers in answers_that_show_everything():
        plain, htmx = Reader().at_the_end_of(answers), Reader(htmx=True).at_the_end_of(answers)
        assert (plain.inside, plain.title) == (htmx.inside, htmx.title)
        plain.open("/check/result/notes/")
        htmx.open("/check/result/notes/")
        assert (plain.inside, plain.title) == (htmx.inside, htmx.title)


def test_every_question_offers_help_in_an_emergency_a_way_back_and_a_way_out(journeys):
    for answers in journeys:
        reader = Reader().open("/check/who/")
        while reader.question:
            assert reader.inside.count("<h1") == 1
            assert "<legend><h1" in reader.inside
            assert re.search(r"Question \d+ of at most \d+", reader.words)
            assert "Do not wait for this site. Call your emergency number now." in reader.words
            assert all(f'href="tel:{number}"' in reader.inside for number in (911, 999, 112, "000", 111))
            assert 'class="way-back" href="/check/' in reader.inside
            assert 'action="/check/clear/"' in reader.inside
            assert 'href="/check/answers/"' in reader.inside
            reader.answer(*answers[reader.question])


def test_with_one_region_its_number_stands_on_every_step():
    with override_settings(REGION="uk"):
        reader = Reader().open("/check/who/")
        assert '<a href="tel:999">999</a>' in reader.inside
        assert "911" not in reader.html.partition('id="step"')[2].partition("</main>")[0]


def test_how_far_it_is_never_promises_too_little(rules, journeys):
    for answers in journeys:
        reader = Reader().open("/check/who/")
        told, asked = [], 0
        while reader.question:
            number, most = map(int, re.search(r"Question (\d+) of at most (\d+)", reader.words).groups())
            asked += 1
            assert number == asked
            told.append(most)
            reader.answer(*answers[reader.question])
        assert all(most >= asked for most in told)


def test_an_emergency_shows_its_result_at_once():
    reader = Reader().walk({"who": ["me"], "right-now": ["chest"]})
    assert reader.address == "/check/result/"
    assert "Get emergency help now." in reader.words


def test_back_and_change_keep_what_was_given(rules):
    answers = some_answers(rules, random.Random(3), quiet=1)
    reader = Reader().walk(answers)
    assert reader.address == "/check/result/"
    links = re.findall(r'href="(/check/[\w-]+/)"[^>]*>Change this answer', reader.inside)
    assert len(links) == len(answers)
    for link in links:
        reader.open(link)
        assert reader.ticked == set(answers[reader.question])
        reader.answer(*answers[reader.question])
        assert reader.address == "/check/result/"
    reader.open("/check/skin/").answer("infection")
    while reader.question:
        reader.answer("none")
    assert "Speak to a clinician today." in reader.words
    assert reader.open("/check/lump/").ticked == set(answers["lump"])


def test_the_answers_so_far_can_be_looked_at_and_changed_before_the_end():
    reader = Reader().open("/check/who/").answer("baby").answer("none").open("/check/answers/")
    assert "This is about a baby or toddler under 2." in reader.words
    assert 'class="button" href="/check/look-now/"' in reader.inside
    assert re.findall(r'href="(/check/[\w-]+/)"[^>]*>Change this answer', reader.inside) == [
        "/check/who/",
        "/check/right-now/",
    ]
    assert Reader().open("/check/answers/").address == "/check/?again"


def test_the_way_back_leads_through_the_questions_that_were_asked(rules):
    answers = some_answers(rules, random.Random(3), quiet=1)
    asked = [step.question.id for step in journey(rules, answers).asked]
    reader = Reader().walk(answers).open(f"/check/{asked[-1]}/")
    for earlier in reversed(asked[:-1]):
        reader.open(re.search(r'class="way-back" href="([^"]+)"', reader.inside)[1])
        assert reader.question == earlier
    assert 'class="way-back" href="/check/"' in reader.inside


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("question", "ticked", "says"),
    [
        ("who", [], "Choose one answer."),
        ("who", ["nobody"], "Choose one answer."),
        ("who", ["me", "child"], "Choose one answer."),
        ("right-now", [], "If nothing fits, choose one of these: “None of these”, “I am not sure”."),
        ("right-now", ["chest", "none"], "Choose the one or the other."),
        ("right-now", ["x" * 500], "Choose all that fit."),
    ],
)
def test_a_wrong_or_missing_answer_is_told_with_a_link_to_the_field(htmx, question, ticked, says):
    reader = Reader(htmx=htmx).open("/check/who/")
    if question != "who":
        reader.answer("me")
    reader.answer(*ticked)
    assert reader.status == 422
    assert reader.question == question
    assert says in reader.words
    assert reader.title.startswith("Error: ")
    target = re.search(r'class="errors.*?href="#([\w-]+)"', reader.inside, re.S)[1]
    assert f'id="{target}"' in reader.inside
    known = set(re.findall(r'value="([\w-]+)"', reader.inside))
    assert reader.ticked == set(ticked) & known, "what was ticked stays ticked"
    assert "Error" not in reader.open(f"/check/{question}/").title, "nothing of it was kept"


def test_a_step_that_is_not_due_leads_to_the_one_that_is():
    reader = Reader().open("/check/who/").answer("me")
    for address in ("/check/skin/", "/check/effect/", "/check/result/", "/check/result/notes/", "/check/baby-age/"):
        assert reader.open(address).address == "/check/right-now/"
    reader.send("/check/skin/", answer="pus", before="0")
    assert reader.address == "/check/right-now/"
    reader.answer("chest")
    assert reader.open("/check/look-now/").address == "/check/result/"


def test_a_question_that_does_not_exist_is_not_found():
    for address in ("/check/nothing/", "/check/who/what/", "/check/result/more/"):
        assert Reader().open(address).status == 404


def test_without_answers_every_step_but_the_first_leads_to_the_start_which_says_why():
    for address in ("/check/skin/", "/check/result/", "/check/result/notes/", "/check/result/notes.txt"):
        reader = Reader().open(address)
        assert reader.address == "/check/?again"
        assert "please start again" in reader.words
    assert "please start again" not in Reader().open("/check/").words


def test_an_answer_from_another_tab_is_not_mixed_in():
    reader = Reader().open("/check/who/").answer("me").answer("none")
    stale, page = reader.before, reader.question
    reader.open("/check/who/").answer("child")
    reader.send(f"/check/{page}/", answer="black", before=stale)
    assert reader.status == 422
    assert "changed in another window" in reader.words
    assert reader.ticked == set()
    reader.answer("none")
    assert reader.status == 200
    assert "Does the child" in reader.words


def test_the_questions_are_worded_for_the_person_they_are_about(rules, words):
    for person in ("me", "someone", "child", "baby"):
        reader = Reader().open("/check/who/").answer(person)
        assert reader.title.startswith(words.questions["right-now"].title.to(person))
        for option in words.questions["right-now"].options.values():
            assert option.label.to(person) in reader.words


def test_clearing_deletes_the_answers_and_says_so():
    reader = Reader().walk({"who": ["me"], "right-now": ["chest"]})
    reader.send("/check/clear/")
    assert "Your answers are cleared" in reader.words
    assert reader.client.cookies["answers"].value == ""
    assert reader.open("/check/result/").address == "/check/?again"


def test_the_start_page_says_what_it_is_not_and_lets_one_go_on():
    reader = Reader().open("/check/")
    assert "It is not a diagnosis." in reader.words
    assert "We keep nothing." in reader.words
    assert 'href="tel:911"' in reader.inside
    reader.open("/check/who/").answer("me")
    assert 'href="/check/right-now/"' in reader.open("/check/").inside


def test_the_sheet_to_tick_has_every_sign_and_asks_for_no_cookie(library):
    reader = Reader()
    response = reader.client.get("/check/sheet/")
    text = response.content.decode()
    for piece in library.guidance.values():
        assert piece.sign_html in text
        assert f'/when-to-get-help/#{piece.id}"' in text
    assert not response.cookies


def test_a_deployer_can_put_the_sheet_in_the_place_of_the_questions():
    with override_settings(CHECKLIST_MODE=True):
        reader = Reader()
        assert "Tick what fits" in reader.client.get("/check/").content.decode()
        for address in ("/check/who/", "/check/skin/", "/check/result/", "/check/result/notes/"):
            response = reader.client.get(address)
            assert (response.status_code, response.headers["Location"]) == (303, "/check/")
        assert reader.client.post("/check/who/", {"answer": "me"}).status_code == 303
        assert not reader.client.cookies


def test_the_clinic_whose_link_led_here_stands_on_the_result_with_its_regions_number():
    reader = Reader().open("/check/?clinic=riverside")
    assert "Riverside Skin Clinic" in reader.words
    reader.open("/check/who/").answer("child")
    assert 'href="tel:911"' in reader.inside
    assert 'href="tel:999"' not in reader.inside
    while reader.question:
        reader.answer("limp" if reader.question == "child-signs" else "none")
    assert reader.address == "/check/result/"
    assert 'href="tel:+12125550142"' in reader.inside
    assert "riverside" not in reader.address
    reader.open("/check/right-now/").answer("chest")
    assert 'href="tel:+12125550142"' not in reader.inside, "in an emergency nobody should call a clinic first"


def test_a_clinic_that_does_not_exist_is_passed_over():
    reader = Reader().open("/check/?clinic=nobody")
    assert reader.status == 200
    assert not reader.client.cookies
