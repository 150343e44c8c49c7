"""Staff choose public things only, and get an address, a code, texts and handouts that fit the choice."""

import datetime
import io
import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from education.sharing import links

SET = "/for/?set=newly-diagnosed&clinic=riverside&paper=letter&size=large"


@pytest.fixture
def get(client):
    def get(address, **headers):
        response = client.get(address, headers=headers)
        assert not response.cookies
        return response

    return get


def outcome(response):
    return re.search(r'<section id="outcome".*?</section>', response.content.decode(), re.DOTALL).group()


def field(response, name):
    found = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', response.content.decode(), re.DOTALL)
    return unescape(found.group(1))


def test_before_anything_is_chosen_the_safety_page_is_ready_to_give(get):
    assert field(get("/for/"), "short") == "http://localhost:8000/for/any/when-to-get-help/"


def test_a_ready_made_set_and_the_same_pages_ticked_one_by_one_lead_to_the_same_outcome(get):
    from_set = outcome(get("/for/?set=for-parents&clinic=northgate"))
    from_ticks = outcome(get("/for/?page=children&page=before-your-visit&clinic=northgate"))
    assert from_set == from_ticks


def test_the_form_and_htmx_are_answered_with_the_same_words(get):
    plain = get(SET)
    swapped = get(SET, **{"HX-Request": "true", "HX-Target": "outcome"})
    assert plain.content == swapped.content


def test_a_page_is_moved_up_and_stays_there_when_something_else_is_ticked(get):
    first = get("/for/?page=overview&page=types&page=self-care&clinic=northgate&size=large")
    up = unescape(
        re.search(r'href="([^"]+)#outcome"[^>]*>Move up<span class="hush"> Self-care', outcome(first)).group(1)
    )
    moved = get(up)
    assert field(moved, "short").endswith("/for/northgate/overview+self-care+types/")
    assert "/a4-large.pdf" in outcome(moved)
    order = re.search(r'name="order" value="([^"]+)"', outcome(moved)).group(1).replace("+", "%2B")
    ticked = get(f"/for/?page=overview&page=types&page=symptoms&page=self-care&clinic=northgate&order={order}")
    assert field(ticked, "short").endswith("/for/northgate/overview+self-care+types+symptoms/")


def test_the_form_shows_what_was_chosen(get):
    text = get(SET).content.decode()
    ticked = set(re.findall(r'name="page" value="([^"]+)" checked', text))
    assert ticked == {"overview", "treatment", "self-care", "questions-to-ask"}
    assert '<option value="riverside" selected>' in text
    assert 'value="letter" checked' in text
    assert 'value="large" checked' in text


def test_the_paper_is_the_usual_one_where_the_clinic_is(get):
    assert "/letter-standard.pdf" in outcome(get("/for/?clinic=riverside"))
    assert "/a4-standard.pdf" in outcome(get("/for/?clinic=northgate"))


def test_when_to_get_help_is_part_of_every_outcome_and_no_box_can_take_it_away(get):
    for address in ("/for/", "/for/?page=overview", SET, "/for/?page=when-to-get-help&page=overview"):
        response = get(address)
        text = outcome(response)
        assert 'href="/when-to-get-help/"' in text
        assert re.search(r"/handouts/pages/[^/]*\bwhen-to-get-help/", text)
        assert "When to get help" in field(response, "record")
        assert 'name="page" value="when-to-get-help"' not in response.content.decode()


def test_the_handouts_are_those_of_the_chosen_pages_clinic_paper_and_print(get):
    base = "/handouts/pages/overview+treatment+self-care+questions-to-ask+when-to-get-help/riverside/letter-large"
    text = outcome(get(SET))
    assert f'href="{base}.pdf"' in text
    assert f'href="{base}.html"' in text
    for sheet in links.SHEETS:
        assert f'href="/handouts/sheet/{sheet}/riverside/letter-large.pdf"' in text


def test_every_handout_that_is_offered_is_there(get):
    for address in re.findall(r'href="(/handouts/[^"]+)"', outcome(get("/for/?page=support&clinic=northgate"))):
        assert get(address).status_code == 200, address


def test_the_line_for_the_record_names_each_page_with_its_version_and_the_day(get, library):
    line = field(get("/for/?set=open-sore&clinic=riverside"), "record")
    for page_id in ("self-care", "symptoms", "when-to-get-help"):
        page = library.pages[page_id]
        assert f"“{page.title}” (version {page.version}, changed {page.last_changed})" in line
    assert line.endswith(f"on {datetime.datetime.now(datetime.UTC).date()}.")


def test_the_text_message_names_no_illness_and_has_the_clinics_number(get):
    text = field(get(SET), "sms")
    assert "+1 212 555 0142" in text
    assert "call 911" in text
    assert "calcium" not in text.lower().replace("calcium lumps", "")
    assert "http://localhost:8000/for/riverside/overview+treatment+self-care+questions-to-ask/" in text


