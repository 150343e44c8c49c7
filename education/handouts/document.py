"""Puts the words of a handout together as HTML: whole, as one file to keep, and in parts from which PDFs are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from education import catalog
from education.handouts import cards, pictures, tables
from education.handouts.engine import FONT
from education.handouts.handout import Handout
from education.handouts.links import Links, shown
from education.library.pages import Page
from education.sharing import clinics
from education.sharing.links import SAFETY, code

# The font has no arrows, and the numbers in drawings take it too: no other font is there on every machine.
NOT_IN_THE_FONT = {
    'font-family="sans-serif"': f'font-family="{FONT}"',
    '<p aria-hidden="true">↓</p>': "",
    "→": "›",
}
TELEPHONE = re.compile(r'<a( href="tel:[^"]*")><strong>(.*?)</strong>(.*?)</a>')


@dataclass(frozen=True)
class Part:
    """A stretch of a handout that is laid out on its own, and so can be kept for other handouts.

    It is a cover, a page, the signs that need help, or a sheet.
    """

    handout: Handout
    what: str
    with_contact: bool = True

    @property
    def is_kept(self) -> bool:
        """True unless only this one choice of pages has it."""
        return self.what != "cover"

    def html(self) -> str:
        """Return the part as a document of its own."""
        with translation.override(self.handout.language):
            return _document(self.handout, [self])


def parts(handout: Handout) -> Iterator[Part]:
    """Yield the parts of a handout in their order. The signs that need help are on every handout of pages.

    In the company of others the help page is these signs alone: whole, it would be longer than all the rest.
    """
    if handout.sheet:
        yield Part(handout, "sheet")
        return
    if handout.kind == "basics":
        yield from (Part(replace(handout, what=code(page)), "page") for page in handout.pages)
        return
    chosen = [page for page in handout.pages if page.id != SAFETY] or handout.pages
    several = len(chosen) > 1
    if several:
        yield Part(handout, "cover")
    for page in _with_help(handout):
        what = "page" if page in chosen else "help"
        yield Part(replace(handout, what=code(page)), what, with_contact=not several)


def _with_help(handout: Handout) -> list[Page]:
    """Return the pages with the help page among them, last if nobody gave it a place."""
    safety = catalog.library(handout.language).pages[SAFETY]
    return [*handout.pages, *([] if safety in handout.pages else [safety])]


def whole(handout: Handout) -> str:
    """Return all parts as one HTML file that needs no other file."""
    with translation.override(handout.language):
        return _document(handout, list(parts(handout)))


def _document(handout: Handout, chosen: list[Part]) -> str:
    library = catalog.library(handout.language)
    clinic = clinics.clinic(handout.clinic)
    sections = [_section(part) for part in chosen]
    context = {
        "handout": handout,
        "title": sections[0]["title"] if len(sections) == 1 else handout.title,
        "version": sections[0]["version"] if len(sections) == 1 else handout.version,
        "name": sections[0]["name"],  # in the HTML file no sheets are numbered
        "sections": sections,
        "language": library.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "site_name": settings.SITE_NAME,
        "css": mark_safe(_stylesheet(catalog.stamp())),  # noqa: S308
        "clinic": clinic,
        "logo": pictures.logo(clinic),
    }
    # WeasyPrint tags a link only by its own words, not by what stands in bold within it.
    return TELEPHONE.sub(r"<a\1>\2</a>\3", render_to_string("handout/document.html", context))


def _section(part: Part) -> dict:
    handout = part.handout
    context = {
        "template": f"handout/{part.what}.html",
        "title": handout.title,
        "name": handout.pages[0].menu if handout.pages else "",
        "version": handout.version,
        "short_address": shown(handout.short_address),
        "qr": pictures.qr(handout.short_address, handout.title),
        "with_contact": part.with_contact,
    }
    if part.what == "cover":
        return context | {"name": _("Cover"), "contents": [page.title for page in _with_help(handout)]}
    if part.what == "help":
        library = catalog.library(handout.language)
        return context | {"cards": cards.all_signs(library, handout, cards.URGENT)}
    if part.what == "sheet":
        return context | _sheet(handout)
    return context | _page(handout, handout.pages[0])


def _page(handout: Handout, page: Page) -> dict:
    """Return a page with its texts made ready for paper."""
    basics = handout.kind == "basics"
    paper, links = page.paper, Links(page, whole=not basics)
    region = cards.region_of(handout)

    def ready(html: str) -> SafeString:
        if basics:
            html = links.without_citations(html)
        for old, new in NOT_IN_THE_FONT.items():
            html = html.replace(old, new)
        return mark_safe(cards.of_region(region, links.on_paper(html)))  # noqa: S308

    texts = {
        "page": page,
        "anchor": links.prefix + "top",
        "dated": page,
        "main_message": ready(paper.main_message),
        "next_step": ready(paper.next_step),
        "summary": [ready(text) for text in paper.summary],
    }
    if basics:
        help_page = page.library.pages[SAFETY]
        return texts | {
            "template": "handout/basics.html",
            "cards": cards.of_page(handout, page),
            "all_signs": shown(settings.SITE_URL + help_page.address),
        }
    return texts | {
        "body": ready(tables.for_paper(paper.html)),
        "unknown": [ready(text) for text in paper.unknown],
        "terms": sorted(paper.terms, key=lambda term: term.term.lower()),
        "sources": [(links.prefix + f"source-{cited.number}", cited.source) for cited in paper.cited],
        "outside": links.outside,
    }


def _sheet(handout: Handout) -> dict:
    sheet = handout.sheet
    body = Links(sheet.page, whole=False).on_paper(tables.for_paper(sheet.body))
    context = {"sheet": sheet, "dated": sheet, "body": mark_safe(body)}  # noqa: S308
    if handout.what == "tick-sheet":
        library = catalog.library(handout.language)
        tiers = [key for key in library.urgencies if key != "self_care"]
        context |= {"cards": cards.all_signs(library, handout, tiers)}
    if handout.what == "poster":
        address = settings.SITE_URL + sheet.page.address
        drawn = pictures.qr(address, settings.SITE_NAME, pictures.ON_POSTERS)
        context |= {"template": "handout/poster.html", "short_address": shown(address).rstrip("/"), "qr": drawn}
    return context


@cache
def _stylesheet(stamp: float) -> str:
    return (settings.BASE_DIR / "static" / "css" / "handout.css").read_text("utf-8")
