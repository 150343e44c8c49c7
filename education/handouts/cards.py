"""The care cards of handouts: paper never lacks the signs that need help, nor the numbers of its clinic's region."""

import re

from django.utils.safestring import mark_safe

from education import catalog
from education.library import markup
from education.library.library import Library
from education.library.pages import Page
from education.library.render import care_ids
from education.sharing import clinics
from education.sharing.links import SAFETY

URGENT = ("emergency", "same_day")
MOST_SIGNS = {"standard": 4, "large": 3}  # on one card: it stands whole, and 2 or 3 of them fit on a sheet
PHONE = re.compile(r'<li><a href="tel:[^"]*">.*?</a></li>', re.DOTALL)
NO_PHONES = re.compile(r'<ul class="phones"[^>]*>\s*</ul>')


def all_signs(library: Library, handout, tiers) -> list[dict]:
    """Return every sign of these tiers, on as few cards as fit."""
    found = []
    for urgency in tiers:
        ids = [key for key, piece in library.guidance.items() if piece.urgency.id == urgency]
        count = -(-len(ids) // MOST_SIGNS[handout.size])
        share = -(-len(ids) // max(count, 1))
        found += [
            _card(library, handout, urgency, ids[start : start + share], is_first=not start)
            for start in range(0, len(ids), max(share, 1))
        ]
    return found


def of_page(handout, page: Page) -> list[dict]:
    """Return the urgent care cards of a page, one a tier; a page without any takes those of the help page."""
    library = page.library
    for source in (page, library.pages[SAFETY]):
        tiers = {urgency: [] for urgency in URGENT}
        for part in markup.all_parts(markup.parts(source.tokens)):
            if part.name == "care" and part.argument in tiers:
                tiers[part.argument] += [key for key in care_ids(part) if key not in tiers[part.argument]]
        if tiers["emergency"]:
            return [_card(library, handout, urgency, ids) for urgency, ids in tiers.items() if ids]
    return []


def _card(library: Library, handout, urgency: str, ids: list[str], is_first: bool = True) -> dict:
    return {
        "urgency": library.urgencies[urgency],
        "titles": [library.guidance[key].title for key in ids],
        "signs": [mark_safe(library.guidance[key].sign_html) for key in ids],  # noqa: S308
        "regions": [region] if (region := region_of(handout)) else catalog.regions(),
        "is_first": is_first,  # what to do, and the numbers, stand once for the cards of one tier
    }


def region_of(handout) -> dict | None:
    """Return the region in which the handout's clinic is, if that is known."""
    clinic = clinics.clinic(handout.clinic)
    return catalog.regions(clinic.region)[0] if clinic and clinic.region else None


def of_region(region: dict | None, html: str) -> str:
    """Leave only the numbers of this region: the same number means another thing elsewhere."""
    if not region:
        return html
    names = tuple(f"{name}</a></li>" for name in (region["name"], region["advice_name"]) if name)
    left = PHONE.sub(lambda match: match[0] if match[0].endswith(names) else "", html)
    return NO_PHONES.sub("", left)  # not every region has an advice line