def test_the_mail_link_opens_the_text_that_is_shown_to_nobody_yet(get):
    response = get(SET)
    address = unescape(re.search(r'href="(mailto:[^"]+)"', outcome(response)).group(1))
    parts = urlsplit(address)
    assert parts.path == ""
    body = parse_qs(parts.query.replace("+", "%2B"))["body"][0].replace("\r\n", "\n")
    assert body.strip() == field(response, "mail").strip()
    assert "911" in unquote(parts.query)


@pytest.mark.parametrize("address", ["/for/", SET, "/for/?set=on-dialysis&clinic=northgate"])
def test_the_qr_codes_are_read_back_and_lead_to_a_page(get, address):
    response = get(address)
    expected = field(response, "short")
    drawing, picture = re.findall(r'href="(/for/[^"]+/qr\.(?:svg|png))"', outcome(response))
    assert read_png(get(picture).content) == expected
    svg = get(drawing)
    assert svg["Content-Type"] == "image/svg+xml"
    assert read_svg(svg.content.decode()) == expected
    assert f"<title>QR code that opens {expected}</title>" in svg.content.decode()
    assert get(urlsplit(expected).path).status_code == 200


def read_png(data):
    return zxingcpp.read_barcode(Image.open(io.BytesIO(data))).text


def read_svg(text):
    """Draw the dark runs of the SVG's one path with its quiet zone, and read that."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', text).group(1))
    picture = Image.new("L", (size, size), 255)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r'stroke="#000" d="([^"]+)"', text).group(1)):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for step in range(int(values[0])):
                picture.putpixel((int(x) + step, int(y)), 0)
            x += values[0]
    assert min(picture.getbbox()) == 0
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert min(dark[0], dark[1], size - dark[2], size - dark[3]) == 4, "the quiet zone"
    return zxingcpp.read_barcode(picture.resize((size * 8, size * 8), Image.Resampling.NEAREST)).text


def test_there_is_no_field_to_write_in(get):
    form = re.search(r'<form id="choices" action="/for/.*?</form>', get("/for/").content.decode(), re.DOTALL).group()
    kinds = re.findall(r'<input type="(\w+)"', form)
    assert len(kinds) == form.count("<input")
    assert set(kinds) == {"radio", "checkbox"}
    assert "<textarea" not in form


@pytest.mark.parametrize(
    "query",
    [
        "clinic=nowhere",
        "clinic=../../etc/passwd&paper=a0&size=huge&set=none",
        "page=%3Cscript%3Ealert(1)%3C/script%3E&clinic=%22%3E%3Cscript%3E",
        "page=" + "&page=".join(["overview"] * 150),
        "page=../../../etc/passwd&page=%00&page=%E2%80%AE",
        "clinic=&paper=&size=&page=",
    ],
)
def test_odd_choices_are_answered_with_the_usual_ones_and_never_repeated(get, query):
    response = get(f"/for/?{query}")
    text = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in text
    assert "passwd" not in text
    assert field(response, "short").startswith("http://localhost:8000/for/any/")


def test_an_unknown_clinic_is_said_and_not_guessed(get):
    assert "That clinic is not in our list" in get("/for/?clinic=riversyde").content.decode()


def test_more_pages_than_a_link_holds_are_said_and_the_first_are_taken(get, library):
    query = "&".join(f"page={links.code(page)}" for page in library.pages.values())
    response = get(f"/for/?{query}")
    assert f"At most {links.MOST_CHOSEN} pages" in response.content.decode()
    assert field(response, "short").count("+") == links.MOST_CHOSEN - 1


def test_only_reading_is_allowed(client):
    for address in ("/for/", "/for/guide/", "/for/any/overview/", "/for/any/overview/qr.svg"):
        assert client.post(address, {"page": "overview"}).status_code == 405


def test_the_guide_is_there_and_its_links_lead_somewhere(get):
    text = get("/for/guide/").content.decode()
    for target in set(
        re.findall(r'href="(/(?!static|check|handouts)[^"#]*)"', re.search("<main.*</main>", text, re.S).group())
    ):
        assert get(target).status_code == 200, target


def test_staff_see_how_much_paper_a_choice_takes_as_soon_as_its_parts_were_made(get, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert "sheets of paper" not in get("/for/?page=pregnancy").content.decode()
    made = [get(f"/handouts/{kind}/pregnancy+when-to-get-help/a4-standard.pdf").content for kind in ("pages", "basics")]
    counts = [len(pypdfium2.PdfDocument(pdf)) for pdf in made]
    words = "about {} sheets of paper, in short about {}, printed on one side".format(*counts)
    assert words in get("/for/?page=pregnancy").content.decode()
