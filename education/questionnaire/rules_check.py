"""Finds every mistake in the rules of the questionnaire, so that none can reach a reader.

The site does not start while there is one. Each problem names its file and line, in an editor's words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from education.library.problem import Place, Problem
from education.library.toml_file import read

from . import reach, words_check
from .engine import SHOWN_TOGETHER
from .model import RULES_FILE, Guidance, Question, Questionnaire, load_rules, load_words, rank

NOTHING = {"none", "no"}  # ids that say that a sign is absent; no condition may rest on them
CALM = {"routine", "self_care"}
TAKEN = {"start", "answers", "result", "sheet", "clear", "checklist", "print"}  # addresses below /check/ of their own


def problems(content_dir: Path, language: str) -> list[Problem]:
    """Return every problem of the rules, and of their words in one language, sorted by place."""
    content = Path(content_dir)
    rules, found = load_rules(content)
    words, unread = load_words(content, language)
    found += unread
    if rules:
        where = Where(read(content, content / RULES_FILE).toml)
        found += _rule_problems(rules, where)
        found += words_check.guidance_problems(rules, where, content, language)
    if words:
        found += words_check.question_problems(rules, words, content, language)
    return sorted(set(found))


class Where:
    """Finds the line on which an id stands within its own [[question]] or [[guidance]]."""

    def __init__(self, text: str):
        self.lines = text.splitlines()

    def __call__(self, owner: Question | Guidance, number: int, *needles: str) -> Place:
        """Return the line on which all needles stand, in the table that is number `number` of its kind."""
        table = f"[[{type(owner).__name__.lower()}]]"
        heads = [at for at, line in enumerate(self.lines) if line.startswith(table)]
        head = heads[number] if number < len(heads) else 0
        for at, line in enumerate(self.lines[head + 1 :], head + 2):
            if line.startswith("[["):
                break
            if line.startswith("id ") and needles != ("id",):
                continue
            if all(re.search(rf"(?<![\w-]){re.escape(needle)}(?![\w-])", line) for needle in needles):
                return Place(RULES_FILE, at)
        return Place(RULES_FILE, head + 1)


def _rule_problems(rules: Questionnaire, where: Where) -> Iterator[Problem]:
    found = [*_question_problems(rules, where), *_guidance_problems(rules, where)]
    for owners in (rules.questions, rules.guidance):
        for number, owner in enumerate(owners):
            found += _condition_problems(rules, where, owner, number)
    yield from found
    if not found:  # only then do the answers that lead somewhere mean anything
        yield from _reach_problems(rules, where)


def _question_problems(rules: Questionnaire, where: Where) -> Iterator[Problem]:
    counts = Counter(question.id for question in rules.questions)
    for number, question in enumerate(rules.questions):
        name = f"“{question.id}”"
        ids, options = where(question, number, "id"), where(question, number, "options")
        exclusive = where(question, number, "exclusive")
        if counts[question.id] > 1:
            yield Problem(ids, f"there are {counts[question.id]} questions with the id {name}")
        if question.id in TAKEN:
            yield Problem(ids, f"{name} is already another address below /check/: choose another id")
        for option, count in Counter(question.options).items():
            if count > 1:
                yield Problem(options, f"{name} has the option “{option}” {count} times")
        for option in question.exclusive:
            if option not in question.options:
                yield Problem(exclusive, f"“{option}” is not an option of {name}")
        if question.exclusive and question.kind == "one":
            yield Problem(exclusive, "only a question of the kind “many” has exclusive options")
        if question.kind == "many":
            for option in {"none", "unsure"} & set(question.options) - set(question.exclusive):
                yield Problem(exclusive, f"“{option}” in {name} has to be exclusive")
            if "none" not in question.options:
                yield Problem(options, f"{name} has no option “none”")
        if question.red_flag and "unsure" not in question.options:
            yield Problem(options, f"the red-flag question {name} has no option “unsure”")


def _guidance_problems(rules: Questionnaire, where: Where) -> Iterator[Problem]:
    counts = Counter(piece.id for piece in rules.guidance)
    for number, piece in enumerate(rules.guidance):
        name = f"“{piece.id}”"
        if counts[piece.id] > 1:
            count = counts[piece.id]
            yield Problem(where(piece, number, "id"), f"there are {count} pieces of guidance {name}")
        for other in piece.gives_way_to:
            place = where(piece, number, "gives_way_to", other)
            target = rules.guidance_by_id.get(other)
            if not target:
                yield Problem(place, f"{name} gives way to “{other}”, which does not exist")
            elif rank(target.urgency) < rank(piece.urgency):
                yield Problem(place, f"{name} may not give way to “{other}”, which is less urgent")
            elif not any({piece.urgency, target.urgency} <= band for band in SHOWN_TOGETHER):
                yield Problem(place, f"{name} need not give way to “{other}”: they are never shown together")
            elif _gives_way(rules, other, piece.id):
                yield Problem(place, f"{name} and “{other}” give way to each other: neither would be shown")


def _gives_way(rules: Questionnaire, start: str, goal: str) -> bool:
    """Tell whether a piece gives way to another, directly or through others."""
    seen, waiting = set(), [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen and key in rules.guidance_by_id:
            seen.add(key)
            waiting += rules.guidance_by_id[key].gives_way_to
    return False


def _condition_problems(rules: Questionnaire, where: Where, owner, number: int) -> Iterator[Problem]:
    asks = isinstance(owner, Question)
    name, field = f"“{owner.id}”", "ask_when" if asks else "when"
    earlier = {question.id for question in rules.questions[:number]}
    for row in getattr(owner, field) or ():
        if not row:
            yield Problem(where(owner, number, field), f"a row of {name} is empty, so it would always hold")
        for key, options in row.items():
            question, place = rules.by_id.get(key), where(owner, number, key)
            if not question:
                yield Problem(place, f"{name} names the question “{key}”, which does not exist")
                continue
            if asks and key not in earlier:
                yield Problem(place, f"{name} depends on “{key}”, which is not asked before it")
            if not options:
                yield Problem(place, f"{name} names no option of “{key}”, so this row never holds")
            for option in options:
                here = where(owner, number, key, option)
                if option not in question.options:
                    yield Problem(here, f"{name} names the option “{option}”, which “{key}” does not have")
                elif option in NOTHING or (option in question.exclusive and option != "unsure"):
                    why = "nothing may rest on the absence of a sign"
                    yield Problem(here, f"{name} rests on “{option}” in “{key}”, but {why}")
            if question.red_flag and "unsure" not in options and (asks or owner.urgency not in CALM):
                why = "at a red flag, not sure counts as yes"
                yield Problem(place, f"{name} leaves out “unsure” in “{key}”, but {why}")


def _reach_problems(rules: Questionnaire, where: Where) -> Iterator[Problem]:
    for number, question in enumerate(rules.questions):
        if not reach.can_be_asked(rules, question):
            words = f"no answers lead to the question “{question.id}” and its options"
            yield Problem(where(question, number, "id"), words)
    for number, piece in enumerate(rules.guidance):
        if not reach.can_be_shown(rules, piece):
            yield Problem(where(piece, number, "id"), f"no answers lead to the guidance “{piece.id}”")
        for row in piece.when:
            if not reach.row_can_hold(rules, row):
                words = f"a row of “{piece.id}” can never hold: {', '.join(row)}"
                yield Problem(where(piece, number, *row), words)
    silent = reach.silent_end(rules)
    if silent:
        ticks = ", ".join(f"{key} = {'/'.join(answer)}" for key, answer in silent.answers.items())
        yield Problem(Place(RULES_FILE), f"these answers lead to no guidance at all: {ticks}")
