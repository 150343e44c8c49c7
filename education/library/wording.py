"""Checks the words: forbidden phrases, reading level, and the house style that keeps pages plain."""

import re
from collections.abc import Iterable, Iterator

from . import markup
from .pages import Page
from .problem import Place, Problem
from .reading import sentences, word_count

MOST_WORDS, MOST_SENTENCES, MOST_ITEMS = 25, 3, 7
MOST_GRADE, MOST_RAW_GRADE = 6.0, 8.0
SPELLED = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)
PERCENT = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
RAW_HTML = re.compile(r"</?[a-zA-Z!][^>]*>")
VAGUE_LINKS = {"here", "click here", "this page", "this link", "link", "read more", "more", "learn more", "this"}


def texts(library) -> Iterator[tuple[Place, str]]:
    """Yield every text that a reader can meet outside the questionnaire, with its place."""
    for page in library.pages.values():
        yield from _front_texts(page)
        yield from _passages(page.source.path, page.tokens)
    for treatment in library.treatments.values():
        for key, text in treatment.compare.model_dump().items():
            yield treatment.source.place("compare", key), text
        for _, tokens in treatment.parts:
            yield from _passages(treatment.source.path, tokens)
    for piece in library.guidance.values():
        yield Place(piece.place.path), piece.sign
        yield from _passages(piece.place.path, piece.tokens)
    for term in library.terms.values():
        yield library.place(f"{library.language}/glossary.toml", term.id, "meaning"), term.meaning
    for figure in library.figures.values():
        for text in (figure.title, figure.alt, figure.caption, *figure.key, *figure.description):
            yield library.place(f"{library.language}/figures.toml", figure.id), text


def _front_texts(page: Page) -> Iterator[tuple[Place, str]]:
    fields = page.fields
    for key in ("title", "description", "main_message", "next_step"):
        yield page.source.place(key), visible(getattr(fields, key))
    for key in ("summary", "unknown"):
        for text in getattr(fields, key):
            yield page.source.place(key), visible(text)


def visible(text: str) -> str:
    """Return the words of one line of Markdown."""
    return markup.plain_text(markup.PARSER.parseInline(text)[0])


def _passages(path: str, tokens) -> Iterator[tuple[Place, str]]:
    for passage in markup.passages(tokens):
        yield Place(path, passage.line), passage.text


def check_words(library) -> Iterator[Problem]:
    """Report what may not stand in any text that a reader can meet."""
    yield from check_texts(library, texts(library))


def check_texts(library, placed: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    """Report forbidden phrases, raw HTML, spelled numbers, percentages and long sentences in these texts."""
    phrases = [(phrase, _pattern(phrase)) for phrase in library.forbidden]
    for place, text in placed:
        result = "/guidance/" in place.path
        for phrase, pattern in phrases:
            if (phrase.scope == "all" or result) and (found := pattern.search(text)):
                yield Problem(place, f"“{found.group(0)}” may not be used: {phrase.why}")
        if found := RAW_HTML.search(text):
            yield Problem(place, f"raw HTML is not allowed: {found.group(0)}")
        if found := SPELLED.search(text):
            yield Problem(place, f"write “{found.group(0)}” as a numeral")
        if PERCENT.search(text):
            yield Problem(place, "write a chance as “about 1 in 4”, not as a percentage")
        for sentence in sentences(text):
            if word_count(sentence) > MOST_WORDS:
                yield Problem(
                    place, f"this sentence has {word_count(sentence)} words, at most {MOST_WORDS}: “{sentence[:60]}…”"
                )


def _pattern(phrase) -> re.Pattern:
    text = phrase.text if phrase.regex else re.escape(phrase.text)
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)


def check_structure(path: str, tokens, first_level: int = 2) -> Iterator[Problem]:
    """Report skipped heading levels, long paragraphs and lists, vague links and pictures, in one Markdown text."""
    level = first_level - 1
    lists: list[list] = []
    for position, token in enumerate(tokens):
        place = Place(path, token.map[0] if token.map else 1)
        if token.type == "heading_open":
            depth = int(token.tag[1])
            if depth < first_level or depth > 4:
                yield Problem(place, f"headings here are {'#' * first_level} to ####, not {'#' * depth}")
            elif depth > level + 1:
                yield Problem(place, f"a heading level is skipped: {'#' * depth} after {'#' * level}")
            level = depth
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            sheet = any(other.type == "container_checklist_open" for other in _open_blocks(tokens, position))
            lists.append([place, 0, sheet])
        elif token.type == "list_item_open":
            lists[-1][1] += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            at, count, sheet = lists.pop()
            if count > MOST_ITEMS and not sheet:
                yield Problem(at, f"this list has {count} items, at most {MOST_ITEMS}: break it up")
        elif token.type == "inline":
            yield from _check_inline(Place(path, token.map[0] if token.map else 1), token)


def _open_blocks(tokens, position):
    open_blocks = []
    for token in tokens[:position]:
        if token.type.startswith("container_"):
            if token.nesting == 1:
                open_blocks.append(token)
            else:
                open_blocks.pop()
    return open_blocks


def _check_inline(place: Place, token) -> Iterator[Problem]:
    text = markup.plain_text(token)
    if len(sentences(text)) > MOST_SENTENCES:
        yield Problem(place, f"this paragraph has {len(sentences(text))} sentences, at most {MOST_SENTENCES}")
    if text.startswith(":::"):
        yield Problem(place, f"this block is not known or not set apart by an empty line: {text[:40]}")
    for position, child in enumerate(token.children or []):
        if child.type == "link_open":
            words = token.children[position + 1].content.strip().lower().rstrip(".")
            if words in VAGUE_LINKS:
                yield Problem(place, f"the link text “{words}” does not say where it leads")
        elif child.type == "image":
            yield Problem(place, "pictures are put in with a ::: figure block, which carries their texts")
        elif child.type == "em_open":
            yield Problem(place, "italics are hard to read: use plain words, or bold for the few that matter most")


def check_reading(library) -> Iterator[Problem]:
    """Report the pages that are too hard to read."""
    for page in library.pages.values():
        for grade, most, name in (
            (page.reading.grade, MOST_GRADE, "with medical names counted as plain words"),
            (page.reading.grade_raw, MOST_RAW_GRADE, "raw"),
        ):
            if grade > most:
                yield Problem(Place(page.source.path), f"the reading grade is {grade} {name}, at most {most}")


def reading_blocks(library, page: Page) -> Iterator[str]:
    """Yield the paragraphs and list items that stand on a page, with the treatments and guidance it shows."""
    fields = page.fields
    for text in (fields.main_message, fields.next_step, *fields.summary, *fields.unknown):
        yield visible(text)
    yield from _running_text(page.tokens)
    for part in markup.all_parts(markup.parts(page.tokens)):
        if part.name == "show" and part.argument.startswith("treatments "):
            for treatment in library.treatments.values():
                if treatment.group == part.argument.split()[1]:
                    for _, tokens in treatment.parts:
                        yield from _running_text(tokens)
        if part.name == "show" and part.argument == "guidance":
            for piece in library.guidance.values():
                yield from _running_text(piece.tokens)


def _running_text(tokens) -> Iterator[str]:
    """Yield paragraphs and list items; a care block lists ids, not words."""
    for part in markup.parts(tokens):
        if part.name == "plain":
            for passage in markup.passages(part.tokens):
                if passage.kind in ("paragraph", "item"):
                    yield passage.text
        elif part.name != "care":
            yield from _running_text(part.tokens)
