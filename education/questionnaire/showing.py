"""Puts what a view has to say into the page around it, or hands htmx the inside alone.

What is the same for every reader is rendered once and kept: the frame of the site, the words of each question. Nothing
that follows from an answer is among it.
"""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from education import catalog
from education.context import site
from education.sharing.clinics import Clinic

from .steps import Step

CUT = "<!-- cut -->"
SLOTS = ("number", "at_most", "done", "back", "before")  # what is a reader's own on the page of a question
KEPT: dict[tuple, str] = {}


def show(request, inside: str, context: dict, chosen: Clinic | None = None, address: str = "", status: int = 200):
    """Show a page: the whole of it, or only its inside when htmx asks, with the address that belongs to it."""
    around = {"site_name": settings.SITE_NAME, "library": catalog.library(), "clinic": chosen, **urgent(chosen)}
    written = render_to_string(f"check/{inside}.html", {**around, **context})
    return answer(request, context["title"], written, address, status)


def show_step(request, step: Step, chosen: Clinic | None):
    """Show a question. One whose answer was not taken says why; any other is the kept one with the slots filled in."""
    if step.mistake:
        title = _("Error: %s") % step.title
        return show(request, "step", {"title": title, "step": step}, chosen, step.address, 422)
    blank = replace(step, ticked=frozenset(), **{slot: f"@{slot}@" for slot in SLOTS})
    numbers = urgent(chosen)
    regions = [region["id"] for region in numbers["emergency_numbers"]]
    written = once("step", {"step": blank, **numbers}, step.question.id, step.person, *regions)
    for slot in SLOTS:
        written = written.replace(f"@{slot}@", str(getattr(step, slot)))
    for option in step.ticked:
        written = written.replace(f'value="{option}"', f'value="{option}" checked')
    return answer(request, step.title, written, step.address)


def answer(request, title: str, written: str, address: str = "", status: int = 200):
    """Return the inside of a page in the frame of the site, or alone for htmx."""
    title = f"{escape(title)} · {escape(settings.SITE_NAME)}"
    if as_part(request):
        response = HttpResponse(f"<title>{title}</title>\n{written}", status=status)
        response.headers["HX-Push-Url"] = (address or request.get_full_path()) if status == 200 else "false"
        return response
    top, middle, end = once("frame", {"cut": CUT, **site(None)}).split(CUT)
    return HttpResponse(f"{top}{title}{middle}{written}{end}", status=status)


def urgent(chosen: Clinic | None) -> dict:
    """Return the numbers to name: those of the region of the clinic whose link led here, or else the site's."""
    return {"emergency_numbers": catalog.regions(chosen and chosen.region)}


def once(template: str, context: dict, *key: str) -> str:
    """Render a template whose outcome follows from the key alone, the first time it is asked for."""
    whole_key = (template, *key, get_language(), settings.REGION, id(catalog.library()))
    if settings.DEBUG or whole_key not in KEPT:  # templates change while one writes
        KEPT[whole_key] = render_to_string(f"check/{template}.html", context)
    return KEPT[whole_key]


def as_part(request) -> bool:
    """Tell whether htmx will put the answer into the page that is there."""
    return bool(request.htmx) and not request.htmx.history_restore_request
