"""Finds questions and guidance that lack words, words that belong to nothing, and words that may not stand."""

import re
from collections.abc import Iterator
from pathlib import Path

from education.library.problem import Place, Problem
from education.library.reading import sentences, word_count
from education.library.records import ForbiddenFile, GuidanceFields, Source
from education.library.toml_file import TomlText, parse, read

from .model import RULES_FILE, Questionnaire, Words, words_file

MOST_WORDS = 25
NEED_STATEMENT = {"none", "unsure", "no", "yes"}


def guidance_problems(rules: Questionnaire, where, content: Path, language: str) -> Iterator[Problem]:
    """Compare rules and words of the guidance: both have to be there and to rest on the same sources."""
    files = {path.stem: path for path in sorted((content / language / "guidance").glob("*.md"))}
    known = _parsed(content, content / "sources.toml", dict[str, Source]) or {}
    for number, piece in enumerate(rules.guidance):
        for key in piece.sources:
            if key not in known:
                words = f"“{piece.id}” rests on the source “{key}”, which sources.toml does not have"
                yield Problem(where(piece, number, "sources", key), words)
        if piece.id not in files:
            words = f"“{piece.id}” has no words: {language}/guidance/{piece.id}.md is missing"
            yield Problem(where(piece, number, "id"), words)
            continue
        fields = _parsed(content, files[piece.id], GuidanceFields)
        if fields and set(fields.sources) != set(piece.sources):
            listed = ", ".join(piece.sources) or "none"
            words = f"these are not the sources that {RULES_FILE} gives for “{piece.id}”: {listed}"
            yield Problem(read(content, files[piece.id]).place("sources"), words)
    for key in files.keys() - rules.guidance_by_id.keys():
        words = f"these words belong to no guidance: {RULES_FILE} has no “{key}”"
        yield Problem(Place(files[key].relative_to(content).as_posix()), words)


def question_problems(rules: Questionnaire | None, words: Words, content: Path, language: str) -> Iterator[Problem]:
    """Report questions and options without words, words without either, and words that may not stand."""
    text = read(content, content / words_file(language))
    if rules:
        yield from _missing_words(rules, words, text)
    forbidden = _parsed(content, content / language / "forbidden.toml", ForbiddenFile)
    patterns = [(_pattern(phrase), phrase.why) for phrase in (forbidden.phrase if forbidden else ())]
    for keys, wording in all_texts(words):
        for pattern, why in patterns:
            if hit := pattern.search(wording):
                yield Problem(text.place(*keys), f"“{hit[0]}” may not be used: {why}")
        for sentence in sentences(wording):
            length = word_count(sentence)
            if length > MOST_WORDS:
                message = f"this sentence has {length} words, at most {MOST_WORDS}: “{sentence[:60]}…”"
                yield Problem(text.place(*keys), message)


def all_texts(words: Words) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of the questions, with the keys that lead to it."""
    for key, question in words.questions.items():
        for wording in question.title.wordings:
            yield (key, "title"), wording
        yield (key, "help"), question.help
        yield (key, "why"), question.why
        for option, said in question.options.items():
            for wording in dict.fromkeys(said.label.wordings + said.statement.wordings):
                yield (key, "options", option), wording


def _missing_words(rules: Questionnaire, words: Words, text: TomlText) -> Iterator[Problem]:
    for question in rules.questions:
        said = words.questions.get(question.id)
        if not said:
            yield Problem(Place(text.path), f"the question “{question.id}” has no words")
            continue
        for option in question.options:
            if option not in said.options:
                yield Problem(text.place(question.id), f"the option “{option}” of “{question.id}” has no words")
        for option, option_words in said.options.items():
            place = text.place(question.id, "options", option)
            if option not in question.options:
                yield Problem(place, f"these words belong to no option: “{question.id}” has no “{option}”")
            if option in NEED_STATEMENT and option_words.said is None:
                yield Problem(place, f"“{option}” of “{question.id}” needs a statement that stands alone")
    for key in words.questions.keys() - rules.by_id.keys():
        yield Problem(text.place(key), f"these words belong to no question: {RULES_FILE} has no “{key}”")


def _parsed(content: Path, path: Path, shape):
    """Return a file of the library if it can be read; what is wrong with it, the library reports."""
    return parse(read(content, path), shape, []) if path.exists() else None


def _pattern(phrase) -> re.Pattern:
    text = phrase.text if phrase.regex else re.escape(phrase.text)
    return re.compile(rf"(?<!\w){text}(?!\w)", re.IGNORECASE)
