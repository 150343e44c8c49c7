"""Finds answers that lead to a question or a piece of guidance, so that no rule is left that nobody can meet.

Conditions only ever name what was ticked. So it is enough to tick the least that is needed, and "none" elsewhere.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from .engine import Journey, journey, mistake
from .model import Cells, Guidance, Question, Questionnaire

QUIET = frozenset(["none", "no"])
Needs = dict[str, list[frozenset[str]]]


def can_be_asked(rules: Questionnaire, question: Question) -> bool:
    """Tell whether some answers lead to this question."""
    return any(question.id in made.answers for made in _journeys(rules, {question.id: question.options}))


def row_can_hold(rules: Questionnaire, row: Cells) -> bool:
    """Tell whether some answers make this row hold."""
    return any(_row_holds(row, made) for made in _journeys(rules, row))


def can_be_shown(rules: Questionnaire, piece: Guidance) -> bool:
    """Tell whether some answers show this piece of guidance."""
    return any(piece in made.guidance for row in piece.when for made in _journeys(rules, row))


def silent_end(rules: Questionnaire) -> Journey | None:
    """Return a journey that ends without any guidance, if there is one.

    One more tick can only add guidance. So the quietest journeys are enough: "none" wherever it can be chosen.
    """
    return next((made for made in _quiet_journeys(rules, {}) if made.ended and not made.guidance), None)


def _row_holds(row: Cells, made: Journey) -> bool:
    return all(not set(options).isdisjoint(made.answers.get(key, ())) for key, options in row.items())


def _journeys(rules: Questionnaire, row: Cells) -> Iterator[Journey]:
    """Yield the journeys that tick no more than a row needs; the row need not hold at their end."""
    for needs in _needs(rules, list(row.items()), {}):
        ticked = {key: _answers(rules.by_id[key], sets) for key, sets in needs.items()}
        for choice in product(*ticked.values()):
            yield from _quiet_journeys(rules, dict(zip(ticked, choice, strict=True)))


def _needs(rules: Questionnaire, cells: list[tuple[str, tuple[str, ...]]], needs: Needs) -> Iterator[Needs]:
    """Yield each way to have all cells named and each of their questions asked."""
    if not cells:
        yield needs
        return
    (key, options), *others = cells
    grown = {**needs, key: [*needs.get(key, []), frozenset(options)]}
    rows = rules.by_id[key].ask_when if key not in needs else None
    for row in rows or ({},):
        yield from _needs(rules, [*others, *row.items()], grown)


def _answers(question: Question, sets: list[frozenset[str]]) -> list[frozenset[str]]:
    found = dict.fromkeys(frozenset(choice) for choice in product(*(sorted(options) for options in sets)))
    return [answer for answer in found if mistake(question, answer) is None]


def _quiet_journeys(rules: Questionnaire, fixed: Mapping[str, frozenset[str]]) -> Iterator[Journey]:
    """Yield every journey with these answers in which nothing else is ticked that can be left out."""
    quiet = {question.id: QUIET.intersection(question.options) for question in rules.questions}
    yield from _all_ends(rules, {**{key: answer for key, answer in quiet.items() if answer}, **fixed})


def _all_ends(rules: Questionnaire, answers: Mapping[str, frozenset[str]]) -> Iterator[Journey]:
    made = journey(rules, answers)
    if made.due is None:
        yield made
    else:
        for option in made.due.options:
            yield from _all_ends(rules, {**answers, made.due.id: frozenset([option])})
