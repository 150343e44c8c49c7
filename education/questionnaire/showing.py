"""Puts what a view has to say into the page around it, or hands htmx the inside alone."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from education import catalog
from education.context import site
from education.sharing.clinics import Clinic

CUT = "<!-- cut -->"


def show(request, inside: str, context: dict, chosen: Clinic | None = None, address: str = "", status: int = 200):
    """Show a page: the whole of it, or only its inside when htmx asks, with the address that belongs to it."""
    numbers = catalog.regions()
    if chosen:  # its region's number is then the one to name
        numbers = [region for region in numbers if region["id"] == chosen.region] or numbers
    context = {**context, "clinic": chosen, "emergency_numbers": numbers}
    written = render_to_string(f"check/{inside}.html", context, request)
    title = f"{escape(context['title'])} · {escape(settings.SITE_NAME)}"
    if as_part(request):
        response = HttpResponse(f"<title>{title}</title>\n{written}", status=status)
        response.headers["HX-Push-Url"] = (address or request.get_full_path()) if status == 200 else "false"
        return response
    frame_now = frame.__wrapped__ if settings.DEBUG else frame  # templates change while one writes
    top, middle, end = frame_now(get_language(), id(catalog.library()))
    return HttpResponse(f"{top}{title}{middle}{written}{end}", status=status)


@cache
def frame(language: str, version: int) -> list[str]:
    """Return what stands around the title and the inside: the same for everyone, so it is rendered once."""
    return render_to_string("check/frame.html", {"cut": CUT, **site(None)}).split(CUT)


def as_part(request) -> bool:
    """Tell whether htmx will put the answer into the page that is there."""
    return bool(request.htmx) and not request.htmx.history_restore_request
