"""PDFs are read as a patient or a screen reader would read them: tags, words, fonts, sizes, codes and whole cards."""

import io
import re
from html import unescape
from itertools import pairwise

import page as validator
import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from fontTools.ttLib import TTFont

from education.handouts import document, engine, press
from education.handouts.document import parts
from education.handouts.handout import Handout
from tests.handouts.conftest import CHOSEN, PATIENCE, Pdf, letters, made

POINTS = {"standard": 14, "large": 18}
PAPER = {"a4": (595.3, 841.9), "letter": (612, 792)}


def test_a_pdf_is_accessible_as_pdf_ua_asks(pdf):
    report = validator.validate_pdf_bytes(pdf.content, profile=validator.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []


def test_nothing_is_smaller_than_the_print_that_was_asked_for(handout, pdf):
    smallest = 14 if handout.what == "poster" else POINTS[handout.size]
    assert min(size for _, size, *_ in pdf.pieces) >= smallest


def test_all_text_is_black_and_upright_in_the_embedded_legible_font(pdf):
    for font, _, red, green, blue in pdf.pieces:
        assert "Atkinson-Hyperlegible" in font
        assert "Italic" not in font
        assert max(red, green, blue) <= 40


def test_the_sheets_have_the_size_of_the_paper(handout, pdf):
    for size in pdf.sizes:
        assert size == pytest.approx(PAPER[handout.paper], abs=1)


def test_every_word_of_the_handout_is_in_the_pdf(html, pdf):
    body = "".join(re.findall(r"<body.*?</body>", html, re.DOTALL))
    printed = letters("".join(pdf.inside))
    blocks = re.findall(
        r"<(p|li|td|th|h[1-6]|dt|dd|caption|figcaption)\b[^>]*>((?:(?!<(?:p|li|ul|ol)\b).)*?)</\1>", body, re.DOTALL
    )
    assert len(blocks) > 8
    lost = [text for _, text in blocks if letters(text) not in printed and not split_over_sheets(letters(text), pdf)]
    assert lost == []


def split_over_sheets(text, pdf):
    """True when the text starts at the foot of one sheet and ends at the head of the next."""
    sheets = [letters(sheet) for sheet in pdf.inside]
    return any(
        before.endswith(text[:cut]) and after.startswith(text[cut:])
        for before, after in pairwise(sheets)
        for cut in range(1, len(text))
    )


def test_the_words_of_a_page_are_the_words_on_paper(library):
    for page_id, name in (
        ("self-care", "a page"),
        ("types", "a page with wide tables"),
        ("when-to-get-help", "the help page"),
    ):
        page, printed = library.pages[page_id], letters(made(name).text)
        texts = [page.title, page.paper.main_message, page.paper.next_step, *page.paper.summary, *page.paper.unknown]
        texts += [item for source in page.paper.cited for item in (source.source.title, source.source.address or "")]
        texts += [text for term in page.paper.terms for text in (term.term, term.meaning)]
        texts += [change.text for change in page.changes]
        texts += re.findall(
            r"<(?:p|li|h[2-4])\b[^>]*>((?:(?!<(?:p|li|ul)\b).)*?)</(?:p|li|h[2-4])>", page.paper.html, re.DOTALL
        )
        for text in texts:
            plain = letters(text)
            assert plain in printed or split_over_sheets(plain, made(name)), (page_id, text)


def test_no_card_row_or_drawing_is_cut(html, pdf):
    sheets = [letters(sheet) for sheet in pdf.inside]
    wholes = re.findall(r'<section class="(?:care|do|dont|checklist)\b[^>]*>.*?</section>', html, re.DOTALL)
    wholes += re.findall(r"<tr>.*?</tr>|<figure>.*?</figure>", html, re.DOTALL)
    for whole in wholes:
        assert any(letters(whole) in sheet for sheet in sheets), whole


def test_telephone_numbers_stay_in_one_line(pdf, html):
    numbers = re.findall(r'class="number">([^<]+)<', html) + re.findall(r'href="tel:\d+">(\d+)<', html)
    for number in set(numbers):
        assert number in pdf.text


def test_lines_are_short_enough_to_follow(handout, pdf):
    lines = [line for text in pdf.inside for line in text.splitlines()]
    longest = sorted(len(line.strip()) for line in lines if "/" not in line)[-max(1, len(lines) // 20)]
    assert longest <= 72


def test_each_sheet_names_its_number_and_the_version(handout, pdf):
    numbered = re.findall(r"\b[Pp]age (\d+) of (\d+)", pdf.text)
    assert len(numbered) == len(pdf.texts)
    assert numbered[-1][0] == numbered[-1][1]
    printed = {part.handout.version for part in parts(handout)}
    assert all(version in pdf.text for version in printed)


def test_in_a_choice_of_pages_each_sheet_says_of_which_page_it_is_and_how_many_that_has(library):
    feet = re.findall(r"(?:Version \S+\s+)?(.+): page (\d+) of (\d+)", made("a choice of pages").text)
    names = ["Cover", *(library.pages[key].menu for key in ("overview", "self-care", "when-to-get-help"))]
    expected = []
    for name in names:
        [count] = {int(of) for found, _, of in feet if found == name}
        expected += [(name, str(number), str(count)) for number in range(1, count + 1)]
    assert feet == expected


def test_the_title_the_language_and_bookmarks_come_along(handout, pdf, html):
    assert pdf.title == handout.title
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        assert file.Root.Lang == "en"
    headings = [letters(text) for _, text in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", html, re.DOTALL)]
    marks = [letters(mark) for mark in pdf.bookmarks]
    assert marks == headings


def test_dates_and_signature_stand_on_every_page_of_the_site_that_is_printed(handout, pdf):
    if handout.kind == "pages":
        assert "Last changed on" in pdf.text
        assert "Due for review by" in pdf.text
        assert "No clinician has signed this page yet." in pdf.text.replace("\r\n", " ")


def test_handouts_of_pages_name_every_sign_that_needs_help_now_or_today(library):
    for name in ("a page", "a choice of pages"):
        printed = letters("".join(made(name).inside))
        for piece in library.guidance.values():
            if piece.urgency.id in ("emergency", "same_day"):
                assert letters(piece.sign_html) in printed


def test_the_clinics_numbers_stand_on_its_handouts_and_the_emergency_number_of_its_region_alone():
    text = made("a choice of pages").text
    assert "01632 960123" in text
    assert "01632 960456" in text
    assert "999 UK" in text
    assert "911 US and Canada" not in text
    assert "911 US and Canada" in made("a page").text


def test_the_basics_of_every_page_fit_on_one_sheet_with_the_card_of_a_clinic(library):
    """Looked at on the pages with the most to say, whatever editors add later. US Letter has the least room."""

    def words(page):
        return sum(map(len, [page.title, page.fields.main_message, page.fields.next_step, *page.paper.summary]))

    for page in sorted(library.pages.values(), key=words)[-8:]:
        for paper, clinic in (("a4", None), ("letter", "riverside"), ("letter", "northgate")):
            printed = Pdf(press.pdf(Handout("basics", page.id.replace("/", "."), clinic, paper), patience=PATIENCE))
            assert len(printed.texts) == 1, (page.id, paper, clinic)


def test_the_poster_is_one_sheet_even_with_a_clinic():
    assert len(made("the poster").texts) == 1


@pytest.mark.parametrize("resolution", [150, 300])
def test_the_qr_code_is_read_from_paper_and_its_address_answers(name, handout, pdf, client, resolution):
    codes = zxingcpp.read_barcodes(pdf.picture(resolution))
    assert len(codes) == 1
    address = codes[0].text
    if handout.what == "poster":
        assert address == "http://localhost:8000/"
    else:
        assert letters(address.removeprefix("http://")) in letters(pdf.text)
        assert f"/{handout.version}/" in address or len(handout.pages) > 1
    response = client.get(address.removeprefix("http://localhost:8000"))
    assert response.status_code == 200
    assert handout.what == "poster" or "Your paper is current" in response.content.decode()


def test_a_pdf_made_again_is_the_same_file():
    part = next(parts(Handout(*CHOSEN["the teach-back card"])))
    assert engine.pdf(part.html()) == engine.pdf(part.html())
    choice = Handout(*CHOSEN["a choice of pages"])
    assert press.pdf(choice, patience=PATIENCE) == made("a choice of pages").content
    assert press.etag(choice) == press.etag(Handout(*CHOSEN["a choice of pages"]))


def test_a_handout_can_load_nothing_but_its_fonts(caplog):
    engine.pdf(
        '<html lang="en"><title>x</title><img alt="x" src="file:///etc/hostname"><img alt="y" src="http://localhost:1/">'
    )
    assert caplog.text.count("a handout may not load") == 2


def test_the_font_has_every_character_that_stands_on_any_handout(library):
    """The HTML of each page is made; PDFs of all of them would take minutes."""
    known = {ord("\n")}
    for file in (settings.BASE_DIR / engine.FONTS).glob("*-400-*.woff2"):
        known |= set(TTFont(file).getBestCmap())
    for page in library.pages.values():
        html = document.whole(Handout("pages", page.id.replace("/", ".")))
        body = unescape(re.sub(r"<[^>]+>", "", html.partition("<body")[2]))
        assert {letter for letter in body if ord(letter) not in known} == set(), page.id
