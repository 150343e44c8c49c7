"""Lets a page link to its own handouts, and the share builder say how much paper one takes."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from education.handouts import press
from education.handouts.handout import Handout
from education.sharing.links import code
from education.sharing.outcome import Outcome

register = template.Library()


@register.simple_tag
def handouts_of(page) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (what it is, [(size, address)]) for each kind of handout of a page."""
    sizes = [
        (_("PDF, A4"), "a4-standard.pdf"),
        (_("PDF, A4, large print"), "a4-large.pdf"),
        (_("PDF, US Letter"), "letter-standard.pdf"),
        (_("PDF, US Letter, large print"), "letter-large.pdf"),
        (_("HTML file"), "a4-standard.html"),
    ]
    kinds = [(_("This whole page"), "pages"), (_("The basics, on one sheet"), "basics")]
    start = f"{reverse('home')}handouts"
    return [(title, [(size, f"{start}/{kind}/{code(page)}/{file}") for size, file in sizes]) for title, kind in kinds]


@register.simple_tag
def sheets_for(given: Outcome, kind: str) -> int | None:
    """Return about how many sheets staff are going to print; None if that is not known yet."""
    clinic = given.clinic.id if given.clinic else None
    what, language = given.choice.what_on_paper, given.library.language
    return press.sheets(Handout(kind, what, clinic, given.paper, given.size, language))
