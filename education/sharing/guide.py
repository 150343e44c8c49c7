"""Reads the short guide for staff: content like all other, but outside the patients' menu."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from education.library import markup, wording
from education.library.checks import VIEWS
from education.library.library import Library
from education.library.problem import Place, Problem
from education.library.records import Text
from education.library.render import render_piece
from education.library.toml_file import Strict, TomlText, parse, read

FILE = "staff/guide.md"


class GuideFields(Strict):
    """The front matter of the guide."""

    title: Text
    description: Text
    main_message: Text
    last_changed: date


@dataclass(frozen=True)
class Guide:
    """The guide, its text as HTML."""

    fields: GuideFields
    body: str


def problems(content_dir: Path, library: Library) -> list[Problem]:
    """Return what is wrong with the guide."""
    fields, source, found = _read(Path(content_dir), library.language)
    if not fields:
        return found
    tokens = markup.parse(source.body, source.body_line)
    found += wording.check_structure(source.path, tokens)
    texts = [(Place(source.path, passage.line), passage.text) for passage in markup.passages(tokens)]
    texts += [(source.place(key), getattr(fields, key)) for key in ("title", "description", "main_message")]
    found += wording.check_texts(library, texts)
    for line, words in markup.unclosed_blocks(source.body, source.body_line):
        found.append(Problem(Place(source.path, line), words))
    known = {page.path for page in library.pages.values()} | set(VIEWS)
    for token in tokens:
        for child in token.children or []:
            target = (child.attrGet("href") or "").partition("#")[0] if child.type == "link_open" else ""
            if target and target not in known and not target.startswith("/handouts/"):
                found.append(Problem(Place(source.path, token.map[0]), f"the link “{target}” leads to no page"))
    return found


def guide(language: str) -> Guide | None:
    """Return the guide in a language."""
    from education import catalog

    return _kept(language, catalog.stamp())


@cache
def _kept(language: str, stamp: float) -> Guide | None:
    from django.conf import settings

    from education import catalog

    fields, source, _problems = _read(settings.CONTENT_DIR, language)
    library = catalog.library(language)
    return Guide(fields, render_piece(library, markup.parse(source.body), library.component)) if fields else None


def _read(content: Path, language: str) -> tuple[GuideFields | None, TomlText, list[Problem]]:
    found: list[Problem] = []
    path = content / language / FILE
    if not path.is_file():
        name = path.relative_to(content).as_posix()
        return None, TomlText(name, ""), [Problem(Place(name), "this file is missing")]
    source = read(content, path)
    return parse(source, GuideFields, found), source, found
