"""Cuts pages into the sections that search can lead to, each with its words as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from . import markup
from .pages import Page
from .wording import visible


@dataclass(frozen=True)
class Section:
    """A stretch of a page under one heading; the page's own top has no anchor."""

    page: Page
    anchor: str
    title: str
    text: str


def sections(library) -> Iterator[Section]:
    """Yield every section of every page, in reading order."""
    for page in library.pages.values():
        fields = page.fields
        opening = " ".join([fields.main_message, *fields.summary])
        anchor, title, texts = "", page.title, [visible(opening)]
        for part in markup.parts(page.tokens):
            if part.name == "show":
                yield from _shown(library, page, part.argument)
            elif part.name == "plain":
                for heading, token_texts in _by_heading(part.tokens):
                    if heading:
                        yield Section(page, anchor, title, " ".join(texts))
                        anchor, title = heading
                        texts = []
                    texts += token_texts
            elif part.name != "care":
                texts += [passage.text for passage in markup.passages(part.tokens)]
        yield Section(page, anchor, title, " ".join(texts))


def _by_heading(tokens: list[Token]) -> Iterator[tuple[tuple[str, str] | None, list[str]]]:
    heading, texts = None, []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            yield heading, texts
            heading, texts = (token.attrGet("id"), markup.plain_text(tokens[position + 1])), []
        elif token.type == "inline" and tokens[position - 1].type != "heading_open":
            texts.append(markup.plain_text(token))
    yield heading, texts


def _shown(library, page: Page, argument: str) -> Iterator[Section]:
    what, _, group = argument.partition(" ")
    if what == "treatments":
        for item in library.treatments.values():
            if item.group == group:
                texts = [passage.text for _, tokens in item.parts for passage in markup.passages(tokens)]
                yield Section(page, item.id, item.title, " ".join([item.kind, *texts]))
    elif what == "guidance":
        for piece in library.guidance.values():
            texts = [piece.sign, *(passage.text for passage in markup.passages(piece.tokens))]
            yield Section(page, piece.id, piece.title, " ".join(texts))
    elif what == "glossary":
        for term in library.terms.values():
            yield Section(page, term.id, term.term, term.meaning)
