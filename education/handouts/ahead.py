"""Makes handouts before anyone asks for them: first those that are likely to be asked for."""

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product

from django.conf import settings

from education import catalog
from education.handouts import engine, press, shelf
from education.handouts.document import Part, parts
from education.handouts.handout import Handout
from education.sharing.clinics import all_clinics
from education.sharing.links import PAPERS, SAFETY, SHEETS, SIZES, choice, code, joined
from education.sharing.outcome import usual_paper
from education.sharing.sets import all_sets

# To print them, all pages and a dictionary are read: 70 MB and some seconds that few will ask for.
NOT_WARM = ("sources", "about/reading-level")


def handouts() -> Iterator[Handout]:
    """Yield every handout that is made ahead, in every language, for no clinic and for each.

    Standard print comes before large, and the paper that is usual where a clinic is before the other.
    """
    clinics = (None, *all_clinics().values())
    for size, is_usual, (language, _), clinic in product(SIZES, (True, False), settings.LANGUAGES, clinics):
        for paper in PAPERS:
            if (paper == usual_paper(clinic)) is is_usual:
                for kind, what in _wanted(language):
                    yield Handout(kind, what, clinic and clinic.id, paper, size, language)


def _wanted(language: str) -> list[tuple[str, str]]:
    """Return (kind, what) of each handout: ready-made sets, the help page, basics and sheets, then all other pages."""
    library = catalog.library(language)
    sets = [choice(library, ready.pages).what_on_paper for ready in all_sets(language).values()]
    pages = [code(page) for page in library.pages.values()]
    return [
        *(("pages", what) for what in (*sets, SAFETY)),
        *(("basics", what) for what in pages),
        *(("sheet", what) for what in SHEETS),
        *(("pages", what) for what in pages if what != SAFETY),
    ]


class Run:
    """One run through handouts that keeps those that are missing, as long as there is room for all of them."""

    def __init__(self):
        self.count = 0
        self._parts: dict[str, int] = {}
        self._whole = 0

    @property
    def megabytes(self) -> float:
        """The room on disk of all that this run made or found."""
        return (sum(self._parts.values()) + self._whole) / shelf.MEGABYTE

    @property
    def is_full(self) -> bool:
        """True when one more handout would push out another that is likelier to be asked for."""
        return sum(self._parts.values()) > shelf.PARTS.most_bytes or self._whole > shelf.WHOLE.most_bytes

    def make(self, handout: Handout) -> None:
        """Keep the handout, whole and in parts, and its pages as they stand in the company of others."""
        alone = list(parts(handout))
        for part in [*alone, *_in_company(handout)]:
            if part.is_kept:
                self._parts[shelf.name(part)] = len(press.file_of(part))
        if len(alone) > 1:
            self._whole += len(press.pdf(handout, patience=math.inf))
        self.count += 1


def _in_company(handout: Handout) -> list[Part]:
    """Return its pages as a handout of several has them: there the contact card of the clinic is on the cover."""
    return [replace(part, with_contact=False) for part in parts(handout)] if handout.kind == "pages" else []


def warm_up() -> None:
    """Load what the first handout would wait for: the words of the pages, templates, the engine and its fonts."""
    for language, _ in settings.LANGUAGES:
        pages = [page for page in catalog.library(language).pages.values() if page.id not in NOT_WARM]
        for page in pages:
            press.etag(Handout("pages", code(page), language=language))
        with suppress(engine.Unavailable):
            cover = next(parts(Handout("pages", joined(pages[:2]), language=language)))
            engine.pdf(cover.html())
