"""Puts what a view has to say into the page around it, or hands htmx the inside alone.

What is the same for every reader is rendered once and kept: the frame of the site, the words of each question. Nothing
that follows from an answer is among it.
"""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from education import catalog
from education.context import site
from education.sharing.clinics import Clinic

from .steps import Step

CUT = "<!-- cut -->"
KEPT: dict[tuple, SafeString] = {}


def show(request, inside: str, context: dict, chosen: Clinic | None = None, address: str = "", status: int = 200):
    """Show a page: the whole of it, or only its inside when htmx asks, with the address that belongs to it."""
    numbers = catalog.regions()
    if chosen:  # its region's number is then the one to name
        numbers = [region for region in numbers if region["id"] == chosen.region] or numbers
    urgent = once("urgent", {"emergency_numbers": numbers}, *(region["id"] for region in numbers))
    around = {"site_name": settings.SITE_NAME, "library": catalog.library(), "emergency_numbers": numbers}
    written = render_to_string(f"check/{inside}.html", {**around, "clinic": chosen, "urgent": urgent, **context})
    title = f"{escape(context['title'])} · {escape(settings.SITE_NAME)}"
    if as_part(request):
        response = HttpResponse(f"<title>{title}</title>\n{written}", status=status)
        response.headers["HX-Push-Url"] = (address or request.get_full_path()) if status == 200 else "false"
        return response
    top, middle, end = once("frame", {"cut": CUT, **site(None)}).split(CUT)
    return HttpResponse(f"{top}{title}{middle}{written}{end}", status=status)


def parts_of(step: Step) -> dict[str, str]:
    """Return the parts of a question's page that are words alone, with the reader's ticks put in."""
    if step.mistake:
        question = mark_safe(render_to_string("check/question.html", {"step": step}))  # noqa: S308 (our template)
    else:
        unticked = replace(step, ticked=frozenset())
        question = once("question", {"step": unticked}, step.question.id, step.person)
        for option in step.ticked:
            question = mark_safe(question.replace(f'value="{option}"', f'value="{option}" checked'))  # noqa: S308
    return {"question": question, "end": once("step_end", {})}


def once(template: str, context: dict, *key: str) -> SafeString:
    """Render a template whose outcome follows from the key alone, the first time it is asked for."""
    whole_key = (template, *key, get_language(), settings.REGION, id(catalog.library()))
    if settings.DEBUG or whole_key not in KEPT:  # templates change while one writes
        KEPT[whole_key] = mark_safe(render_to_string(f"check/{template}.html", context))  # noqa: S308
    return KEPT[whole_key]


def as_part(request) -> bool:
    """Tell whether htmx will put the answer into the page that is there."""
    return bool(request.htmx) and not request.htmx.history_restore_request
