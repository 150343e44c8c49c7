"""Reads the ready-made choices of pages, so that the usual ones take staff a single press."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from education.library.library import Library
from education.library.problem import Problem
from education.library.records import Text
from education.library.toml_file import Strict, parse, read
from education.library.wording import check_texts

from .links import MOST_CHOSEN, SAFETY


class PageSet(Strict):
    """A ready-made choice of pages: what it is called, one line about it, and the ids of its pages in order."""

    title: Text
    line: Text
    pages: Annotated[list[Text], Field(min_length=1, max_length=MOST_CHOSEN)]


def page_sets(content_dir: Path, library: Library) -> tuple[dict[str, PageSet], list[Problem]]:
    """Return the sets of the library's language by their ids, and everything that is wrong with them."""
    found: list[Problem] = []
    path = Path(content_dir) / library.language / "sets.toml"
    if not path.is_file():
        return {}, []  # staff then choose page by page
    source = read(Path(content_dir), path)
    sets = parse(source, dict[str, PageSet], found) or {}
    for key, chosen in sets.items():
        found += check_texts(
            library, [(source.place(key, "title"), chosen.title), (source.place(key, "line"), chosen.line)]
        )
        place = source.place(key, "pages")
        for page_id in chosen.pages:
            if moved := library.moved.get(page_id):
                found.append(Problem(place, f"the page “{page_id}” is now “{moved.id}”"))
            elif page_id not in library.pages:
                found.append(Problem(place, f"there is no page “{page_id}”"))
            elif page_id == SAFETY:
                found.append(Problem(place, f"“{SAFETY}” is part of every choice: leave it out here"))
    return sets, found


def all_sets(language: str) -> dict[str, PageSet]:
    """Return the sets of a language, for views."""
    from education import catalog

    return _kept(language, catalog.stamp())


@cache
def _kept(language: str, stamp: float) -> dict[str, PageSet]:
    from django.conf import settings

    from education import catalog

    return page_sets(settings.CONTENT_DIR, catalog.library(language))[0]
