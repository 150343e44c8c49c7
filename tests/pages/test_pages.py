"""Every page carries what a reader needs to trust it and to act on it."""

import re

import pytest

from education import catalog, checks


@pytest.fixture(scope="module")
def texts(library, django_test_client):
    return {page.id: django_test_client.get(page.address).content.decode() for page in library.pages.values()}


@pytest.fixture(scope="module")
def django_test_client():
    from django.test import Client

    return Client()


def test_the_content_that_ships_has_no_problem():
    assert [str(problem) for problem in checks.content_problems()] == []


def test_every_page_sets_off_its_main_message_and_says_what_to_do_next(library, texts):
    for page in library.pages.values():
        text = texts[page.id]
        assert page.screen.main_message in text
        assert page.screen.next_step in text
        assert text.index(page.screen.main_message) < text.index("</h1>") + 3000


def test_every_page_says_that_no_clinician_has_signed_it_until_one_has(library, texts):
    for page in library.pages.values():
        assert page.signed or "No clinician has signed this page" in texts[page.id], page.id


def test_every_page_ends_with_what_is_not_known_and_its_dates(library, texts):
    for page in library.pages.values():
        if page.id == "home":
            continue
        for known_unknown in page.screen.unknown:
            assert known_unknown in texts[page.id]
        assert page.last_changed.strftime("%Y") in texts[page.id]


def test_a_reference_leads_to_its_source_and_the_source_leads_back(library, texts):
    for page in library.pages.values():
        if page.id == "home":
            continue
        for cited in page.screen.cited:
            assert f'id="source-{cited.number}"' in texts[page.id]
            for back in cited.backs:
                assert f'id="{back}"' in texts[page.id], (page.id, back)
                assert f'href="#{back}"' in texts[page.id], (page.id, back)


def test_no_id_stands_twice_on_a_page(texts):
    for page_id, text in texts.items():
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), (page_id, {name for name in ids if ids.count(name) > 1})


def test_every_link_inside_a_page_has_its_target(texts):
    for page_id, text in texts.items():
        ids = set(re.findall(r'\sid="([^"]+)"', text))
        for target in re.findall(r'href="#([^"]+)"', text):
            assert target in ids, (page_id, target)


def test_a_term_explains_itself_once_on_a_page_and_again_in_the_list_for_paper(library, texts):
    page = library.pages["types"]
    assert page.terms
    for term in page.terms:
        assert texts["types"].count(f'id="term-{term.id}"') == 1
        assert texts["types"].count(term.meaning) >= 2


def test_the_list_of_sources_says_how_much_of_each_was_read(library, texts):
    words = {
        "abstract": "We read its summary.",
        "extract": "We read a part of it.",
        "page": "We read all of what we cite.",
    }
    for seen, told in words.items():
        assert texts["sources"].count(told) == sum(source.seen == seen for source in library.sources.values())
        assert told not in texts["overview"]


def test_a_title_that_asks_is_followed_by_no_full_stop(texts):
    found = [page_id for page_id, text in texts.items() if re.search(r"[?!](</a>)?\.\s", text)]
    assert "Should calcium supplementation be abandoned" in texts["sources"]
    assert found == []


def test_no_page_links_a_copy_of_a_source(texts):
    copies = "medilib docslib ouci aminer mendeley scribd researcher.life ichgcp trialx booksci netlify rit.org vukou"
    for page_id, text in texts.items():
        for copy in copies.split():
            assert copy not in text, (page_id, copy)


def test_no_page_gives_a_number_that_was_not_verified(texts):
    for text in texts.values():
        assert "0311 2756" not in text
        assert "0169 0936" not in text


def test_an_old_address_leads_to_the_page(client, library, monkeypatch):
    monkeypatch.setitem(library.moved, "what-it-is", library.pages["overview"])
    response = client.get("/what-it-is/")
    assert response.status_code == 301
    assert response["Location"] == "/overview/"


def test_an_address_that_leads_nowhere_offers_pages_with_like_words(client):
    response = client.get("/diltiazem-cream/")
    text = response.content.decode()
    assert response.status_code == 404
    assert "/treatment/medicines/" in text
    assert "/when-to-get-help/" in text


