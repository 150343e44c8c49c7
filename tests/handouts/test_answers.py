"""Addresses of handouts: right ones answer well, wrong ones with help, and nobody can tire or fill the server."""

import re
import threading

import pytest

from education.handouts import engine, press, shelf
from education.handouts.document import parts
from education.handouts.handout import Handout, NoHandout

PDF = "/handouts/pages/self-care/a4-standard.pdf"
HTML = "/handouts/pages/self-care+types.dystrophic/riverside/letter-large.html"


@pytest.mark.parametrize(
    "address",
    [
        "/handouts/pages/no-such-page/a4-standard.pdf",
        "/handouts/pages/self-care+no-such-page/a4-standard.pdf",
        "/handouts/pages/self-care/no-such-clinic/a4-standard.pdf",
        "/handouts/pages/self-care/a3-standard.pdf",
        "/handouts/pages/self-care/a4-tiny.pdf",
        "/handouts/pages/self-care/a4-standard.exe",
        "/handouts/pages/../a4-standard.pdf",
        "/handouts/pages/..%2f..%2f..%2fetc%2fpasswd/a4-standard.pdf",
        "/handouts/pages/self-care/../../../../etc/passwd",
        "/handouts/pages/%00/a4-standard.pdf",
        "/handouts/pages/%3Cscript%3Ealert(1)%3C%2Fscript%3E/a4-standard.pdf",
        "/handouts/pages/" + "+".join(["self-care", "types", "recovery"] * 300) + "+x/a4-standard.pdf",
        "/handouts/pages/" + "+" * 500 + "/a4-standard.pdf",
        "/handouts/sheet/no-such-sheet/a4-standard.pdf",
        "/handouts/sheet/diary+poster/a4-standard.pdf",
        "/handouts/leaflet/self-care/a4-standard.pdf",
        "/handouts/pages/צ/a4-standard.pdf",
        "/handouts/",
    ],
)
def test_a_wrong_address_gets_a_page_that_helps(client, address):
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 404
    assert "/when-to-get-help/" in text
    assert "root:" not in text
    assert "<script>alert" not in text
    assert not response.cookies


def test_a_wrong_address_leads_to_the_pages_that_were_meant(client):
    text = client.get("/handouts/pages/self-care+no-such-page/a4-standard.pdf").content.decode()
    assert 'href="/self-care/"' in text


