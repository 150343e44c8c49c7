"""A handout: some pages, their basics or a sheet, on one size of paper, in one size of print."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from education import catalog
from education.handouts import sheets, versions
from education.library.pages import Page
from education.sharing import clinics
from education.sharing.links import FORMS, MOST_PAGES, PAPERS, SHEETS, SIZES, codes_of, joined

MOST_NAMES = 4 * MOST_PAGES  # beyond that nobody means pages
KINDS = ("pages", "basics", "sheet")


class NoHandout(Http404):
    """There is no such handout. Says why, and which pages were meant as far as we can tell."""

    def __init__(self, why: str, pages: list[Page] | None = None):
        super().__init__(why)
        self.why, self.pages = why, pages or []


@dataclass(frozen=True)
class Handout:
    """What is printed, for whom and how. A name of a page that moved is followed; a wrong name raises NoHandout."""

    kind: str
    what: str
    clinic: str | None = None
    paper: str = "a4"
    size: str = "standard"
    language: str = settings.LANGUAGE_CODE

    def __post_init__(self):
        if self.kind not in KINDS or self.paper not in PAPERS or self.size not in SIZES:
            raise NoHandout(_("There is no handout of this kind."))
        if self.clinic and self.clinic not in clinics.all_clinics():
            raise NoHandout(_("There is no clinic with this name."), self._pages_named()[0])
        if self.kind == "sheet":
            if self.what not in SHEETS:
                raise NoHandout(_("There is no sheet with this name."))
            return
        pages, lost = self._pages_named()
        if lost or not pages:
            raise NoHandout(_("A page in this choice is not here."), pages[:MOST_PAGES])
        if len(pages) > MOST_PAGES:
            why = _("A handout holds at most %(most)s pages.") % {"most": MOST_PAGES}
            raise NoHandout(why, pages[:MOST_PAGES])
        object.__setattr__(self, "what", joined(pages))

    def _pages_named(self) -> tuple[list[Page], bool]:
        """Return the pages of the address, each once, and whether a name leads nowhere."""
        names = [name.replace(".", "/") for name in codes_of(self.what)] if self.kind != "sheet" else []
        library = catalog.library(self.language)
        found = [library.pages.get(name) or library.moved.get(name) for name in names[:MOST_NAMES]]
        pages = {page.id: page for page in found if page}
        return list(pages.values()), not all(found) or len(names) > MOST_NAMES

    @cached_property
    def pages(self) -> list[Page]:
        """The pages on it, in their order; none for a sheet."""
        return self._pages_named()[0]

    @cached_property
    def sheet(self) -> "sheets.Sheet | None":
        """The sheet on it, if it is one."""
        return sheets.sheets(self.language)[self.what] if self.kind == "sheet" else None

    @property
    def title(self) -> str:
        """What it is called."""
        if self.sheet:
            return self.sheet.title
        if len(self.pages) == 1:
            return self.pages[0].title
        names = ", ".join(page.menu for page in self.pages)
        if len(names) <= 65:
            return names
        with translation.override(self.language):
            return _("%(page)s and %(count)s more pages") % {
                "page": self.pages[0].menu,
                "count": len(self.pages) - 1,
            }

    @property
    def version(self) -> str:
        """The date of its newest change and a short hash of its words."""
        return self.sheet.version if self.sheet else versions.of_pages(self.pages)

    @property
    def codes(self) -> str:
        """What it holds, as it stands in the short address."""
        return f"sheet.{self.what}" if self.sheet else self.what

    @property
    def short_path(self) -> str:
        """The address that opens the same pages online and tells whether the paper is still current."""
        with translation.override(self.language):
            return reverse("paper", args=[self.codes, self.version])

    @property
    def short_address(self) -> str:
        """The same, whole, as it stands on paper and in the QR code."""
        return settings.SITE_URL + self.short_path

    @property
    def address(self) -> str:
        """Where the PDF is."""
        return self.address_as("pdf")

    def address_as(self, form: str) -> str:
        """Return where the handout is as "pdf" or "html"."""
        if form not in FORMS:
            raise NoHandout(_("There is no handout of this kind."))
        parts = [self.kind, self.what, *([self.clinic] if self.clinic else []), f"{self.paper}-{self.size}.{form}"]
        with translation.override(self.language):
            return f"{reverse('home')}handouts/{'/'.join(parts)}"

    @property
    def file_name(self) -> str:
        """What the file is called when it is saved, without its ending."""
        return "-".join([self.what.replace("+", "-").replace(".", "-")[:60].strip("-"), self.paper, self.size])
