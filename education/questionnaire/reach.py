"""Finds answers that lead to a question or to a piece of guidance, so that nothing stands in the rules that nobody can meet.

Conditions only ever name what was ticked. So the least that has to be ticked is enough to look at, with "none" elsewhere.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from .engine import Journey, journey, mistake
from .model import Cells, Guidance, Question, Questionnaire

Needs = dict[str, list[frozenset[str]]]


def can_be_asked(rules: Questionnaire, question: Question) -> bool:
    """Tell whether some answers lead to this question."""
    rows = question.ask_when or ({},)
    return any(question.id in made.answers for row in rows for made in _journeys(rules, {**row, question.id: question.options}))


def row_can_hold(rules: Questionnaire, row: Cells) -> bool:
    """Tell whether some answers make this row hold."""
    return any(_row_holds(row, made) for made in _journeys(rules, row))


def can_be_shown(rules: Questionnaire, piece: Guidance) -> bool:
    """Tell whether some answers show this piece of guidance."""
    return any(piece in made.guidance for row in piece.when for made in _journeys(rules, row))


def silent_end(rules: Questionnaire) -> Journey | None:
    """Return a journey that ends without any guidance, if there is one.

    One more tick can only add guidance. So only the quietest journeys need a look: "none" wherever it may be chosen.
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
    made = journey(rules, fixed)
    if made.due is None:
        yield made
        return
    due = made.due
    quiet = [option for option in due.options if option in ("none", "no")]
    for option in quiet or due.options:
        yield from _quiet_journeys(rules, {**fixed, due.id: frozenset([option])})
