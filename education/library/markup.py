"""The Markdown that editors write: CommonMark with tables, no raw HTML, a few named blocks and citations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

BLOCKS = ("do", "dont", "care", "more", "note", "table", "figure", "checklist", "lines", "show")
CITATION = re.compile(r"\[(@\w+(?:[ ,;]+@\w+)*)\]")
ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
FENCE = re.compile(r"^\s*(:{3,})\s*(\S*)")


@dataclass(frozen=True)
class Passage:
    """A stretch of text as a reader meets it: a paragraph, a list item, a heading or a table cell."""

    kind: str
    text: str
    line: int


@dataclass
class Part:
    """A node of the text: plain tokens, or a named block with its argument and what is inside it."""

    name: str
    argument: str = ""
    line: int = 1
    tokens: list[Token] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)


def slug(text: str) -> str:
    """Return the anchor made from the words of a heading."""
    return re.sub(r"[\W_]+", "-", text.lower().replace("’", "").replace("'", "")).strip("-")


def plain_text(inline: Token) -> str:
    """Return the words of an inline token, without citations."""
    pieces = []
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type in ("text", "code_inline"):
            pieces.append(child.content)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", "".join(pieces))).strip()


def parse(text: str, first_line: int = 1) -> list[Token]:
    """Parse Markdown to tokens whose `map` counts lines of the whole file."""
    tokens = PARSER.parse(text)
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first_line, token.map[1] + first_line]
    return tokens


def parts(tokens: list[Token]) -> list[Part]:
    """Fold tokens into plain stretches and named blocks, each block holding its own parts."""
    found: list[Part] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type.startswith("container_") and token.nesting == 1:
            end = _closing(tokens, position)
            argument = token.info.strip().partition(" ")[2].strip()
            inside = tokens[position + 1 : end]
            line = token.map[0] if token.map else 1
            found.append(Part(token.type.split("_")[1], argument, line, inside, parts(inside)))
            position = end + 1
            continue
        if not found or found[-1].name != "plain":
            found.append(Part("plain", line=token.map[0] if token.map else 1))
        found[-1].tokens.append(token)
        position += 1
    return found


def all_parts(found: list[Part]) -> Iterator[Part]:
    """Yield every part and every part inside it."""
    for part in found:
        yield part
        yield from all_parts(part.parts)


def passages(tokens: list[Token]) -> Iterator[Passage]:
    """Yield every stretch of text, in reading order."""
    kinds = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell"}
    depth = 0
    line = 1
    for position, token in enumerate(tokens):
        if token.map:
            line = token.map[0]
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        if token.type == "inline" and (text := plain_text(token)):
            kind = kinds.get(tokens[position - 1].type, "paragraph")
            yield Passage("item" if depth and kind == "paragraph" else kind, text, line)


def unclosed_blocks(text: str, first_line: int) -> list[tuple[int, str]]:
    """Return (line, what is wrong) for block fences that don't pair or whose name is unknown."""
    wrong, waiting = [], []
    for number, line in enumerate(text.split("\n"), first_line):
        match = FENCE.match(line)
        if not match:
            continue
        if match.group(2):
            if match.group(2) not in BLOCKS:
                wrong.append((number, f"there is no block named “{match.group(2)}”; there are: {', '.join(BLOCKS)}"))
            waiting.append((number, match.group(2)))
        elif waiting:
            waiting.pop()
        else:
            wrong.append((number, "this ::: closes no block"))
    return wrong + [(number, f"the block “{name}” is never closed with :::") for number, name in waiting]


def _closing(tokens: list[Token], position: int) -> int:
    depth = 0
    for end in range(position, len(tokens)):
        if tokens[end].type == tokens[position].type:
            depth += 1
        elif tokens[end].type == tokens[position].type.replace("_open", "_close"):
            depth -= 1
            if not depth:
                return end
    return len(tokens)


def _citation(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        # The mark belongs to the word before it: no space, so that it never starts a line alone.
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "", 0)
        token.meta = {"ids": re.findall(r"\w+", match.group(1))}
    state.pos = match.end()
    return True


def _anchors(state: StateCore) -> None:
    """Give each heading the anchor it names, or one made from its words."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        named = ANCHOR.search(inline.content)
        inline.content = ANCHOR.sub("", inline.content)
        opening.attrSet("id", named.group(1) if named else slug(CITATION.sub("", inline.content)))


def _row_headers(state: StateCore) -> None:
    """Make the first cell of each row its header, and tell each cell its column, for small screens."""
    columns: list[str] = []
    column = 0
    for position, token in enumerate(state.tokens):
        if token.type == "table_open":
            columns = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            columns.append(plain_text(state.tokens[position + 1]))
            token.attrSet("scope", "col")
        elif token.type == "td_open":
            if column == 0:
                token.tag = state.tokens[position + 2].tag = "th"
                token.attrSet("scope", "row")
            elif column < len(columns):
                token.attrSet("data-label", columns[column])
            column += 1


def _lone_links(state: StateCore) -> None:
    """Mark a link that is all of its list item: it is a way to go on, and gets the room of a button."""
    for item, _, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        children = inline.children or []
        if item.type != "list_item_open" or not children or children[0].type != "link_open":
            continue
        if [child.type for child in children].index("link_close") == len(children) - 1:
            children[0].attrSet("class", "go")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name in BLOCKS:
        container_plugin(parser, name)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.core.ruler.before("inline", "anchors", _anchors)
    parser.core.ruler.push("row_headers", _row_headers)
    parser.core.ruler.push("lone_links", _lone_links)
    return parser


PARSER = _parser()
