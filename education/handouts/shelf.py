"""Keeps finished parts of handouts as files named by their content, and never more of them than a set room holds."""

import hashlib
import os
import tempfile
import time
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from education import catalog
from education.handouts.document import Part
from education.handouts.engine import FONTS

MOST_BYTES = 256 * 1024 * 1024
A_DAY = 24 * 60 * 60


def name(part: Part) -> str:
    """Return the name under which a part is kept: a hash of all that goes into it."""
    return _name(part, catalog.stamp(), date.today()) if part.is_kept else _hash(part.html())


@lru_cache(maxsize=2048)
def _name(part: Part, stamp: float, today: date) -> str:
    # A page past its review date says so, hence the date.
    return _hash(part.html())


def _hash(html: str) -> str:
    return hashlib.blake2b((_tools() + html).encode(), digest_size=16).hexdigest()


@cache
def _tools() -> str:
    fonts = sorted((settings.BASE_DIR / FONTS).glob("*.woff2"))
    drawn = "".join(hashlib.sha256(font.read_bytes()).hexdigest() for font in fonts)
    return version("weasyprint") + drawn


def take(key: str) -> bytes | None:
    """Return what is kept under this name."""
    file = _folder() / f"{key}.pdf"
    try:
        kept = file.read_bytes()
        if file.stat().st_mtime < time.time() - A_DAY:
            os.utime(file)  # used: among the last to go
    except OSError:
        return None
    return kept


def put(key: str, content: bytes) -> None:
    """Keep this. A full disk is no reason to refuse a reader, so nothing is raised."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder, len(content))
        handle, aside = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(folder / f"{key}.pdf")  # whole or not at all
    except OSError:
        return


def _make_room(folder: Path, needed: int) -> None:
    """Drop what was used longest ago until there is room: what became of old words goes by itself."""
    files = [(entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder)]
    used = sum(size for _, size, _ in files) + needed
    for _, size, path in sorted(files):
        if used <= MOST_BYTES:
            return
        Path(path).unlink(missing_ok=True)
        used -= size


def _folder() -> Path:
    return settings.VAR_DIR / "handouts"
