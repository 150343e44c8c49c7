"""Turns a journey into what the page of one question shows: words for the person, ticks, and the way back."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .answers import digest
from .current import Current
from .engine import Journey
from .model import Question, QuestionWords

ABSENT = {"none", "no"}
UNSURE = "unsure"


@dataclass(frozen=True)
class Choice:
    """One box to tick. One that stands alone, such as "None of these", goes with no other."""

    id: str
    label: str
    ticked: bool
    alone: bool


@dataclass(frozen=True)
class Said:
    """An answer as it is repeated later: the question, what was ticked, and where to change it."""

    question: Question
    title: str
    statements: tuple[tuple[str, str], ...]  # (option, the reader's words)
    address: str


@dataclass(frozen=True)
class Step:
    """The page of one question."""

    question: Question
    words: QuestionWords
    title: str
    person: str
    ticked: frozenset[str]
    number: int
    at_most: int
    done: int
    back: str
    before: str
    mistake: str

    @property
    def choices(self) -> list[Choice]:
        """The boxes to tick."""
        return [
            Choice(
                option,
                self.words.options[option].label.to(self.person),
                option in self.ticked,
                option in self.question.exclusive,
            )
            for option in self.question.options
        ]

    @cached_property
    def address(self) -> str:
        """Where the question stands."""
        return address_of(self.question)


def person_of(journey: Journey) -> str:
    """Return who it is about: "me", "someone", "child" or "baby"."""
    return next(iter(journey.answers.get("who", ())), "me")


def address_of(question: Question | None) -> str:
    """Return the address of a question; that of the result when none is left."""
    return _address_of(question.id, get_language()) if question else reverse("check-result")


@cache
def _address_of(question_id: str, language: str) -> str:
    return reverse("check-step", args=[question_id])


def before(journey: Journey, question: Question) -> dict[str, tuple[str, ...]] | None:
    """Return the answers that lead to a question, or None when this journey has not come to it."""
    found = {}
    for step in journey.asked:
        if step.question.id == question.id:
            return found
        found[step.question.id] = step.answer
    return found if journey.due and journey.due.id == question.id else None


def step(current: Current, journey: Journey, question: Question, ticked=None, mistake: str = "") -> Step:
    """Return the page of a question that was asked or is due. `ticked` takes the place of what was answered."""
    earlier = before(journey, question)
    here = journey if len(earlier) == len(journey.asked) else current.journey(earlier)
    progress = here.progress
    person = person_of(journey)
    words = current.words.questions[question.id]
    chosen = journey.answers.get(question.id, ()) if ticked is None else ticked
    last = list(earlier)[-1:]
    return Step(
        question=question,
        words=words,
        title=words.title.to(person),
        person=person,
        ticked=frozenset(chosen),
        number=progress.answered + 1,
        done=progress.answered,
        at_most=progress.answered + progress.at_most_left,
        back=_address_of(*last, get_language()) if last else reverse("check"),
        before=digest(earlier, current),
        mistake=in_words(question, words, person, mistake),
    )


def said(current: Current, journey: Journey) -> tuple[Said, ...]:
    """Return the answers that count, in the reader's own words."""
    person = person_of(journey)
    found = []
    for asked in journey.asked:
        words = current.words.questions[asked.question.id]
        statements = tuple((option, words.options[option].statement.to(person)) for option in asked.answer)
        found.append(Said(asked.question, words.title.to(person), statements, address_of(asked.question)))
    return tuple(found)


def in_words(question: Question, words: QuestionWords, person: str, mistake: str) -> str:
    """Return what is wrong with an answer, and what to do, for the reader."""
    alone = "”, “".join(words.options[option].label.to(person) for option in question.exclusive)
    if mistake == "changed":
        return _("Some answers were changed in another window, so this one was not taken. Please look again.")
    if mistake == "mixed":
        return _("These can’t go together with another answer: “%s”. Choose the one or the other.") % alone
    if mistake and question.kind == "one":
        return _("Choose one answer.")
    if mistake and alone:
        return _("Choose all that fit. If nothing fits, choose one of these: “%s”.") % alone
    return _("Choose all that fit.") if mistake else ""
