"""Lays the rules out as a flow and as tables, so that anyone can check every rule without reading code.

Only data is made here, from the rule file and the words; templates draw it. Texts are worded for "someone".
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from education.library.records import GuidanceFields, Site, Source
from education.library.toml_file import parse, read

from .engine import holds
from .model import URGENCIES, Cells, Condition, Question, Questionnaire, Words, load_rules, load_words
from .rules_check import NOTHING

PERSON = "someone"


@dataclass(frozen=True)
class Cell:
    """Part of a condition: the question that is meant and the options of which any one is enough."""

    number: int
    question: str
    title: str
    options: tuple[str, ...]
    every: bool  # all options but "none" are named


@dataclass(frozen=True)
class Choice:
    """One option as it stands on the page; `ends` when it alone is an emergency and ends the questions."""

    id: str
    label: str
    ends: bool


@dataclass(frozen=True)
class Step:
    """One question of the flow. Without `asked_when`, everyone is asked; its rows are or, their cells are and."""

    number: int
    id: str
    title: str
    many: bool
    red_flag: bool
    choices: tuple[Choice, ...]
    asked_when: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Rule:
    """One piece of guidance with all that makes it hold."""

    id: str
    title: str
    when: tuple[tuple[Cell, ...], ...]
    gives_way_to: tuple[str, ...]
    flags: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]  # short name and link


@dataclass(frozen=True)
class Tier:
    """The rules of one urgency."""

    id: str
    name: str
    rules: tuple[Rule, ...]


def flow(rules: Questionnaire, words: Words) -> tuple[Step, ...]:
    """Return the questions in the order of asking."""
    return tuple(_step(rules, words, number, question) for number, question in enumerate(rules.questions, 1))


def tiers(
    rules: Questionnaire, words: Words, names: dict[str, str], titles: dict[str, str], sources: dict[str, Source]
) -> tuple[Tier, ...]:
    """Return every rule, grouped by urgency; `names` are those of the tiers, `titles` those of the guidance."""
    made: dict[str, list[Rule]] = {urgency: [] for urgency in URGENCIES}
    for piece in rules.guidance:
        cited = tuple((short_name(sources[key]), sources[key].address) for key in piece.sources if key in sources)
        gives_way = tuple(titles.get(key, key) for key in piece.gives_way_to)
        when = _rows(rules, words, piece.when)
        made[piece.urgency].append(Rule(piece.id, titles.get(piece.id, piece.id), when, gives_way, piece.flags, cited))
    return tuple(Tier(urgency, names.get(urgency, urgency), tuple(found)) for urgency, found in made.items())


def context(content_dir: Path, language: str) -> dict[str, Any]:
    """Return what the templates draw: `steps` and `tiers`, empty while the files cannot be read."""
    content = Path(content_dir)
    rules, _ = load_rules(content)
    words, _ = load_words(content, language)
    if not rules or not words or any(question.id not in words.questions for question in rules.questions):
        return {"steps": (), "tiers": ()}
    site = parse(read(content, content / language / "site.toml"), Site, [])
    sources = parse(read(content, content / "sources.toml"), dict[str, Source], []) or {}
    titles = {}
    for path in sorted((content / language / "guidance").glob("*.md")):
        fields = parse(read(content, path), GuidanceFields, [])
        titles[path.stem] = fields.title if fields else path.stem
    names = {key: tier.name for key, tier in site.urgency.items()} if site else {}
    return {"steps": flow(rules, words), "tiers": tiers(rules, words, names, titles, sources)}


def short_name(source: Source) -> str:
    """Return a source in a few words, such as "Valenzuela A, 2020" or "DermNet (New Zealand)"."""
    who = (source.authors or source.body).split(",")[0].split(" and ")[0].removesuffix(" et al.")
    return f"{who}, {source.year}" if source.year else who


def _step(rules: Questionnaire, words: Words, number: int, question: Question) -> Step:
    ending = rules.emergency_rows[question.id]
    return Step(
        number,
        question.id,
        words.questions[question.id].title.to(PERSON),
        question.kind == "many",
        question.red_flag,
        tuple(
            Choice(option, _label(words, question.id, option), holds(ending, {question.id: (option,)}))
            for option in question.options
        ),
        _rows(rules, words, question.ask_when or ()),
    )


def _rows(rules: Questionnaire, words: Words, condition: Condition) -> tuple[tuple[Cell, ...], ...]:
    return tuple(_cells(rules, words, row) for row in condition)


def _cells(rules: Questionnaire, words: Words, row: Cells) -> tuple[Cell, ...]:
    order = {question.id: number for number, question in enumerate(rules.questions, 1)}
    return tuple(
        Cell(
            order[key],
            key,
            words.questions[key].title.to(PERSON),
            tuple(_label(words, key, option) for option in row[key]),
            len(row[key]) > 3 and set(rules.by_id[key].options) - set(row[key]) <= NOTHING,
        )
        for key in sorted(row, key=order.get)
    )


def _label(words: Words, question: str, option: str) -> str:
    said = words.questions[question].options.get(option)
    return said.label.to(PERSON) if said else option
