"""The words of the questions and of the guidance: plain enough for a worried person, and never a diagnosis."""

import re
from html import unescape

import pytest

from education.library.reading import measure, sentences, word_count
from education.questionnaire.model import PERSONS
from education.questionnaire.words_check import all_texts

# Illnesses that the guidance may name only as something already known, and those that it may never name.
NEVER = (
    r"calciphylaxis|sepsis|septic|cellulitis|gangrene|necroti\w+|sarcoma|lymphoma|thrombosis|embolism|\bstroke\b|gout"
)
KNOWN_ONLY = r"systemic sclerosis|scleroderma|Raynaud's|dermatomyositis|lupus"
FORBIDDEN = [
    r"\byou (?:probably |likely |may |might |could )?have (?:an? )?(?!thoughts|spoken|a plan|measured|to\b)",
    r"\bthis is (?:probably|most likely|likely)",
    r"\blooks? like\b",
    r"\bconsistent with\b",
    r"\b(?:suggests?|indicates?)\b",
    r"\bit is just\b",
    r"nothing to worry",
    r"\bharmless\b",
    r"\bbenign\b",
    r"\bruled? out\b",
    r"\byou do(?:n't| not) have\b",
    r"\bno need to (?:see|call)",
    r"\bdiagnosis:",
    r"\byour risk is\b",
    r"\bscore\b",
    r"\bdissolve",
    r"\bfalse alarm\b",
    r"\bsafe to ignore\b",
    r"\blow risk\b",
    r"\d\s?%",
]


@pytest.fixture(scope="module")
def pieces(library, rules):
    return [library.guidance[piece.id] for piece in rules.guidance]


@pytest.fixture(scope="module")
def results(pieces, words):
    """Every text that a result can show: guidance and the reader's own statements."""
    texts = [text for piece in pieces for text in (piece.title, piece.sign, *plain(piece))]
    for question in words.questions.values():
        for option in question.options.values():
            texts += option.statement.wordings
    return texts


def plain(piece):
    """Return the paragraphs of a piece of guidance without their HTML."""
    return [unescape(re.sub(r"<[^>]+>", "", part)) for part in re.findall(r"<p>(.*?)</p>", piece.body_html, re.DOTALL)]


def test_every_question_is_easy_to_read(words, library):
    texts = [text for _, text in all_texts(words) if text]
    reading = measure(texts, library.names)
    print(f"\nquestions: grade {reading.grade}, raw {reading.grade_raw}, SMOG {reading.smog}, {reading.words} words")
    assert reading.grade <= 6
    assert reading.grade_raw <= 8
    for key, question in words.questions.items():
        own = [text for (name, *_), text in all_texts(words) if name == key and text]
        assert measure(own, library.names).grade <= 7.5, (key, question.title.me)


def test_every_piece_of_guidance_is_easy_to_read_and_short(pieces, library):
    for piece in pieces:
        reading = measure(plain(piece), library.names)
        assert reading.grade <= 6, (piece.id, reading)
        assert reading.grade_raw <= 8, (piece.id, reading)
        assert 35 <= reading.words <= 120, (piece.id, reading.words)
        assert 1 <= len(plain(piece)) <= 4
        assert all(len(sentences(paragraph)) <= 3 for paragraph in plain(piece))


def test_no_sentence_of_a_result_is_long(results):
    assert [text for text in results for part in sentences(text) if word_count(part) > 25] == []


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_result_holds_words_that_may_never_appear(results, pattern):
    assert [text for text in results if re.search(pattern, text, re.IGNORECASE)] == []


def test_no_result_names_an_illness_as_its_answer(results, pieces):
    assert [text for text in results if re.search(NEVER, text, re.IGNORECASE)] == []
    for piece in pieces:
        named = re.search(KNOWN_ONLY, " ".join(plain(piece)))
        if named:
            assert re.search(KNOWN_ONLY, piece.sign + piece.title), f"{piece.id} names {named[0]}, which nobody ticked"


def test_no_result_tells_anyone_to_start_stop_or_take_a_medicine(results):
    for text in results:
        for sentence in sentences(text):
            if re.search(
                r"\b(?:start|stop|take|pause)\b[^.]*\b(?:medicines?|thinner|warfarin|steroids?|pills?)\b", sentence
            ):
                assert re.search(r"\b(?:do not|ask if)\b", sentence, re.IGNORECASE), sentence


