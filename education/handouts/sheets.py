"""Reads the sheets that are printed on their own: their words, and the sections of pages that they take over."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import Field

from education import catalog
from education.handouts import versions
from education.library import markup
from education.library.library import Library
from education.library.pages import Page
from education.library.problem import Problem
from education.library.reading import measure
from education.library.records import Change, Text
from education.library.render import Rendering
from education.library.toml_file import Strict, TomlText, parse, read
from education.library.wording import MOST_GRADE, check_texts
from education.sharing.links import SHEETS

TAGS = re.compile(r"<[^>]+>")


class Part(Strict):
    """A stretch of a sheet under its own heading."""

    title: Text
    style: Literal["list", "steps", "ticks", "text"]
    text: list[Text]
    lines: Annotated[int, Field(ge=0, le=12)] = 0

    @property
    def rows(self) -> range:
        """The lines to write on."""
        return range(self.lines)


class SheetFields(Strict):
    """A sheet as its editor writes it. `page` is where the same can be read online."""

    title: Annotated[Text, Field(max_length=65)]
    intro: list[Text]
    page: Text
    sections: list[Text] = []
    part: list[Part] = []
    last_changed: date
    review_due: date
    changes: Annotated[list[Change], Field(min_length=1)]


@dataclass(frozen=True, repr=False)
class Sheet:
    """A sheet with the page it belongs to, and what it takes over from that page as HTML."""

    id: str
    fields: SheetFields
    page: Page
    body: str
    version: str

    signed = None
    title = property(lambda self: self.fields.title)
    last_changed = property(lambda self: max(self.fields.last_changed, self.page.last_changed))
    review_due = property(lambda self: min(self.fields.review_due, self.page.review_due))
    changes = property(lambda self: sorted(self.fields.changes, key=lambda change: change.date, reverse=True))


def sheets(language: str) -> dict[str, Sheet]:
    """Return the sheets of a language by their ids."""
    return _kept(language, catalog.stamp())


@cache
def _kept(language: str, stamp: float) -> dict[str, Sheet]:
    library = catalog.library(language)
    fields, _text = _read(settings.CONTENT_DIR, language, [])
    return {key: _sheet(key, fields[key], library) for key in SHEETS}


def _sheet(key: str, fields: SheetFields, library: Library) -> Sheet:
    page = library.pages[fields.page]
    body = "".join(section_html(page, anchor) for anchor in fields.sections)
    words = [fields.model_dump_json(include={"title", "intro", "part"}), TAGS.sub(" ", body)]
    if key == "tick-sheet":
        words += [piece.sign + piece.urgency.action for piece in library.guidance.values()]
    version = versions.of_words(max(fields.last_changed, page.last_changed), words)
    return Sheet(key, fields, page, body, version)


def section_html(page: Page, anchor: str) -> str:
    """Return one section of a page as it stands on paper, without its citations."""

    def component(name, context):
        return "" if name == "cite" else page.library.component(name, context)

    return Rendering(page.library, page, "paper", component, quiet=1).parts(markup.parts(_section(page, anchor)))


def _section(page: Page, anchor: str) -> list:
    """Return the tokens from the heading with this anchor to the next heading of its level."""
    starts = [number for number, token in enumerate(page.tokens) if token.type == "heading_open" and token.tag == "h2"]
    for start, end in zip(starts, [*starts[1:], len(page.tokens)], strict=True):
        if page.tokens[start].attrGet("id") == anchor:
            return page.tokens[start:end]
    return []


def problems(content: Path, library: Library) -> list[Problem]:
    """Return everything that an editor has to mend in the sheets of a language."""
    found: list[Problem] = []
    fields, source = _read(content, library.language, found)
    for key in SHEETS:
        if fields and key not in fields:
            found.append(Problem(source.place(), f"the sheet “{key}” is missing"))
    for key, sheet in (fields or {}).items():
        found += _sheet_problems(library, source, key, sheet)
    return found


def _sheet_problems(library: Library, source: TomlText, key: str, sheet: SheetFields):
    if key not in SHEETS:
        yield Problem(source.place(key), f"there is no sheet “{key}”; there are: {', '.join(SHEETS)}")
    page = library.pages.get(sheet.page)
    if not page:
        yield Problem(source.place(key, "page"), f"there is no page “{sheet.page}”")
    for anchor in sheet.sections if page else []:
        if not _section(page, anchor):
            yield Problem(source.place(key, "sections"), f"the page “{sheet.page}” has no section “{anchor}”")
    if max(change.date for change in sheet.changes) != sheet.last_changed:
        words = "last_changed must be the date of the newest line in changes"
        yield Problem(source.place(key, "last_changed"), words)
    texts = [sheet.title, *sheet.intro, *(text for part in sheet.part for text in (part.title, *part.text))]
    yield from check_texts(library, [(source.place(key), text) for text in texts])
    grade = measure(texts, library.names).grade
    if grade > MOST_GRADE:
        yield Problem(source.place(key), f"the reading grade is {grade}, at most {MOST_GRADE}")


def _read(content: Path, language: str, found: list[Problem]) -> tuple[dict[str, SheetFields] | None, TomlText]:
    path = Path(content) / language / "sheets.toml"
    if not path.is_file():
        source = TomlText(f"{language}/sheets.toml", "")
        found.append(Problem(source.place(), "this file is missing"))
        return None, source
    source = read(Path(content), path)
    return parse(source, dict[str, SheetFields], found), source