def test_a_handout_has_at_most_12_pages(client, library):
    names = [page_id.replace("/", ".") for page_id in library.pages]
    assert len(Handout("pages", "+".join(names[:12])).pages) == 12
    with pytest.raises(NoHandout, match="at most 12 pages"):
        Handout("pages", "+".join(names[:13]))


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("self-care+self-care", "self-care"),
        ("Self-Care,Recovery", "self-care+recovery"),
        ("self-care%20recovery", "self-care+recovery"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_right_one(client, asked, right):
    response = client.get(f"/handouts/pages/{asked}/a4-large.html")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/handouts/pages/{right}/a4-large.html"


def test_a_page_that_moved_is_followed(client, library, monkeypatch):
    monkeypatch.setitem(library.moved, "old-name", library.pages["self-care"])
    response = client.get("/handouts/basics/old-name/a4-standard.html")
    assert response.headers["Location"] == "/handouts/basics/self-care/a4-standard.html"


def test_a_pdf_comes_with_the_headers_of_every_answer_and_is_not_sent_twice(client, quick):
    response = client.get(PDF)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="self-care-a4-standard.pdf"'
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not response.cookies
    again = client.get(PDF, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == response.headers["ETag"]
    assert client.post(PDF).status_code == 405


def test_another_size_clinic_or_order_is_another_file(client):
    choices = [
        ("pages", "types+recovery"),
        ("pages", "recovery+types"),
        ("pages", "types+recovery", "riverside"),
        ("pages", "types+recovery", None, "letter"),
        ("pages", "types+recovery", None, "a4", "large"),
        ("basics", "types+recovery"),
    ]
    assert len({press.etag(Handout(*choice)) for choice in choices}) == len(choices)


def test_the_html_file_needs_no_other_file(client):
    response = client.get(HTML)
    text = response.content.decode()
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "<script" not in text
    assert "<link" not in text
    assert "@import" not in text
    loaded = re.findall(r"(?:src|srcset|poster|data)=\"([^\"]*)\"", text) + re.findall(r"url\(([^)]*)\)", text)
    assert all(address.startswith("data:image/") for address in loaded)
    assert len(loaded) >= 1  # the logo
    assert text.count("<svg") >= 3  # drawings and QR codes
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_too_many_at_once_are_asked_to_come_back(client, quick):
    with engine.a_place(), engine.a_place():
        response = client.get(PDF)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "/handouts/pages/self-care/a4-standard.html" in response.content.decode()
    assert client.get(PDF).status_code == 200


def test_what_is_kept_is_given_even_to_a_crowd(client, quick):
    client.get(PDF)
    with engine.a_place(), engine.a_place():
        assert client.get(PDF).status_code == 200


def test_a_choice_of_kept_pages_needs_only_its_cover(monkeypatch, quick):
    for page_id in ("self-care", "recovery"):
        press.pdf(Handout("pages", page_id))
    laid_out = []
    monkeypatch.setattr(engine, "pdf", lambda html: laid_out.append(html) or b"%PDF")
    press.pdf(Handout("pages", "recovery+self-care"))
    assert len(laid_out) == 1
    assert "In this handout" in laid_out[0]


def test_a_changed_word_makes_a_page_anew(library, monkeypatch):
    [before, *_] = parts(Handout("pages", "recovery"))
    name = shelf.name(before)
    monkeypatch.setattr(library.pages["recovery"].paper, "main_message", "Another message.")
    shelf._name.cache_clear()
    assert shelf.name(before) != name
    shelf._name.cache_clear()


def test_what_is_kept_never_fills_the_disk(empty_shelf):
    small = shelf.Shelf("small", 1000)
    for number in range(50):
        small.put(f"{number:032x}", b"x" * 100)
    assert sum(file.stat().st_size for file in (empty_shelf / "small").iterdir()) <= 1000
    assert small.take(f"{49:032x}") == b"x" * 100


def test_a_disk_that_is_full_stops_no_handout(settings, tmp_path, client, quick):
    (tmp_path / "handouts").write_text("a file where the folder should be")
    settings.VAR_DIR = tmp_path
    assert client.get(PDF).status_code == 200


def test_a_machine_without_pango_says_so_and_offers_the_html_file(client, monkeypatch, empty_shelf):
    def lacking():
        raise engine.Unavailable("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(engine, "_weasyprint", lacking)
    response = client.get(PDF)
    assert response.status_code == 503
    assert "/handouts/pages/self-care/a4-standard.html" in response.content.decode()
    assert client.get(HTML).status_code == 200


def test_the_check_names_what_the_machine_lacks(monkeypatch):
    from django.core import checks

    assert [found.id for found in checks.run_checks(tags=["handouts"])] == []
    monkeypatch.setattr(engine, "LIBRARIES", ("libpango-which-nobody-has.so.0",))
    [found] = checks.run_checks(tags=["handouts"])
    assert "libpango-which-nobody-has.so.0" in found.msg
    assert "apt install" in found.hint
    assert not found.is_serious()


def test_two_pdfs_are_never_laid_out_at_the_same_time():
    html = '<html lang="en"><title>x</title><p>x'
    made = []
    threads = [threading.Thread(target=lambda: made.append(engine.pdf(html))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert len(made) == 4


def test_every_page_offers_its_handouts(client, library):
    text = client.get("/types/dystrophic/").content.decode()
    for address in re.findall(r'href="(/handouts/[^"]+)"', text):
        kind, what, file = address.removeprefix("/handouts/").split("/")
        paper, size = file.split(".")[0].split("-")
        assert Handout(kind, what, None, paper, size).pages == [library.pages["types/dystrophic"]]
    assert text.count("/handouts/") == 10


def test_a_clinic_in_a_region_without_an_advice_line_gets_no_empty_list_of_numbers(client):
    text = client.get("/handouts/pages/when-to-get-help/riverside/letter-large.html").content.decode()
    assert "911" in text
    assert not re.search(r"<ul[^>]*>\s*</ul>", text)


def test_a_clinic_in_another_region_than_the_site_keeps_its_own_number(client, settings):
    settings.REGION = "uk"
    handout = client.get("/handouts/pages/self-care/riverside/letter-large.html").content.decode()
    assert "911" in handout
    assert "999" not in handout
    assert "In an emergency, call 911." in client.get("/for/?clinic=riverside").content.decode()
    client.get("/check/?clinic=riverside")
    step = client.get("/check/who/").content.decode()
    assert "911" in step.partition("<main")[2].partition("</main>")[0]
