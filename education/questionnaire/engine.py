"""Works out from the answers alone what is asked next and which guidance holds, so that "back" never leads astray.

A `Journey` is a pure function of the rules and the answers: no state, no clock, no Django. Questions are taken in
file order. A question whose `ask_when` does not fit is passed over, and an answer to it does not count. As soon as
a piece of guidance with urgency "emergency" holds, the journey ends there and later answers do not count.

The urgency is the highest of all guidance that holds. What is shown is a little less than what holds, and never
changes the urgency: an emergency is shown alone; calm guidance (routine, self-care) is shown only when nothing more
urgent holds, because its words rest on that; and a piece gives way to a more fitting one that is at least as urgent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .model import Cells, Condition, Guidance, Question, Questionnaire, rank

Answers = Mapping[str, Sequence[str]]
SHOWN_TOGETHER = ({"emergency"}, {"same_day", "soon"}, {"routine"}, {"self_care"})


class BadAnswers(ValueError):
    """Answers that no form of ours can have sent; `mistakes` maps question ids to what is wrong."""

    def __init__(self, mistakes: Mapping[str, str]):
        super().__init__(", ".join(f"{question}: {mistake}" for question, mistake in mistakes.items()))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Asked:
    """A question that was asked, and the answer that counts."""

    question: Question
    answer: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How far: questions answered, and the most that can still come (the one that is due included)."""

    answered: int
    at_most_left: int


@dataclass(frozen=True)
class Journey:
    """Where the reader stands: what was asked, what is due, and the guidance that the answers point to."""

    questionnaire: Questionnaire
    asked: tuple[Asked, ...]
    due: Question | None

    @property
    def ended(self) -> bool:
        """True when nothing is left to ask."""
        return self.due is None

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that count."""
        return {step.question.id: step.answer for step in self.asked}

    @cached_property
    def holding(self) -> tuple[Guidance, ...]:
        """All guidance that holds, in file order."""
        return tuple(piece for piece in self.questionnaire.guidance if holds(piece.when, self.answers))

    @property
    def urgency(self) -> str | None:
        """The highest urgency of what holds; None while nothing does."""
        return max((piece.urgency for piece in self.holding), key=rank, default=None)

    @cached_property
    def guidance(self) -> tuple[Guidance, ...]:
        """The guidance to show: the most urgent first, and at least one piece if any holds."""
        band = next((band for band in SHOWN_TOGETHER if self.urgency in band), set())
        ids = {piece.id for piece in self.holding}
        together = [piece for piece in self.holding if piece.urgency in band]
        shown = [piece for piece in together if ids.isdisjoint(piece.gives_way_to)]
        return tuple(sorted(shown, key=lambda piece: -rank(piece.urgency)))

    @property
    def progress(self) -> Progress:
        """How far the reader is."""
        questions = self.questionnaire.questions
        if self.due is None:
            return Progress(len(self.asked), 0)
        coming = questions[questions.index(self.due) + 1 :]
        still_open = {self.due.id: self.due.options, **{question.id: question.options for question in coming}}
        best_case = {**self.answers, **still_open}
        left = [item for item in coming if item.ask_when is None or holds(item.ask_when, best_case)]
        return Progress(len(self.asked), 1 + len(left))

    def reasons(self, piece: Guidance) -> list[tuple[Question, str]]:
        """Return the reader's own ticks that led to a piece of guidance, in the order of asking."""
        named = {
            (key, option)
            for row in piece.when
            if _row_holds(row, self.answers)
            for key, options in row.items()
            for option in options
        }
        return [
            (step.question, option)
            for step in self.asked
            for option in step.answer
            if (step.question.id, option) in named
        ]


def journey(questionnaire: Questionnaire, answers: Answers) -> Journey:
    """Return the journey that these answers make. Raises BadAnswers for answers that cannot be."""
    wrong = mistakes(questionnaire, answers)
    if wrong:
        raise BadAnswers(wrong)
    asked: list[Asked] = []
    counted: dict[str, tuple[str, ...]] = {}
    for question in questionnaire.questions:
        if question.ask_when is not None and not holds(question.ask_when, counted):
            continue
        if question.id not in answers:
            return Journey(questionnaire, tuple(asked), question)
        given = set(answers[question.id])
        counted[question.id] = tuple(option for option in question.options if option in given)
        asked.append(Asked(question, counted[question.id]))
        if holds(questionnaire.emergency_rows[question.id], counted):
            break
    return Journey(questionnaire, tuple(asked), None)


def holds(condition: Condition, answers: Answers) -> bool:
    """Tell whether a condition fits: some row, of which every cell, names an option that was ticked."""
    return any(_row_holds(row, answers) for row in condition)


def mistake(question: Question, answer: Sequence[str]) -> str | None:
    """Return what is wrong with an answer: "missing", "unknown", "too-many" or "mixed", or None if it is right.

    "mixed" is an exclusive option, such as "none", together with another one.
    """
    ticked = set(answer)
    if not ticked:
        return "missing"
    if not ticked.issubset(question.options):
        return "unknown"
    if question.kind == "one" and len(ticked) > 1:
        return "too-many"
    if len(ticked) > 1 and not ticked.isdisjoint(question.exclusive):
        return "mixed"
    return None


def mistakes(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """Return what is wrong, by question id; a question that does not exist is "unknown-question"."""
    found = {}
    for key, answer in answers.items():
        question = questionnaire.by_id.get(key)
        wrong = mistake(question, answer) if question else "unknown-question"
        if wrong:
            found[key] = wrong
    return found


def _row_holds(row: Cells, answers: Answers) -> bool:
    return all(_any_of(options, answers.get(key, ())) for key, options in row.items())


def _any_of(options: Sequence[str], answer: Sequence[str]) -> bool:
    return any(option in options for option in answer)
