"""Keeps finished parts of handouts as files named by their content, and never more of them than a set room holds."""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from education import catalog
from education.handouts.document import Part
from education.handouts.engine import FONTS

MEGABYTE = 1024 * 1024
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


@dataclass(frozen=True)
class Shelf:
    """A folder of PDFs that never holds more than so many bytes."""

    folder: str
    most_bytes: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return settings.VAR_DIR / "handouts" / self.folder

    def take(self, key: str) -> bytes | None:
        """Return what is kept under this name."""
        file = self.path / f"{key}.pdf"
        try:
            kept = file.read_bytes()
            if file.stat().st_mtime < time.time() - A_DAY:
                os.utime(file)  # used: among the last to go
        except OSError:
            return None
        return kept

    def put(self, key: str, content: bytes) -> None:
        """Keep this. A full disk is no reason to refuse a reader, so nothing is raised."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._make_room(len(content))
            handle, aside = tempfile.mkstemp(dir=self.path, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(aside).replace(self.path / f"{key}.pdf")  # whole or not at all
        except OSError:
            return

    def _make_room(self, needed: int) -> None:
        """Drop what was used longest ago until there is room: what became of old words goes by itself."""
        files = [(entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(self.path)]
        used = sum(size for _, size, _ in files) + needed
        for _, size, path in sorted(files):
            if used <= self.most_bytes:
                return
            Path(path).unlink(missing_ok=True)
            used -= size


# Choices are without number, so they have a room of their own and can't push out what every handout is made of.
PARTS = Shelf("parts", 256 * MEGABYTE)
WHOLE = Shelf("whole", 256 * MEGABYTE)
