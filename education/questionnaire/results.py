"""Turns a finished journey into what the result and the doctor's sheet show: published words, and the reader's."""

from dataclasses import dataclass
from functools import cache

from education import catalog
from education.library import markup
from education.library.pages import Guidance, Page, Urgency
from education.library.render import render_piece

from .current import Current
from .engine import Journey
from .steps import ABSENT, UNSURE, Said, person_of, said

HELP_PAGE = "when-to-get-help"
QUESTIONS_PAGE, QUESTION_PARTS = "questions-to-ask", ("three-questions", "cause")
FOR_PERSON = {"child": "children", "baby": "children"}


@dataclass(frozen=True)
class Advice:
    """One piece of guidance, and the reader's own ticks that led to it."""

    piece: Guidance
    address: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What the answers point to: nothing in it was written for this reader."""

    urgency: Urgency
    advice: tuple[Advice, ...]
    meanwhile: str
    pages: tuple[Page, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Notes:
    """The sheet for the doctor: the reader's words alone, without any urgency."""

    about: str
    ticked: tuple[str, ...]
    unsure: tuple[str, ...]
    absent: tuple[str, ...]
    questions: tuple[str, ...]


def result(current: Current, journey: Journey) -> Result:
    """Return the result of a journey that has ended."""
    library = catalog.library()
    help_page = library.pages.get(HELP_PAGE)
    person = person_of(journey)
    words = current.words.questions
    advice = []
    for piece in journey.guidance:
        reasons = [words[asked.id].options[option].statement.to(person) for asked, option in journey.reasons(piece)]
        address = f"{help_page.address}#{piece.id}" if help_page else ""
        advice.append(Advice(library.guidance[piece.id], address, tuple(reasons)))
    return Result(
        urgency=library.urgencies[journey.urgency],
        advice=tuple(advice),
        meanwhile=part_of_page(HELP_PAGE, "meanwhile"),
        pages=tuple(library.pages[page] for page in _pages(journey) if page in library.pages),
        said=said(current, journey),
    )


def notes(current: Current, journey: Journey) -> Notes:
    """Return the sheet for the doctor."""
    who, *rest = said(current, journey)
    statements = [(option, words) for answer in rest for option, words in answer.statements]
    return Notes(
        about=" ".join(words for _, words in who.statements),
        ticked=tuple(words for option, words in statements if option not in {*ABSENT, UNSURE}),
        unsure=tuple(words for option, words in statements if option == UNSURE),
        absent=tuple(words for option, words in statements if option in ABSENT),
        questions=_questions(catalog.library().language, id(catalog.library())),
    )


@cache
def _questions(language: str, version: int) -> tuple[str, ...]:
    passages = [found for part in QUESTION_PARTS for found in markup.passages(_tokens(QUESTIONS_PAGE, part))]
    return tuple(passage.text for passage in passages if passage.kind == "item")


def part_of_page(page_id: str, anchor: str) -> str:
    """Return the part of a page under one heading as HTML, its heading too, without citations."""
    return _part_of_page(page_id, anchor, catalog.library().language, id(catalog.library()))


@cache
def _part_of_page(page_id: str, anchor: str, language: str, version: int) -> str:
    library = catalog.library()
    return render_piece(library, _tokens(page_id, anchor), library.component)


def _tokens(page_id: str, anchor: str) -> list:
    page = catalog.library().pages.get(page_id)
    tokens = page.tokens if page else []
    heads = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    starts = [at for at in heads if tokens[at].attrGet("id") == anchor]
    if not starts:
        return []
    end = next((at for at in heads if at > starts[0]), len(tokens))
    return [_without_citations(token) for token in tokens[starts[0] : end]]


def _without_citations(token):
    # Their numbers and anchors belong to the page; a result links to that page instead.
    children = token.children and [child for child in token.children if child.type != "citation"]
    return token.copy(children=children)


def _pages(journey: Journey) -> list[str]:
    """Return the pages that help next: fewest in an emergency, when nobody has time to read."""
    if journey.urgency == "emergency":
        return [HELP_PAGE]
    found = [HELP_PAGE, "before-your-visit", "questions-to-ask"]
    if person_of(journey) in FOR_PERSON:
        found.append(FOR_PERSON[person_of(journey)])
    if any(option.startswith("yes") for option in journey.answers.get("pregnant", ())):
        found.append("pregnancy")
    return [*found, "self-care"]
