"""A result shows published guidance and the reader's own words, and nothing else."""

import random
import re

import pytest

from education.library.problem import Place
from education.library.wording import check_texts
from education.questionnaire.engine import journey

from .reader import Reader, answers_that_show_everything, plain, some_answers

# What a result says of its own accord. All else stands on the page about when to get help, or is the reader's.
FRAME = {
    "Based on your answers, the safe next step is:",
    "These questions can’t tell what the cause is. Only a clinician can, with an examination and tests. "
    "If anything changes, or if you are worried, get help sooner.",
    "These are parts of When to get help , word for word.",
    "You ticked:",
}


@pytest.fixture(scope="module")
def ends(rules):
    """Answers and the result they lead to: one for every piece of guidance, and some by chance."""
    chance = random.Random(11)
    every = [*answers_that_show_everything(), *(some_answers(rules, chance) for _ in range(20))]
    return [End(journey(rules, given), Reader().at_the_end_of(given)) for given in every]


class End:
    """A journey that has ended, and its pages."""

    def __init__(self, made, reader):
        self.journey, self.inside, self.title = made, reader.inside, reader.title
        self.words = plain(self.inside)
        self.person = made.answers["who"][0]
        self.notes = reader.open("/check/result/notes/").inside
        self.file = reader.client.get("/check/result/notes.txt")


@pytest.fixture(scope="module")
def help_page():
    return plain(Reader().open("/when-to-get-help/").html)


def paragraphs(html):
    return [plain(text) for text in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", html, re.S)]


def advice(html):
    """The part of a result that advises: without the sheet, the links and the list of answers."""
    return html.partition('aria-labelledby="pages"')[0]


def test_every_piece_of_guidance_is_shown_in_some_result(rules, ends):
    assert {piece.id for end in ends for piece in end.journey.guidance} == set(rules.guidance_by_id)
    assert {end.journey.urgency for end in ends} == {"emergency", "same_day", "soon", "routine", "self_care"}


def test_every_paragraph_of_a_result_stands_on_the_help_page_letter_for_letter(ends, words, help_page):
    for end in ends:
        html = re.sub(r'<div class="ticked">.*?</div>', "", advice(end.inside), flags=re.S)
        for paragraph in paragraphs(html):
            assert paragraph in FRAME or paragraph in help_page, paragraph
        for piece in end.journey.guidance:
            assert f'<h3 id="{piece.id}">' in html


def test_a_result_shows_the_guidance_as_the_very_html_of_the_help_page(library, ends):
    page = library.pages["when-to-get-help"].body
    for end in ends:
        for piece in end.journey.guidance:
            guidance = library.guidance[piece.id]
            assert guidance.body_html in end.inside
            assert guidance.body_html in page
            assert guidance.title in end.words


def test_a_result_opens_with_its_urgency_what_to_do_and_whom_to_call(library, ends):
    for end in ends:
        urgency = library.urgencies[end.journey.urgency]
        card = end.inside.partition('<section class="care')[2].partition("</section>")[0]
        assert card.startswith(f" care-{end.journey.urgency}")
        assert urgency.heading_result in plain(card)
        assert urgency.action in plain(card)
        assert urgency.meanwhile in end.words
        assert 'href="tel:911"' in (card if end.journey.urgency == "emergency" else end.inside)


def test_a_result_repeats_the_ticks_that_led_to_each_piece(ends, words):
    for end in ends:
        ticked = {
            words.questions[step.question.id].options[option].statement.to(end.person)
            for step in end.journey.asked
            for option in step.answer
        }
        lists = re.findall(r'<div class="ticked">(.*?)</div>', end.inside, re.S)
        assert len(lists) == len(end.journey.guidance)
        for shown in lists:
            reasons = {plain(text) for text in re.findall(r"<li>(.*?)</li>", shown, re.S)}
            assert reasons
            assert reasons <= ticked


def test_no_result_holds_a_word_that_may_not_appear(library, ends):
    for end in ends:
        texts = [(Place("en/guidance/result"), text) for text in paragraphs(end.inside)]
        forbidden = [problem for problem in check_texts(library, texts) if "may not be used" in problem.message]
        assert not forbidden


def test_every_page_in_a_result_leads_somewhere(ends):
    reader = Reader()
    links = {link for end in ends for link in re.findall(r'href="(/[^"#]*)', end.inside)}
    assert {"/when-to-get-help/", "/children/", "/pregnancy/", "/self-care/"} <= links
    for link in links - {"/check/clear/"}:
        if not link.startswith("/check/"):
            assert reader.open(link).status == 200, link


def test_the_title_of_a_result_does_not_give_it_away(ends):
    assert {end.title.partition(" · ")[0] for end in ends} == {"Your result"}


def test_the_sheet_for_the_doctor_holds_the_answers_and_neither_urgency_nor_advice(library, words, ends):
    for end in ends:
        said = plain(end.notes)
        for step in end.journey.asked:
            for option in step.answer:
                assert words.questions[step.question.id].options[option].statement.to(end.person) in said
        for urgency in library.urgencies.values():
            for text in (urgency.heading_result, urgency.action, urgency.meanwhile):
                assert text not in said
            assert not re.search(rf"\b{urgency.name}\b", said), urgency.name
        for piece in library.guidance.values():
            assert not any(text in said for text in paragraphs(piece.body_html))
        for blank in ("Where on the body", "Since when", "What it stops me from doing", "Questions to ask"):
            assert blank in said


def test_the_sheet_can_be_saved_as_text_with_the_same_words(ends):
    for end in ends[:10]:
        listed = re.findall(r"<li>(.*?)</li>", end.notes, re.S)
        assert end.file.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert end.file.headers["Content-Disposition"].startswith("attachment")
        text = end.file.content.decode()
        assert all(plain(item) in text for item in listed)
        assert "&" not in text


def test_the_words_of_the_pages_themselves_keep_the_house_style(library):
    reader = Reader()
    for address in ("/check/", "/check/?again", "/check/who/", "/check/clear/"):
        texts = [(Place("en/guidance/page"), text) for text in paragraphs(reader.open(address).inside)]
        assert texts
        assert not [str(problem) for problem in check_texts(library, texts)]
