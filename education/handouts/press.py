"""Makes the PDF of a handout from its parts: those that are kept are joined at once, others are made first."""

import hashlib
import io
import time

from pikepdf import Pdf

from education.handouts import engine, shelf
from education.handouts.combine import combined
from education.handouts.document import Part, parts
from education.handouts.handout import Handout

SECONDS = 20  # after so long no further part is begun: those that are made are kept, so the next request goes on


def pdf(handout: Handout, patience: float = SECONDS) -> bytes:
    """Return the handout as one PDF/UA-1 file."""
    name = etag(handout)
    if kept := shelf.WHOLE.take(name):
        return kept
    end = time.monotonic() + patience
    files = []
    for part in parts(handout):
        if time.monotonic() > end:
            raise engine.Busy
        files.append(file_of(part))
    made = combined(files, handout.title)
    if len(files) > 1:  # a single part is kept as such
        shelf.WHOLE.put(name, made)
    return made


def etag(handout: Handout) -> str:
    """Return a name for exactly this PDF, without making it."""
    names = [handout.title, *(shelf.name(part) for part in parts(handout))]
    return hashlib.blake2b("\0".join(names).encode(), digest_size=9).hexdigest()


def sheets(handout: Handout) -> int | None:
    """Return about how many sheets it takes, printed on one side; None while a part of it was never made."""
    found = 0
    for part in parts(handout):
        kept = part.is_kept and shelf.PARTS.take(shelf.name(part))
        if kept is None:
            return None
        found += len(Pdf.open(io.BytesIO(kept)).pages) if kept else 1  # a cover is nearly always one
    return found


def file_of(part: Part) -> bytes:
    """Return the part as PDF/UA-1, as it is kept or newly laid out."""
    if not part.is_kept:
        with engine.a_place():
            return engine.pdf(part.html())
    key = shelf.name(part)
    kept = shelf.PARTS.take(key)
    if kept is None:
        with engine.a_place():
            kept = shelf.PARTS.take(key) or engine.pdf(part.html())
        shelf.PARTS.put(key, kept)
    return kept
