"""A clinic's link opens its pages whatever happened to it on the way, and says what is wrong with it."""

import re

import pytest

from education import catalog
from education.sharing import links


@pytest.fixture
def get(client):
    def get(address):
        response = client.get(address)
        assert not response.cookies
        assert response.status_code < 500
        return response

    return get


def main(response):
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()


def test_a_link_shows_the_contact_card_and_the_pages_in_their_order(get):
    text = main(get("/for/riverside/self-care+types.dystrophic/"))
    for piece in (
        "Riverside Skin Clinic (example)",
        'href="tel:+12125550142"',
        "Monday to Friday",
        "100 Example Street",
    ):
        assert piece in text
    assert text.index('href="/self-care/"') < text.index('href="/types/dystrophic/"')
    assert "Leave the lumps alone" in text


def test_a_link_leads_to_the_questions_with_the_clinic_so_that_its_numbers_stand_there_too(get):
    assert 'href="/check/?clinic=riverside"' in main(get("/for/riverside/overview/"))
    assert 'href="/check/"' in main(get("/for/any/overview/"))


@pytest.mark.parametrize("address", ["/for/any/overview/", "/for/riverside/", "/for/any/gone/", "/for/nope/overview/"])
def test_when_to_get_help_is_on_every_link(get, address):
    assert '<li class="card strong"><h3><a href="/when-to-get-help/">' in main(get(address))


def test_a_link_survives_what_mail_programs_and_typing_do_to_it(get):
    expected = main(get("/for/riverside/overview+self-care/"))
    for typed in ("overview%2Bself-care", "overview%20self-care", "Overview+Self-Care", "overview++self-care+overview"):
        assert main(get(f"/for/riverside/{typed}/")) == expected
    assert main(get("/for/Riverside/overview+self-care/")) == expected


def test_a_page_that_moved_is_followed(get, library, monkeypatch):
    monkeypatch.setitem(library.moved, "old-home/care", library.pages["self-care"])
    response = get("/for/riverside/old-home.care+overview/")
    assert response.status_code == 200
    assert 'href="/self-care/"' in main(response)
    assert "Not here any more" not in main(response)
    assert "/for/riverside/self-care+overview/" in response.content.decode()


def test_a_page_that_is_gone_is_named_and_the_rest_is_shown(get):
    response = get("/for/riverside/overview+old-page/")
    assert response.status_code == 200
    assert "Not here any more: “old-page”" in main(response)
    assert 'href="/overview/"' in main(response)


def test_a_link_of_which_nothing_is_left_still_helps(get):
    response = get("/for/riverside/old-page/")
    assert response.status_code == 404
    assert "Riverside Skin Clinic" in main(response)
    assert 'href="/when-to-get-help/"' in main(response)


def test_nobody_can_write_a_number_or_a_sentence_into_a_clinics_page(get):
    for words in (
        "call-555-0199",
        "call+18005550199+every+day+please",
        "the-clinic-has-moved-to-another-street-so-go-there",
        "%3Cb%3Ehi",
    ):
        text = main(get(f"/for/riverside/overview+{words}/"))
        assert "0199" not in text
        assert "moved-to" not in text
        assert "<b>hi" not in text
        assert "please" not in text
        assert "names no page of this guide" in text


def test_an_unknown_clinic_is_said_and_the_pages_are_shown(get):
    response = get("/for/riversyde/overview/")
    assert response.status_code == 404
    assert "We do not know the clinic" in main(response)
    assert 'href="/overview/"' in main(response)
    assert "riversyde" not in main(response)


@pytest.mark.parametrize(
    "rest",
    [
        "riverside/" + "+".join(f"page-{number}" for number in range(300)),
        "any/" + "+".join(["overview"] * 200),
        "any/" + "x" * 1500,
        "any/..%2f..%2fetc%2fpasswd",
        "..%2f..%2fsettings.py/overview",
        "any/%F0%9F%92%A5+%E2%80%AE+%3Cscript%3E",
        "any/overview'%22%3E%3Csvg%20onload=1%3E",
        "any/+",
        "%20/%20",
        "any/overview/more/and/more",
        "guide/overview",
        "any/con.nul.aux",
    ],
)
def test_tampered_addresses_get_a_page_that_helps(get, rest):
    for address in (f"/for/{rest}/", f"/for/{rest}/qr.svg", f"/for/{rest}/qr.png"):
        response = get(address)
        assert response.status_code in (200, 404)
        if response["Content-Type"].startswith("text/html"):
            assert 'href="/when-to-get-help/"' in response.content.decode()
            assert "<script>" not in response.content.decode()
            assert "<svg onload" not in response.content.decode()


def test_too_many_pages_are_refused_with_the_first_of_them(get, library):
    everything = "+".join(links.code(page) for page in library.pages.values())
    response = get(f"/for/any/{everything}/")
    assert response.status_code == 404
    assert f"Here are the first {links.MOST_CHOSEN}." in main(response)


def test_a_code_is_drawn_only_for_a_link_that_leads_somewhere(get):
    assert get("/for/riverside/overview/qr.svg").status_code == 200
    for address in ("/for/riverside/old-page/qr.svg", "/for/nope/overview/qr.png", "/for/any/overview/qr.gif"):
        assert get(address).status_code == 404


def test_search_engines_list_no_link_and_a_preview_says_what_the_deployer_wants(get, settings):
    plain = get("/for/riverside/overview/")
    assert plain["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in plain.content.decode()
    assert "Riverside" in re.search('og:title" content="([^"]+)"', plain.content.decode()).group(1)
    settings.NEUTRAL_PREVIEWS = True
    head = get("/for/riverside/types.calciphylaxis/").content.decode().split("</head>")[0]
    head = re.sub(r"<link[^>]+>|http\S+", "", head)
    assert "Health information from your clinic" in head
    assert not re.search("calci|riverside", head, re.IGNORECASE)


def test_a_logo_is_sent_for_a_clinic_that_has_one_and_no_other_file_ever(get):
    logo = get("/for/riverside/logo")
    assert logo["Content-Type"] == "image/svg+xml"
    assert b"<svg" in logo.content
    assert get("/for/northgate/logo").status_code == 404
    assert get("/for/..%2f..%2fclinics.toml/logo").status_code == 404


def test_every_page_has_a_name_in_an_address_that_leads_back_to_it(library):
    for page in library.pages.values():
        found = links.choice(library, links.codes_of(links.code(page)))
        assert page in found.all
        assert links.SAYABLE.fullmatch(links.code(page))


def test_the_contact_card_of_each_shipped_clinic_is_marked_as_an_example():
    from education.sharing.clinics import all_clinics

    assert len(all_clinics()) == 2
    for clinic in all_clinics().values():
        assert "(example)" in clinic.name
        assert catalog.library().regions
        assert re.fullmatch(r"\+1 \d{3} 555 01\d\d|01632 960\d{3}", clinic.telephone)
        assert re.fullmatch(r"\+1 \d{3} 555 01\d\d|01632 960\d{3}", clinic.out_of_hours.telephone)
