"""Finds every mistake in the rules and words of the questionnaire, so that none can reach a reader.

The site does not start while there is one. Each problem names its file and line, in an editor's words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from education.library.problem import Place, Problem
from education.library.reading import sentences, word_count
from education.library.records import ForbiddenFile, GuidanceFields, Source
from education.library.toml_file import TomlText, parse, read

from . import reach
from .engine import SHOWN_TOGETHER
from .model import RULES_FILE, Condition, Questionnaire, Words, load_rules, load_words, rank, words_file

NOTHING = {"none", "no"}  # ids that say that a sign is absent; no condition may rest on them
CALM = {"routine", "self_care"}
TAKEN = {"start", "result", "sheet", "clear", "checklist", "print"}  # addresses below /check/ that are no questions
MOST_WORDS = 25


def problems(content_dir: Path, language: str) -> list[Problem]:
    """Return every problem of the rules and of their words in one language, sorted by place."""
    content = Path(content_dir)
    rules, found = load_rules(content)
    words, more = load_words(content, language)
    found += more
    if rules:
        lines = _Lines(read(content, content / RULES_FILE).toml)
        found += [Problem(Place(RULES_FILE, line), message) for line, message in _rule_problems(rules, lines)]
        found += _source_problems(rules, lines, content, language)
    if rules and words:
        found += _missing_words(rules, words, read(content, content / words_file(language)))
    if words:
        found += _wording_problems(words, content, language)
    return sorted(set(found))


class _Lines:
    """Finds the line on which an id stands within its own [[question]] or [[guidance]]."""

    def __init__(self, text: str):
        self.lines = text.splitlines()
        self.heads = {table: [n for n, line in enumerate(self.lines) if line.startswith(f"[[{table}]]")]
                      for table in ("question", "guidance")}  # fmt: skip

    def of(self, table: str, number: int, *needles: str) -> int:
        """Return the line, counted from 1, on which all needles stand after the head of this table."""
        head = self.heads[table][number] if number < len(self.heads[table]) else 0
        for at, line in enumerate(self.lines[head + 1 :], head + 2):
            if line.startswith("[["):
                break
            if all(re.search(rf"(?<![\w-]){re.escape(needle)}(?![\w-])", line) for needle in needles):
                return at
        return head + 1


def _rule_problems(rules: Questionnaire, lines: _Lines) -> Iterator[tuple[int, str]]:
    yield from _question_problems(rules, lines)
    yield from _guidance_problems(rules, lines)
    conditions = [("question", n, "ask_when", item.ask_when or ()) for n, item in enumerate(rules.questions)]
    conditions += [("guidance", n, "when", item.when) for n, item in enumerate(rules.guidance)]
    sound = True
    for table, number, field, condition in conditions:
        for line, message in _condition_problems(rules, lines, table, number, field, condition):
            sound = False
            yield line, message
    if sound and len(rules.by_id) == len(rules.questions):
        yield from _reach_problems(rules, lines)


def _question_problems(rules: Questionnaire, lines: _Lines) -> Iterator[tuple[int, str]]:
    counts = Counter(question.id for question in rules.questions)
    for number, question in enumerate(rules.questions):
        at = lines.of("question", number, "id")
        options = lines.of("question", number, "options")
        if counts[question.id] > 1:
            yield at, f"there are {counts[question.id]} questions with the id “{question.id}”"
        if question.id in TAKEN:
            yield at, f"“{question.id}” is already another address below /check/: choose another id"
        for option, count in Counter(question.options).items():
            if count > 1:
                yield options, f"the question “{question.id}” has the option “{option}” {count} times"
        for option in question.exclusive:
            if option not in question.options:
                yield lines.of("question", number, "exclusive"), f"“{option}” is not an option of “{question.id}”"
        if question.exclusive and question.kind == "one":
            yield lines.of("question", number, "exclusive"), "only a question of the kind “many” has exclusive options"
        for option in {"none", "unsure"} & set(question.options) - set(question.exclusive):
            if question.kind == "many":
                yield options, f"“{option}” in “{question.id}” has to be exclusive"
        if question.kind == "many" and "none" not in question.options:
            yield options, f"the question “{question.id}” has no option “none”"
        if question.red_flag and "unsure" not in question.options:
            yield options, f"the red-flag question “{question.id}” has no option “unsure”"


def _guidance_problems(rules: Questionnaire, lines: _Lines) -> Iterator[tuple[int, str]]:
    counts = Counter(piece.id for piece in rules.guidance)
    for number, piece in enumerate(rules.guidance):
        if counts[piece.id] > 1:
            yield lines.of("guidance", number, "id"), f"there are {counts[piece.id]} pieces of guidance “{piece.id}”"
        for other in piece.gives_way_to:
            at = lines.of("guidance", number, "gives_way_to", other)
            target = rules.guidance_by_id.get(other)
            if not target:
                yield at, f"“{piece.id}” gives way to “{other}”, which does not exist"
            elif rank(target.urgency) < rank(piece.urgency):
                yield at, f"“{piece.id}” may not give way to “{other}”, which is less urgent"
            elif not any({piece.urgency, target.urgency} <= band for band in SHOWN_TOGETHER):
                yield at, f"“{piece.id}” need not give way to “{other}”: the two are never shown together"
            elif _leads_to(rules, other, piece.id):
                yield at, f"“{piece.id}” and “{other}” give way to each other, so neither would be shown"


def _leads_to(rules: Questionnaire, start: str, goal: str) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen and key in rules.guidance_by_id:
            seen.add(key)
            waiting += rules.guidance_by_id[key].gives_way_to
    return False


def _condition_problems(rules, lines: _Lines, table: str, number: int, field: str, condition: Condition):
    owner = (rules.questions if table == "question" else rules.guidance)[number]
    earlier = {question.id for question in rules.questions[:number]}
    for row in condition:
        if not row:
            yield lines.of(table, number, field), f"a row of “{owner.id}” is empty, so it would always hold"
        for key, options in row.items():
            question = rules.by_id.get(key)
            at = lines.of(table, number, key)
            if not question:
                yield at, f"“{owner.id}” names the question “{key}”, which does not exist"
                continue
            if table == "question" and key not in earlier:
                yield at, f"“{owner.id}” depends on “{key}”, which is not asked before it"
            if not options:
                yield at, f"“{owner.id}” names no option of “{key}”, so this row never holds"
            for option in options:
                here = lines.of(table, number, key, option)
                if option not in question.options:
                    yield here, f"“{owner.id}” names the option “{option}”, which “{key}” does not have"
                elif option in NOTHING or (option in question.exclusive and option != "unsure"):
                    yield here, f"“{owner.id}” rests on “{option}” in “{key}”: nothing may rest on the absence of a sign"
            urgent = table == "question" or owner.urgency not in CALM
            if question.red_flag and urgent and "unsure" not in options:
                yield at, f"“{owner.id}” leaves out “unsure” in “{key}”: at a red flag, not sure counts as yes"


def _reach_problems(rules: Questionnaire, lines: _Lines) -> Iterator[tuple[int, str]]:
    for number, question in enumerate(rules.questions):
        if not reach.can_be_asked(rules, question):
            yield lines.of("question", number, "id"), f"no answers lead to the question “{question.id}” and its options"
    for number, piece in enumerate(rules.guidance):
        if not reach.can_be_shown(rules, piece):
            yield lines.of("guidance", number, "id"), f"no answers lead to the guidance “{piece.id}”"
        for row in piece.when:
            if not reach.row_can_hold(rules, row):
                words = ", ".join(row)
                yield lines.of("guidance", number, *row), f"a row of “{piece.id}” can never hold ({words})"
    silent = reach.silent_end(rules)
    if silent:
        ticks = ", ".join(f"{key} = {'/'.join(answer)}" for key, answer in silent.answers.items())
        yield 1, f"these answers lead to no guidance at all: {ticks}"


def _source_problems(rules: Questionnaire, lines: _Lines, content: Path, language: str) -> Iterator[Problem]:
    """Compare rules and words of the guidance: both have to be there and to rest on the same sources."""
    folder = content / language / "guidance"
    files = {path.stem: path for path in sorted(folder.glob("*.md"))}
    ignored: list[Problem] = []
    known: Iterable[str] = ()
    if (content / "sources.toml").exists():
        known = parse(read(content, content / "sources.toml"), dict[str, Source], ignored) or ()
    for number, piece in enumerate(rules.guidance):
        place = Place(RULES_FILE, lines.of("guidance", number, "id"))
        for key in piece.sources:
            if key not in known:
                at = Place(RULES_FILE, lines.of("guidance", number, "sources", key))
                yield Problem(at, f"“{piece.id}” rests on the source “{key}”, which sources.toml does not have")
        if piece.id not in files:
            yield Problem(place, f"the guidance “{piece.id}” has no words: {language}/guidance/{piece.id}.md is missing")
            continue
        text = read(content, files[piece.id])
        fields = parse(text, GuidanceFields, ignored)
        if fields and set(fields.sources) != set(piece.sources):
            words = f"its sources are not those of “{piece.id}” in {RULES_FILE}: {', '.join(piece.sources) or 'none'}"
            yield Problem(text.place("sources"), words)
    for key in files.keys() - rules.guidance_by_id.keys():
        words = f"these words belong to no guidance: {RULES_FILE} has no “{key}”"
        yield Problem(Place(files[key].relative_to(content).as_posix()), words)


def _missing_words(rules: Questionnaire, words: Words, text: TomlText) -> Iterator[Problem]:
    for question in rules.questions:
        said = words.questions.get(question.id)
        if not said:
            yield Problem(Place(text.path), f"the question “{question.id}” has no words")
            continue
        for option in question.options:
            if option not in said.options:
                yield Problem(text.place(question.id), f"the option “{option}” of “{question.id}” has no words")
        for option in said.options.keys() - set(question.options):
            place = text.place(question.id, "options", option)
            yield Problem(place, f"these words belong to no option: “{question.id}” has no “{option}”")
        for option in {"none", "unsure", "no", "yes"} & said.options.keys():
            if said.options[option].said is None:
                place = text.place(question.id, "options", option)
                yield Problem(place, f"“{option}” of “{question.id}” needs a statement: its label does not stand alone")
    for key in words.questions.keys() - rules.by_id.keys():
        yield Problem(text.place(key), f"these words belong to no question: {RULES_FILE} has no “{key}”")


def all_texts(words: Words) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of the questions with the keys that lead to it."""
    for key, question in words.questions.items():
        for wording in question.title.wordings:
            yield (key, "title"), wording
        yield (key, "help"), question.help
        yield (key, "why"), question.why
        for option, said in question.options.items():
            for wording in dict.fromkeys(said.label.wordings + said.statement.wordings):
                yield (key, "options", option), wording


def _wording_problems(words: Words, content: Path, language: str) -> Iterator[Problem]:
    text = read(content, content / words_file(language))
    path, ignored = content / language / "forbidden.toml", []
    forbidden = parse(read(content, path), ForbiddenFile, ignored) if path.exists() else None
    patterns = [
        (re.compile(rf"(?<!\w){phrase.text if phrase.regex else re.escape(phrase.text)}(?!\w)", re.IGNORECASE), phrase.why)
        for phrase in (forbidden.phrase if forbidden else ())
    ]
    for keys, wording in all_texts(words):
        for pattern, why in patterns:
            if hit := pattern.search(wording):
                yield Problem(text.place(*keys), f"“{hit[0]}” may not be used: {why}")
        for sentence in sentences(wording):
            if word_count(sentence) > MOST_WORDS:
                length = word_count(sentence)
                yield Problem(text.place(*keys), f"this sentence has {length} words, at most {MOST_WORDS}: “{sentence[:60]}…”")