def test_every_emergency_says_to_call_or_go_now(pieces, rules):
    for piece in pieces:
        if rules.guidance_by_id[piece.id].urgency == "emergency" and piece.id != "drip-blisters-or-numb":
            assert re.search(r"Call your emergency number", plain(piece)[0]), piece.id
        elif rules.guidance_by_id[piece.id].urgency == "same_day":
            assert re.search(r"today|right now|your kidney or dialysis unit now", plain(piece)[0]), piece.id
        elif rules.guidance_by_id[piece.id].urgency == "soon":
            assert re.search(r"within 2 weeks|in the next few days", plain(piece)[0]), piece.id


def test_the_emergency_pieces_do_not_wait_for_all_signs(pieces):
    told = [piece.id for piece in pieces if re.search(r"[Dd]o not wait|One sign|One of these", " ".join(plain(piece)))]
    assert len(told) >= 10


def test_guidance_on_blood_thinners_says_not_to_stop_them(library):
    for key in ("warfarin-painful-patch", "bleeding-not-stopping", "bleeding-comes-back"):
        assert re.search(r"Do not stop (?:your|a) blood thinner", " ".join(plain(library.guidance[key]))), key
    for key in ("pregnant-higher", "pregnant-medicines", "pregnant-lump"):
        assert "Do not stop medicines before you speak to someone" in " ".join(plain(library.guidance[key])), key


def test_guidance_on_lumps_says_not_to_squeeze(library):
    lumps = (
        "growing-lump",
        "growing-lump-under-25",
        "new-lump",
        "large-or-fixed-lump",
        "long-standing-lump",
        "child-lump",
    )
    for key in (*lumps, "skin-infection-signs", "chalky-new", "chalky-usual", "painful-patch", "baby-heel-bumps"):
        text = " ".join(plain(library.guidance[key]))
        assert re.search(r"[Dd]o not [^.]*(?:squeeze|pick at it)", text), key


def test_nobody_is_told_to_wait_with_a_fever_and_a_skin_sign(pieces, rules):
    """Of 2 signs that need a call each, a reader may have both: what names fever names emergency help as well."""
    for piece in pieces:
        text = " ".join(plain(piece))
        if rules.guidance_by_id[piece.id].urgency != "emergency" and re.search(r"\bfever\b", text):
            assert re.search(r"emergency (?:help|at any age)", text), piece.id


def test_guidance_holds_no_telephone_number(results):
    assert [text for text in results if re.search(r"\b(?:911|999|112|111|000|\d{4,})\b", text)] == []


def test_every_piece_stands_letter_for_letter_on_the_page_of_all_guidance(library, pieces):
    page = library.pages["when-to-get-help"].screen.html
    for piece in pieces:
        assert piece.body_html in page, piece.id
        assert piece.title in unescape(page), piece.id


def test_a_sign_completes_this_is_for(pieces):
    for piece in pieces:
        assert not piece.sign.endswith("."), piece.id
        assert piece.sign[0].islower(), piece.id
        assert not re.search(r"\byou(?:r|'ll)?\b", piece.sign), piece.id


def test_skin_color_is_never_the_only_sign_of_infection(library):
    for key in ("skin-infection-signs", "hot-skin-and-unwell", "black-skin-or-extreme-pain", "painful-patch"):
        text = library.guidance[key].sign + " ".join(plain(library.guidance[key]))
        assert re.search(r"darker|brown and black skin", text), key


def test_each_question_is_worded_for_the_person_it_is_about(words):
    for key in ("right-now", "unwell", "body", "health"):
        title = words.questions[key].title
        assert re.search(r"\byou\b", title.to("me"))
        assert re.search(r"\bthe person\b", title.to("someone"))
        assert re.search(r"\bthe child\b", title.to("child"))
        assert re.search(r"\bthe baby\b", title.to("baby"))
    for key, question in words.questions.items():
        for person in PERSONS[1:]:
            assert not re.search(r"\b(?:you|your)\b", question.title.to(person)), (key, person)


def test_statements_stand_alone(words):
    for key, question in words.questions.items():
        for option, said in question.options.items():
            for wording in said.statement.wordings:
                assert wording not in ("None of these", "I am not sure", "Yes", "No"), (key, option)


def test_nobody_is_asked_for_a_name_a_date_or_free_text(words):
    text = " ".join(text for _, text in all_texts(words))
    assert not re.search(r"\b(?:your name|date of birth|e-?mail|phone number|address)\b", text, re.IGNORECASE)


def test_every_question_says_why_it_is_asked(words):
    assert [key for key, question in words.questions.items() if not question.why] == []
