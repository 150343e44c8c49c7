"""What the real server says to every kind of request, over real built pages."""

import re

import pytest

from education.headers import CONTENT_SECURITY_POLICY

PAGE = "/types/"
EVERY_ANSWER = {
    "a built page": ("GET", PAGE, {}, 200),
    "a built page's head": ("HEAD", PAGE, {}, 200),
    "a part of a page": ("GET", PAGE, {"Range": "bytes=0-9"}, 206),
    "an address without its slash": ("GET", "/types", {}, 302),
    "a file for machines": ("GET", "/sitemap.xml", {}, 200),
    "a view of Django's": ("GET", "/search/?q=chalk", {}, 200),
    "a page that does not exist": ("GET", "/no-such-page/", {}, 404),
    "a file that does not exist": ("GET", "/static/no-such.css", {}, 404),
    "a method that a page does not know": ("POST", PAGE, {}, 405),
    "a method that nothing here knows": ("DELETE", "/search/", {}, 405),
    "a method of nobody's": ("BREW", "/", {}, 405),
    "an endless address": ("GET", "/" + "a" * 5000, {}, 414),
    "an endless query": ("GET", "/search/?q=" + "a" * 5000, {}, 414),
    "an endless query to a page": ("GET", PAGE + "?" + "a" * 5000, {}, 414),
    "an address that is no text": ("GET", "/%ff%fe/", {}, 400),
    "an address with a NUL": ("GET", "/types%00/", {}, 400),
    "a query that is no text": ("GET", "/search/?q=%ff", {}, 400),
    "a query with a NUL": ("GET", "/search/?q=%00", {}, 400),
    "a page for another host": ("GET", PAGE, {"Host": "evil.example"}, 400),
    "a view for another host": ("GET", "/search/", {"Host": "evil.example"}, 400),
    "a host that is none": ("GET", PAGE, {"Host": "x y@z"}, 400),
    "a way out of the folder": ("GET", "/static/../../../manage.py", {}, 404),
    "a hidden way out of the folder": ("GET", "/static/%2e%2e/%2e%2e/complete", {}, 404),
}


@pytest.fixture(params=EVERY_ANSWER, ids=lambda name: name.replace(" ", "-"))
def case(request, site):
    method, path, headers, expected = EVERY_ANSWER[request.param]
    return expected, site.ask(path, method, headers)


def test_each_request_gets_the_status_that_says_what_it_is(case):
    expected, answer = case
    assert answer.status == expected


def test_every_answer_carries_the_security_headers_once(case):
    _, answer = case
    assert answer.headers.get_all("Content-Security-Policy") == [CONTENT_SECURITY_POLICY]
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]
    assert answer.headers.get_all("Cross-Origin-Opener-Policy") == ["same-origin"]
    assert answer.headers.get_all("X-Frame-Options") == ["DENY"]
    assert len(answer.headers.get_all("Permissions-Policy")) == 1


def test_no_answer_sets_a_cookie(case):
    _, answer = case
    assert "Set-Cookie" not in answer.headers


def test_without_https_no_answer_binds_the_browser_to_it(case):
    _, answer = case
    assert "Strict-Transport-Security" not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    assert "default-src 'self'" in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", [PAGE, "/robots.txt"])
def test_a_refused_method_is_told_which_ones_are_known(site, path):
    assert site.ask(path, "POST").headers["Allow"] == "GET, HEAD"


def test_every_public_page_is_answered_from_the_build(site, public_addresses):
    answers = {address: site.ask(address) for address in public_addresses}
    assert {address for address, answer in answers.items() if answer.status != 200} == set()
    assert {address for address, answer in answers.items() if "ETag" not in answer.headers} == set()
    assert {address for address, answer in answers.items() if "Set-Cookie" in answer.headers} == set()


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_page_travels_compressed_ahead_of_time(site, encoding):
    plain = site.ask(PAGE)
    packed = site.ask(PAGE, headers={"Accept-Encoding": f"{encoding}, deflate"})
    assert packed.headers["Content-Encoding"] == encoding
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert len(packed.body) < len(plain.body) / 2
    assert unpack(encoding, packed.body) == plain.body


