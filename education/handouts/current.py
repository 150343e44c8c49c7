"""Finds out whether a paper is still current, from the little that stands in its short address."""

from dataclasses import dataclass, field
from datetime import date

from education import catalog
from education.handouts import sheets, versions
from education.handouts.handout import Handout
from education.library.pages import Page
from education.library.records import Change
from education.sharing.links import MOST_PAGES, SAYABLE, SHEETS, codes_of

SHEET = "sheet."


@dataclass(frozen=True)
class Paper:
    """What a short address names: pages that are there, names that lead nowhere, and how old the paper is."""

    pages: list[Page] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    today: str = ""
    printed: date | None = None
    is_current: bool = False
    changes: list[tuple[str, list[Change]]] = field(default_factory=list)
    handout: Handout | None = None


def look_up(codes: str, version: str, language: str) -> Paper:
    """Return what these names and this version lead to."""
    if codes.startswith(SHEET) and codes.removeprefix(SHEET) in SHEETS:
        handout = Handout("sheet", codes.removeprefix(SHEET), language=language)
        sheet = sheets.sheets(language)[handout.what]
        return _paper([sheet.page], [], version, handout.version, [(sheet.title, sheet.changes)], handout)
    library = catalog.library(language)
    pages, gone = {}, []
    for name in codes_of(codes)[: MOST_PAGES * 2]:
        page_id = name.replace(".", "/")
        page = library.pages.get(page_id) or library.moved.get(page_id)
        if page:
            pages[page.id] = page
        elif SAYABLE.fullmatch(name):
            gone.append(name)
    chosen = list(pages.values())[:MOST_PAGES]
    if not chosen:
        return Paper(gone=gone)
    handout = Handout("pages", "+".join(page.id.replace("/", ".") for page in chosen), language=language)
    return _paper(chosen, gone, version, handout.version, [(page.title, page.changes) for page in chosen], handout)


def _paper(pages, gone, version, today, changes, handout) -> Paper:
    printed = versions.printed_on(version)
    since = [(title, [change for change in dated if printed and change.date > printed]) for title, dated in changes]
    return Paper(
        pages=pages,
        gone=gone,
        today=today,
        printed=printed,
        is_current=version == today and not gone,
        changes=[(title, dated) for title, dated in since if dated],
        handout=handout,
    )
