"""Tells printed words from today's: a version is the date of the newest change and a short hash of all the words."""

import hashlib
import re
from datetime import date

from education.library.pages import Page

TAGS = re.compile(r"<[^>]+>")
VERSION = re.compile(r"(\d{4})(\d\d)(\d\d)-[0-9a-f]{6}")


def of_pages(pages: list[Page]) -> str:
    """Return the version of these pages, in whatever order they are printed."""
    return of_words(max(changed(page) for page in pages), sorted(words(page) for page in pages))


def of_words(newest: date, texts: list[str]) -> str:
    """Return the version of these words."""
    return f"{newest:%Y%m%d}-{hashlib.sha256(''.join(texts).encode()).hexdigest()[:6]}"


def changed(page: Page) -> date:
    """Return when the page, or a treatment on it, was last changed."""
    shown = [item.last_changed for item in page.library.treatments.values() if item.page is page]
    return max([page.last_changed, *shown])


def words(page: Page) -> str:
    """Return all words that stand on a page: its own, and those of the guidance, treatments and drawings it shows."""
    body = page.paper
    pieces = [page.title, body.main_message, body.next_step, *body.summary, body.html, *body.unknown]
    return " ".join(TAGS.sub(" ", " ".join(pieces)).split())


def printed_on(version: str) -> date | None:
    """Return the date in a version, or None if it can't be one of ours."""
    match = VERSION.fullmatch(version)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
