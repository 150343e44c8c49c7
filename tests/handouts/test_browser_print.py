"""Pages printed from the browser, with background graphics off as browsers have it: nothing is lost, nothing is cut."""

import re
from itertools import pairwise

import pytest

from tests.handouts.conftest import Pdf, letters

ADDRESSES = [
    "/self-care/",
    "/types/",
    "/treatment/medicines/",
    "/before-your-visit/",
    "/recovery/",
    "/when-to-get-help/",
]
CARDS = r'<section class="(?:care|do|dont|checklist)\b[^>]*>.*?</section>'
ROWS = r"<tr>.*?</tr>"
LEAVES = r"<(p|li|h[2-6]|td|th|dt|dd)\b[^>]*>((?:(?!<(?:p|li|ul|ol)\b).)*?)</\1>"
ADDRESS_BEHIND = r"\((?:/|https?://)[^()]*\)"  # what paper adds behind a link
FOR_EARS = r'<span class="hush">.*?</span>'  # told to screen readers only, and marks that stand before some lines
MARKS = r"[✓✗●▲◆○▪–:]|Source(?=\[)"


def told(text):
    """The letters of a text without what is only heard and without the marks before lines."""
    return re.sub(MARKS, "", re.sub(ADDRESS_BEHIND, "", letters(re.sub(FOR_EARS, "", text))))


def leaves(html):
    """The smallest pieces of text: list items, paragraphs, headings, cells."""
    return [told(text) for _, text in re.findall(LEAVES, html, re.DOTALL)]


@pytest.fixture(scope="module")
def printed(browser, site):
    """A function that gives the PDF that Chromium prints of an address, each made once."""
    made = {}

    def run(address):
        if address not in made:
            context = browser.new_context(base_url=site.url)
            window = context.new_page()
            window.goto(address)
            made[address] = Pdf(window.pdf(format="A4", print_background=False, prefer_css_page_size=True))
            context.close()
        return made[address]

    return run


@pytest.fixture(params=ADDRESSES)
def address(request):
    return request.param


@pytest.fixture
def page(address, library):
    return library.pages[address.strip("/")]


def test_every_word_of_the_page_is_printed(page, address, printed):
    pdf = printed(address)
    text = told(pdf.text)
    texts = [page.title, *page.paper.summary, *page.paper.unknown]
    texts += [part for term in page.paper.terms for part in (term.term, term.meaning)]
    texts += [cited.source.title for cited in page.paper.cited]
    texts += [change.text for change in page.changes]
    wanted = [*map(told, texts), *leaves(page.paper.html)]
    assert [part for part in wanted if not is_printed(part, text, pdf)] == []


def is_printed(plain, text, pdf):
    """True when the words are there, though a sheet may end between them."""
    if plain in text:
        return True
    sheets = [told(sheet) for sheet in pdf.texts]
    return any(
        plain[:cut] in before[-400:] and plain[cut:] in after[:400]
        for before, after in pairwise(sheets)
        for cut in range(1, len(plain))
    )


def test_all_text_is_dark_without_any_background(address, printed):
    """On white paper: a contrast of at least 7 to 1, urgency in words as well."""
    for _, _, red, green, blue in printed(address).pieces:
        assert contrast_with_white(red, green, blue) >= 7


def test_urgency_is_told_in_words(page, address, printed, library):
    for urgency in library.urgencies.values():
        if f'class="care care-{urgency.id}"' in page.paper.html:
            assert told(urgency.name + urgency.heading) in told(printed(address).text)


def contrast_with_white(*color):
    parts = [part / 255 for part in color]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_no_menu_search_or_button_is_printed(address, printed):
    text = printed(address).text
    for unwanted in ("Menu", "Search", "Skip to the main text", "On this page", "Print or save this page"):
        assert unwanted not in text


def test_the_addresses_of_links_are_printed(page, address, printed):
    text = letters(printed(address).text)
    linked = re.findall(r'<a href="(/[^"]*|https?:[^"]*)"', page.paper.html + page.paper.next_step)
    assert linked
    assert [target for target in linked if letters(target) not in text] == []


def test_no_card_or_row_is_cut(page, address, printed):
    sheets = [told(sheet) for sheet in printed(address).texts]
    whole = [leaves(text) for pattern in (CARDS, ROWS) for text in re.findall(pattern, page.paper.html, re.DOTALL)]
    assert [texts for texts in whole if not any(all(text in sheet for text in texts) for sheet in sheets)] == []


def test_sources_dates_and_the_address_of_the_page_are_printed(page, address, printed, settings):
    text = letters(printed(address).text)
    for cited in page.paper.cited:
        assert letters(cited.source.address or "") in text
    assert letters(f"Version {page.version}") in text
    assert letters(f"{settings.SITE_URL}{address}") in text
    assert letters("Last changed on") in text
    assert letters("Due for review by") in text


def test_print_is_large_enough_to_read(address, printed):
    assert min(size for _, size, *_ in printed(address).pieces) >= 10
