"""What the tests of handouts share: a few handouts of every kind, and their PDFs opened to be read."""

import ctypes
import re
from contextlib import closing
from functools import cache
from html import unescape

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from education.handouts import engine, press
from education.handouts.document import parts
from education.handouts.handout import Handout

PATIENCE = 600
# Every kind, both papers, both sizes, with and without a clinic. Each takes a second to make, so they are few.
CHOSEN = {
    "a page": ("pages", "self-care", None, "a4", "standard"),
    "a page with drawings, large": ("pages", "recovery", "riverside", "letter", "large"),
    "a page with wide tables": ("pages", "types", None, "letter", "standard"),
    "treatments, large": ("pages", "treatment.medicines", None, "a4", "large"),
    "a choice of pages": ("pages", "overview+self-care+when-to-get-help", "northgate", "a4", "standard"),
    "the help page": ("pages", "when-to-get-help", None, "letter", "standard"),
    "the basics": ("basics", "symptoms", None, "a4", "standard"),
    "the basics of two pages, large": ("basics", "children+types.calciphylaxis", "riverside", "letter", "large"),
    "the diary": ("sheet", "diary", None, "a4", "standard"),
    "the questions": ("sheet", "questions", "northgate", "letter", "large"),
    "the tick sheet": ("sheet", "tick-sheet", None, "a4", "large"),
    "the poster": ("sheet", "poster", "riverside", "letter", "standard"),
    "the teach-back card": ("sheet", "teach-back", None, "a4", "standard"),
}


class Pdf:
    """What a program reads in a PDF. Sizes are in points."""

    def __init__(self, content):
        self.content = content
        self.sizes, self.texts, self.inside, self.pieces = [], [], [], set()
        with closing(pypdfium2.PdfDocument(content)) as file:
            self.title = file.get_metadata_value("Title")
            self.bookmarks = [mark.get_title() for mark in file.get_toc()]
            for sheet in file:
                with closing(sheet), closing(sheet.get_textpage()) as text:
                    width, height = sheet.get_size()
                    self.sizes.append((width, height))
                    self.texts.append(text.get_text_range())
                    self.inside.append(text.get_text_bounded(0, 42, width, height - 42))  # without the margins
                    self.pieces |= {_described(piece) for piece in _texts(sheet)}
        self.text = "\n".join(self.texts)

    def picture(self, resolution):
        """The first sheet as a printer or scanner would see it."""
        with closing(pypdfium2.PdfDocument(self.content)) as file, closing(file[0]) as sheet:
            return sheet.render(scale=resolution / 72, grayscale=True).to_pil()


def _texts(sheet):
    return list(sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=15))


def _described(piece):
    """A stretch of text as (font, size, red, green, blue)."""
    size, name = ctypes.c_float(), ctypes.create_string_buffer(200)
    color = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFTextObj_GetFontSize(piece.raw, size)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(piece.raw), name, 200)
    pdfium.FPDFPageObj_GetFillColor(piece.raw, *color)
    return (name.value.decode(), round(size.value * abs(piece.get_matrix().d), 1), *(part.value for part in color[:3]))


def letters(text):
    """The letters of a text as it is printed: line breaks, spaces and hyphens at the end of a line do not matter."""
    text = re.sub(r'<svg.*?</svg>|<span class="hush">Source </span>', "", text, flags=re.DOTALL)
    plain = re.sub(r"&#?\w+;", lambda entity: unescape(entity[0]), re.sub(r"<[^>]+>", "", text))
    return re.sub(r"[\s\u00a0\u00ad\ufffe\x02•-]+", "", plain)


@cache
def made(name):
    """The PDF of one of the chosen handouts."""
    return Pdf(press.pdf(Handout(*CHOSEN[name]), patience=PATIENCE))


@pytest.fixture(params=CHOSEN)
def name(request):
    """The name of each handout in turn."""
    return request.param


@pytest.fixture
def handout(name):
    """Each chosen handout in turn."""
    return Handout(*CHOSEN[name])


@pytest.fixture
def pdf(name):
    """Its PDF."""
    return made(name)


@pytest.fixture
def html(handout):
    """The HTML from which its PDF was made."""
    html = "".join(part.html() for part in parts(handout))
    # The basics print the address of a link behind it.
    printed = re.sub(r'data-shown="([^"]*)">(.*?)</a>', r">\2 (\1)</a>", html) if handout.kind == "basics" else html
    return re.sub(r"<style>.*?</style>", "", printed, flags=re.DOTALL)


@pytest.fixture
def quick(monkeypatch, empty_shelf):
    """PDFs that take no time, for tests that are not about them."""
    monkeypatch.setattr(engine, "pdf", lambda html: b"%PDF-" + html[:99].encode())
    monkeypatch.setattr(press, "combined", lambda files, title: b"".join(files))


@pytest.fixture
def empty_shelf(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "handouts"
