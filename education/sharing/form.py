"""Reads the choices of the share builder: names of public things only, and no field to write in."""

from dataclasses import dataclass

from django.http import QueryDict

from education.library.library import Library

from .clinics import NO_CLINIC, Clinic, clinic
from .links import PAPERS, SIZES, Choice, choice, codes_of
from .outcome import usual_paper
from .sets import PageSet


@dataclass(frozen=True)
class Asked:
    """What staff chose, and what of it could not be used."""

    choice: Choice
    clinic: Clinic | None
    paper: str
    size: str
    set_id: str
    unknown_clinic: bool


def asked(given: QueryDict, library: Library, sets: dict[str, PageSet]) -> Asked:
    """Return the choices; whatever is odd or missing becomes the usual."""
    clinic_id, set_id = given.get("clinic", NO_CLINIC).lower(), given.get("set", "")
    found = clinic(clinic_id)
    paper, size = given.get("paper"), given.get("size")
    if set_id in sets:
        names = sets[set_id].pages
    else:
        names, set_id = [name.lower() for name in given.getlist("page")], ""
        # Boxes come in the order of the menu; the pages that stood in another order before keep it.
        before = codes_of(given.get("order", ""))
        names.sort(key=lambda name: before.index(name) if name in before else len(before))
    return Asked(
        choice=choice(library, names),
        clinic=found,
        paper=paper if paper in PAPERS else usual_paper(found),
        size=size if size in SIZES else SIZES[0],
        set_id=set_id,
        unknown_clinic=not found and clinic_id not in ("", NO_CLINIC),
    )
