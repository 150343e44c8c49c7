"""Turns finished HTML into an accessible PDF: one at a time, and only as many waiting as the server can bear."""

import ctypes
import sys
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings

FONT = "Atkinson Hyperlegible Next"
FONTS = Path("static") / "fonts"
MOST_AT_ONCE = 2  # one being made and one waiting; the server has 4 threads, and pages need the others
RETRY_AFTER = 5
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
)

_places = threading.BoundedSemaphore(MOST_AT_ONCE)
# Two threads that share a font configuration corrupt memory (GLib), and threads would not be faster anyway.
_one_at_a_time = threading.Lock()


class Unavailable(Exception):
    """PDFs can't be made on this machine; the message says what is missing."""


class Busy(Exception):
    """As many handouts as the server can bear are being made already."""


def lacking_libraries() -> list[str]:
    """Return which libraries of the system are missing, without importing WeasyPrint: that would take a second."""
    if not sys.platform.startswith("linux"):
        return []
    found = []
    for library in LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(library)
    return found


def lacking_letters(text: str) -> str:
    """Return the letters of a text that the font of handouts has not; PDFs take them from a font of the machine."""
    from fontTools.ttLib import TTFont

    files = (settings.BASE_DIR / FONTS).glob("*-400-*.woff2")
    known = {letter for file in files for letter in TTFont(file).getBestCmap()}
    return "".join(sorted({letter for letter in text if letter.isalpha() and ord(letter) not in known}))


@contextmanager
def a_place():
    """Hold one of the few places for making handouts, or raise Busy at once."""
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _places.release()


def pdf(html: str) -> bytes:
    """Return the document as PDF/UA-1. The same document always gives the same bytes."""
    with _one_at_a_time:
        weasyprint, fonts, styles = _weasyprint()
        document = weasyprint.HTML(string=html, url_fetcher=_fetcher())
        return document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def _weasyprint():
    """Return WeasyPrint, one font configuration and one stylesheet with the fonts, for every document alike."""
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as error:
        # Without pango the import dies with OSError.
        raise Unavailable(str(error).splitlines()[0]) from error
    fonts = FontConfiguration()
    faces = weasyprint.CSS(string=_font_faces(), font_config=fonts, url_fetcher=_fetcher())
    return weasyprint, fonts, [faces]


def _font_faces() -> str:
    folder = (settings.BASE_DIR / FONTS).as_uri()
    return "\n".join(
        f'@font-face {{ font-family: "{FONT}"; font-weight: {weight}; unicode-range: {characters};'
        f' src: url("{folder}/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2") format("woff2"); }}'
        for weight in (400, 700)
        for part, characters in (
            ("latin", "U+0000-00FF, U+0131, U+0152-0153, U+2000-206F, U+20AC, U+2122, U+2212"),
            ("latin-ext", "U+0100-02FF"),
        )
    )


def _fetcher():
    """Return what gives the fonts and nothing else: a document brings its own pictures and asks no other host."""
    from weasyprint.urls import URLFetcher

    class FontsOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith(((settings.BASE_DIR / FONTS).as_uri() + "/", "data:")):
                return super().fetch(url, headers)
            raise ValueError(f"a handout may not load {url}")

    return FontsOnly()