def test_a_client_that_reads_no_compression_gets_the_plain_page(site):
    answer = site.ask(PAGE, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.text.lstrip().lower().startswith("<!doctype html>")


def test_a_page_that_the_reader_has_is_not_sent_again(site):
    first = site.ask(PAGE)
    again = site.ask(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert site.ask(PAGE, headers={"If-None-Match": 'W/"another"'}).status == 200


def test_two_pages_do_not_share_an_etag(site):
    assert site.ask("/").headers["ETag"] != site.ask(PAGE).headers["ETag"]


def test_a_head_says_what_a_get_would_and_sends_nothing(site):
    head, get = site.ask(PAGE, "HEAD"), site.ask(PAGE)
    assert head.body == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


def test_a_stylesheet_may_be_kept_for_ever_because_its_name_changes_with_its_content(site):
    sheet = re.search(r'href="(/static/[^"]+\.css)"', site.ask("/").text)[1]
    assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
    answer = site.ask(sheet)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_page_is_asked_for_again_within_minutes(site):
    kept = re.search(r"max-age=(\d+)", site.ask(PAGE).headers["Cache-Control"])
    assert int(kept[1]) <= 300


def test_files_for_machines_keep_the_type_that_django_gave_them(site):
    assert site.ask("/robots.txt").headers["Content-Type"].startswith("text/plain")
    assert "xml" in site.ask("/sitemap.xml").headers["Content-Type"]


@pytest.mark.parametrize("page", ["/404.html", "/400.html"])
def test_the_pages_for_what_went_wrong_stand_at_no_address(site, page):
    assert site.ask(page).status == 404


@pytest.mark.parametrize(
    "name",
    ["an endless address", "an endless query", "an address that is no text", "a method that a page does not know"],
)
def test_a_request_that_is_turned_away_gets_a_page_that_helps_and_repeats_nothing(site, name):
    method, path, headers, _ = EVERY_ANSWER[name]
    answer = site.ask(path, method, headers)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'href="/when-to-get-help/"' in answer.text
    assert re.search(r'href="/static/css/site\.[0-9a-f]{12}\.css"', answer.text)
    assert "aaaa" not in answer.text


def test_an_old_client_without_a_host_is_answered_cleanly(site):
    assert site.ask(PAGE, headers={"Host": ""}).status in (200, 400)


def test_where_a_law_asks_for_a_sheet_there_are_no_questions_and_no_page_promises_any(site, serve, public_addresses):
    with_sheet = serve(CHECKLIST_MODE="1")
    sheet = with_sheet.ask("/check/")
    assert (sheet.status, "Tick what fits" in sheet.text, "ETag" in sheet.headers) == (200, True, True)
    for step in ("/check/who/", "/check/skin/", "/check/result/", "/check/result/notes/"):
        for method in ("GET", "POST") if step == "/check/who/" else ("GET",):
            answer = with_sheet.ask(step, method)
            assert (answer.status, answer.headers["Location"]) == (303, "/check/")

    pages = [path for path in public_addresses if path.endswith("/")] + ["/check/", "/for/any/overview/", "/for/guide/"]
    texts = {path: with_sheet.ask(path).text for path in pages}
    promises = {path: re.findall(r'<a [^>]*href="/check/[^>]*>[^<]*(?:question|answer)', texts[path]) for path in texts}
    assert {path: found for path, found in promises.items() if found} == {}
    assert [path for path, text in texts.items() if "nswer a few questions" in text] == []
    note = "On this site, a sheet to tick takes the place of the questions."
    told = {"/about/questionnaire/", "/about/privacy/", "/about/intended-use/"}
    assert {path for path, text in texts.items() if note in text} == told
    assert [path for path in told if note in site.ask(path).text] == []


def test_nothing_of_a_request_is_written_down(site):
    site.ask("/search/?q=sentinel-words", headers={"User-Agent": "sentinel-agent"})
    site.ask("/no-such-sentinel/", headers={"Referer": "http://sentinel.example/"})
    site.ask("/", headers={"Host": "sentinel.example"})
    assert "sentinel" not in site.log
    assert "127.0.0.1" not in site.log


def unpack(encoding, body):
    import gzip

    import brotli

    return brotli.decompress(body) if encoding == "br" else gzip.decompress(body)