def test_a_mistake_of_ours_gets_a_page_that_helps_whatever_broke(client, monkeypatch):
    monkeypatch.setattr(catalog, "library", None)
    client.raise_request_exception = False
    broken = client.get("/types/")
    text = broken.content.decode()
    assert broken.status_code == 500
    assert "<title>Something went wrong on our side</title>" in text
    assert "Do not wait for this site." in text
    assert 'href="/when-to-get-help/"' in text


def test_a_request_that_can_not_be_read_gets_a_page_that_helps(client):
    unread = client.get("/types/", headers={"host": "evil.example"})
    text = unread.content.decode()
    assert unread.status_code == 400
    assert "<title>We could not read that request · " in text
    assert 'href="/when-to-get-help/"' in text


def test_a_region_that_a_deployer_picks_is_the_only_one_named(settings):
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    settings.REGION = "uk"
    assert [region["emergency"] for region in catalog.regions()] == ["999"]
    assert "911" not in render_to_string("components/footer.html", request=RequestFactory().get("/"))


@pytest.mark.parametrize(("region", "shown"), [("us-canada", False), ("uk", True), ("", True)])
def test_a_region_without_an_advice_line_gets_no_list_of_advice_lines(settings, client, region, shown):
    settings.REGION = region
    text = client.get("/check/sheet/").content.decode()
    assert ("NHS 111" in text) == shown
    assert not re.search(r"<ul[^>]*>\s*</ul>", text)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("help+site@clinic.example", '<a href="mailto:help%2Bsite@clinic.example">help+site@clinic.example</a>'),
        ("https://example.org/report", '<a href="https://example.org/report">https://example.org/report</a>'),
        ("", "This site has no address of its own for mistakes."),
    ],
)
def test_a_reader_is_told_where_to_report_a_mistake_or_that_there_is_no_address(library, settings, address, shown):
    settings.REPORT_ADDRESS = address
    page = library.pages["about/report-a-mistake"]
    assert shown in library.render(page, "screen").html
    assert "The clinic or group that gave you the link" in library.render(page, "screen").html
    assert address in library.render(page, "paper").html
    assert "mailto:" not in library.render(page, "paper").html


@pytest.mark.parametrize(
    "address", ["call us", "help@clinic", "http://example.org/", "javascript://example.org/", "https://"]
)
def test_an_address_for_mistakes_that_can_not_be_right_stops_the_site_with_a_clear_message(settings, address):
    settings.REPORT_ADDRESS = address
    (found,) = checks.report_address_is_right(None)
    assert found.is_serious()
    assert found.msg == f"REPORT_ADDRESS must be an e-mail address or begin with https://, and is “{address}”."


def test_every_treatment_has_its_six_parts_and_its_certainty_in_words(library, texts):
    for treatment in library.treatments.values():
        text = texts[treatment.page.id]
        assert f'id="{treatment.id}"' in text
        assert treatment.certainty.label in text
        assert [title for title, _ in treatment.parts][-1] == "How sure we are"


def menu_of(client, address):
    """The addresses that the menu of a page leads to."""
    menu = client.get(address).content.decode().partition('<details class="menu">')[2].partition("</details>")[0]
    return re.findall(r'href="([^"]+)"', menu)


def test_the_menu_names_the_pages_below_a_page_where_one_is_among_them(client, library):
    tops = [page.address for page in library.pages.values() if not page.parent]
    types = [page.address for page in library.pages.values() if page.parent and page.parent.id == "types"]
    assert len(types) == 5
    for address in ("/types/", "/types/dystrophic/"):
        assert sorted(menu_of(client, address)) == sorted([*tops, *types, "/#all-pages"])
    assert sorted(menu_of(client, "/causes/")) == sorted([*tops, "/#all-pages"])


def test_the_home_page_names_all_pages(client, library):
    listed = client.get("/").content.decode().partition('id="all-pages"')[2].partition("</main>")[0]
    missing = [page.address for page in library.pages.values() if f'href="{page.address}"' not in listed]
    assert missing == ["/"]
