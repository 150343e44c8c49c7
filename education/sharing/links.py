"""Turns a choice of pages into a short address and back. Nothing but public names can travel in it."""

import re
from dataclasses import dataclass, field

from education.library.library import Library
from education.library.pages import Page

SAFETY = "when-to-get-help"  # this page is part of every choice; no address can leave it out
MOST_PAGES = 12  # of a handout, the safety page included
MOST_CHOSEN = MOST_PAGES - 1
# What an address may make us repeat about pages that are gone: no digits, so no false telephone number, no longer than
# the names of pages are, and 2 of them at most, so no message either.
MOST_SAID = 2
SAYABLE = re.compile(r"(?=.{1,35}$)[a-z]+(?:[.-][a-z]+)*")
PAPERS = ("a4", "letter")
SIZES = ("standard", "large")
FORMS = ("pdf", "html")
SHEETS = ("diary", "questions", "tick-sheet", "teach-back", "poster")


@dataclass(frozen=True)
class Choice:
    """The pages someone chose, in their order and without the safety page, which always comes along."""

    pages: list[Page]
    safety: Page
    gone: list[str] = field(default_factory=list)  # names in the address that lead to no page, as far as sayable
    lost: int = 0  # how many names lead to no page
    too_many: bool = False

    @property
    def all(self) -> list[Page]:
        """The chosen pages and the safety page."""
        return [*self.pages, self.safety]

    @property
    def what(self) -> str:
        """The choice as it stands in the address of a link: short, because the safety page comes along anyway."""
        return joined(self.pages or [self.safety])

    @property
    def what_on_paper(self) -> str:
        """The choice as it stands in the address of a handout, which prints exactly what it names."""
        return joined(self.all)


def code(page: Page) -> str:
    """Return the name of a page in an address: its id with dots, because a slash would end the name."""
    return page.id.replace("/", ".")


def joined(pages: list[Page]) -> str:
    """Return the names of pages as one part of an address."""
    return "+".join(code(page) for page in pages)


def choice(library: Library, codes: list[str]) -> Choice:
    """Return the pages that these names lead to; a renamed page is followed, one that is gone is named."""
    pages, unknown = {}, {}
    for name in codes:
        page_id = name.replace(".", "/")
        page = library.pages.get(page_id) or library.moved.get(page_id)
        if page:
            pages[page.id] = page
        else:
            unknown[name] = bool(SAYABLE.fullmatch(name))
    pages.pop(SAFETY, None)
    return Choice(
        pages=list(pages.values())[:MOST_CHOSEN],
        safety=library.pages[SAFETY],
        gone=[name for name, sayable in unknown.items() if sayable][:MOST_SAID],
        lost=len(unknown),
        too_many=len(pages) + len(unknown) > MOST_CHOSEN,
    )


def codes_of(what: str) -> list[str]:
    """Return the names in one part of an address, forgiving what typing from paper or a mail program did to it."""
    return [name for name in re.split(r"[+,\s]+", what.lower()) if name]


def handout(library: Library, kind: str, what: str, clinic_id: str | None, paper: str, size: str, form: str) -> str:
    """Return the address of a handout."""
    parts = [kind, what, *([clinic_id] if clinic_id else []), f"{paper}-{size}.{form}"]
    return f"{library.base}handouts/{'/'.join(parts)}"
