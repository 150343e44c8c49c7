"""Splits the text of a treatment into the parts that every treatment must have, in the same order."""

from markdown_it.token import Token

from . import markup
from .problem import Place, Problem
from .reading import word_count
from .toml_file import TomlText

PARTS = (
    "How it is meant to work",
    "What may get better",
    "What may go wrong",
    "Daily life with it",
    "Without it",
    "How sure we are",
)
FEWEST_WORDS, MOST_WORDS = 15, 110


def split_parts(source: TomlText, problems: list[Problem]) -> list[tuple[str, list[Token]]]:
    """Return (title, tokens) of each part; one that is missing, strange, out of order or of odd length is a problem."""
    found: list[tuple[str, list[Token]]] = []
    tokens = markup.parse(source.body, source.body_line)
    lines: dict[str, int] = {}
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open" and token.tag == "h2":
            title = markup.plain_text(tokens[position + 1])
            lines[title] = token.map[0]
            found.append((title, []))
            position += 3
            continue
        if found:
            found[-1][1].append(token)
        elif token.type != "inline":
            problems.append(Problem(Place(source.path, source.body_line), "there is text before the first part"))
            return []
        position += 1
    titles = tuple(title for title, _ in found)
    if titles != PARTS:
        _report_titles(source, titles, lines, problems)
    for title, inside in found:
        count = sum(word_count(passage.text) for passage in markup.passages(inside))
        if not FEWEST_WORDS <= count <= MOST_WORDS:
            words = f"“{title}” has {count} words; each part has {FEWEST_WORDS} to {MOST_WORDS}"
            problems.append(Problem(Place(source.path, lines[title]), words))
    return found


def _report_titles(source, titles, lines, problems) -> None:
    for title in PARTS:
        if title not in titles:
            problems.append(Problem(Place(source.path, source.body_line), f"the part “## {title}” is missing"))
    for title in titles:
        if title not in PARTS:
            problems.append(
                Problem(Place(source.path, lines[title]), f"“{title}” is not one of the parts of a treatment")
            )
    if sorted(titles) == sorted(PARTS):
        problems.append(
            Problem(Place(source.path, source.body_line), "the parts are not in the order that all treatments follow")
        )
