"""Lets clinic staff choose pages and hand them over, and answers the links they gave: no accounts, no cookies."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from education import catalog
from education.pages.meta import NEUTRAL_TITLE

from . import links, outcome, qr
from .clinics import NO_CLINIC, all_clinics, clinic
from .form import asked
from .guide import guide as guide_of
from .sets import all_sets

LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


@require_safe
@cache_control(no_cache=True)  # the line for the record holds today's date
def builder(request):
    """Show the share builder with what was chosen so far, and what comes of it."""
    library = catalog.library()
    sets = all_sets(library.language)
    wanted = asked(request.GET, library, sets)
    given = outcome.Outcome(library, wanted.choice, wanted.clinic, wanted.paper, wanted.size)
    chosen = {page.id for page in wanted.choice.pages}
    context = {
        "asked": wanted,
        "sets": sets,
        "clinics": all_clinics(),
        "sections": [
            (section.title, [(page, links.code(page), page.id in chosen) for page in section.pages if _offered(page)])
            for section in library.menu
        ],
        "given": given,
        "today": today(),
        "record": given.record(today()),
        "safety": wanted.choice.safety,
        "most": links.MOST_CHOSEN,
    }
    return _unlisted(render(request, "for/builder.html", context))


@require_safe
def guide(request):
    """Show the short guide for staff."""
    found = guide_of(catalog.library().language)
    if not found:
        raise Http404
    return render(request, "for/guide.html", {"guide": found})


@require_safe
def link(request, clinic_id: str, what: str):
    """Show what a clinic's link names: its contact card and the pages. What is wrong with the link is said there."""
    library = catalog.library()
    chosen, found = links.choice(library, links.codes_of(what)), clinic(clinic_id.lower())
    unknown_clinic = not found and clinic_id.lower() != NO_CLINIC
    nothing_left = chosen.too_many or (chosen.lost and not chosen.pages)
    context = {
        "chosen": chosen,
        "clinic": found,
        "unknown_clinic": unknown_clinic,
        "given": outcome.Outcome(library, chosen, found, outcome.usual_paper(found), "standard"),
        "neutral_title": _(NEUTRAL_TITLE) if settings.NEUTRAL_PREVIEWS else "",
        "most": links.MOST_CHOSEN,
    }
    response = render(request, "for/link.html", context, status=404 if unknown_clinic or nothing_left else 200)
    return _unlisted(response)


@require_safe
def qr_code(request, clinic_id: str, what: str, form: str):
    """Draw the QR code of a link, for links that lead somewhere."""
    chosen, found = links.choice(catalog.library(), links.codes_of(what)), clinic(clinic_id)
    if chosen.lost or chosen.too_many or (not found and clinic_id != NO_CLINIC):
        raise Http404
    address = outcome.address(chosen, found)
    if form == "svg":
        drawn = qr.svg(address, _("QR code that opens %(address)s") % {"address": address})
        response = HttpResponse(drawn, content_type="image/svg+xml")
    else:
        response = HttpResponse(qr.png(address), content_type="image/png")
    return _unlisted(response)


@require_safe
def logo(request, clinic_id: str):
    """Send the logo of a clinic. The address names the clinic only, never a file."""
    found = clinic(clinic_id)
    if not found or not found.logo_path:
        raise Http404
    return HttpResponse(found.logo_path.read_bytes(), content_type=LOGO_TYPES[found.logo_path.suffix])


def _offered(page) -> bool:
    """The front door, the safety page (always there) and what is below “about” are not given to patients."""
    return page.id not in ("home", links.SAFETY) and not page.id.startswith("about/")


def today() -> date:
    """Return the date here; a script puts the reader's own in its place."""
    return timezone.localdate()


def _unlisted(response):
    response.headers["X-Robots-Tag"] = "noindex"
    return response
