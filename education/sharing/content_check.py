"""Gathers every mistake in what staff share, so that none can reach a patient."""

from pathlib import Path

from education.library.library import Library
from education.library.problem import Place, Problem

from . import clinics, guide, sets
from .links import SAFETY


def problems(content_dir: Path, library: Library) -> list[Problem]:
    """Return the problems of the clinics, of the ready-made sets and of the staff's guide in one language."""
    found = [*clinics.clinics(content_dir)[1], *sets.page_sets(content_dir, library)[1]]
    found += guide.problems(content_dir, library)
    if SAFETY not in library.pages:
        found.append(Problem(Place("menu.toml"), f"the page “{SAFETY}” is part of every link and must exist"))
    return found
