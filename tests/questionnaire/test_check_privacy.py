"""What a visitor answers leaves no trace: looked for through the real server, its log and its folder."""

import os
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .reader import plain

SENTINELS = ("sentinel-7f3a91", "self-harm", "Thoughts of self-harm")
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


class Visitor:
    """Sends exactly what a browser without scripts sends, and remembers every header that came back."""

    def __init__(self, site):
        self.site, self.cookie, self.heads = site, "", []

    def ask(self, path, **body):
        sent = {"Cookie": self.cookie} if self.cookie else {}
        if body:
            answer = self.site.ask(path, "POST", {**sent, **FORM}, urlencode(body, doseq=True).encode())
        else:
            answer = self.site.ask(path, headers=sent)
        self.heads.append((path, answer.headers))
        if cookie := answer.headers.get("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        return answer

    def answer(self, question, *options):
        page = self.ask(f"/check/{question}/").text
        before = re.search(r'name="before" value="(\w+)"', page)[1]
        return self.ask(f"/check/{question}/", before=before, answer=options)


@pytest.fixture(scope="module")
def visitor(site):
    """A visitor who answers, errs, sends nonsense, reads the result and saves the sheet."""
    visitor = Visitor(site)
    visitor.answer("who", "me")
    assert visitor.answer("right-now", SENTINELS[0]).status == 422
    visitor.ask(f"/check/{SENTINELS[0]}/", answer=SENTINELS[0])
    site.ask("/check/who/", "POST", {"Cookie": f"answers={SENTINELS[0]}"}, SENTINELS[0].encode())
    site.ask("/check/who/", "POST", {"Content-Type": "multipart/form-data"}, SENTINELS[0].encode())
    site.ask("/check/who/", "POST", {**FORM, "Sec-Fetch-Site": "cross-site"}, SENTINELS[0].encode())
    site.ask("/check/who/", "POST", FORM, f"answer={SENTINELS[0]}&".encode() * 5000)
    site.ask("/check/who/", "DELETE", {"Cookie": visitor.cookie})
    assert visitor.answer("right-now", "self-harm").status == 303
    assert SENTINELS[2] in plain(visitor.ask("/check/result/").text)
    assert visitor.ask("/check/result/notes.txt").status == 200
    return visitor


def traces(text, visitor):
    """The sentinels and cookies that stand in a text."""
    return [secret for secret in (*SENTINELS, visitor.cookie.partition("=")[2][:40]) if secret in text]


def test_nothing_of_the_answers_is_in_the_log(site, visitor):
    assert not traces(site.log, visitor)
    assert "/check/" not in site.log, "not even which question was answered"


def test_nothing_of_the_answers_is_in_any_file(site, visitor):
    folder = Path(os.environ["VAR_DIR"])
    assert folder.is_dir()
    built = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    # The words of every option stand on the page that explains the rules; the reader's sentinel and cookie nowhere.
    for path in built:
        found = path.read_bytes()
        assert SENTINELS[0].encode() not in found, path
        assert visitor.cookie.partition("=")[2][:40].encode() not in found, path


def test_nothing_of_the_answers_is_in_an_address_or_a_header(visitor):
    for path, headers in visitor.heads:
        if path == f"/check/{SENTINELS[0]}/":
            continue  # the visitor's own nonsense
        for name, value in headers.items():
            if name.lower() != "set-cookie":
                assert not traces(value, visitor), (path, name)
        assert "?" not in path
        assert "?" not in headers.get("Location", "")


def test_every_answer_of_the_real_server_says_that_it_may_not_be_kept(visitor):
    for path, headers in visitor.heads:
        if path != f"/check/{SENTINELS[0]}/":
            assert "no-store" in headers["Cache-Control"]
            assert headers["Referrer-Policy"] == "no-referrer"


def test_the_cookie_of_the_real_server_belongs_to_the_questions_alone(site, visitor):
    for path, headers in visitor.heads:
        for cookie in headers.get_all("Set-Cookie") or ():
            assert "; HttpOnly" in cookie
            assert "; Path=/check/" in cookie
            assert "; SameSite=Lax" in cookie
            assert path.startswith("/check/")
    for address in ("/", "/when-to-get-help/", "/search/?q=lump", "/check/sheet/", "/for/"):
        assert "Set-Cookie" not in site.ask(address).headers
