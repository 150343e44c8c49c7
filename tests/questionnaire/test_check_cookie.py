"""Answers live in one cookie that belongs to the questions alone, and a cookie that is not right starts them again."""

import time

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import translation

from education.questionnaire import answers as kept
from education.questionnaire.answers import COOKIE, SALT, Given
from education.questionnaire.current import Current, current

from .reader import Reader

ANSWERS = {"who": ["me"], "right-now": ["none"]}


@pytest.fixture
def reader():
    return Reader().open("/check/who/").answer("me").answer("none")


def put(value):
    """A reader whose browser sends this cookie."""
    reader = Reader()
    reader.client.cookies[COOKIE] = value
    return reader


def signed(**changes):
    content = {"rules": current().fingerprint, "answers": ANSWERS, "clinic": "", **changes}
    return signing.dumps(content, salt=SALT, compress=True)


def test_the_cookie_belongs_to_the_questions_alone_and_ends_with_the_browser(reader):
    cookie = reader.client.cookies[COOKIE]
    assert cookie["path"] == "/check/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert not cookie["domain"]
    assert set(reader.client.cookies) == {COOKIE}


def test_the_cookie_is_sent_over_https_only_where_the_site_is_https():
    response = HttpResponse()
    kept.keep(response, Given(), current())
    assert not response.cookies[COOKIE]["secure"]
    with override_settings(SITE_URL="https://example.org"):
        kept.keep(response, Given(), current())
    assert response.cookies[COOKIE]["secure"]


def test_the_questions_in_another_language_have_a_cookie_of_their_own():
    with override_settings(LANGUAGES=[("en", "English"), ("es", "Español")]), translation.override("es"):
        response = HttpResponse()
        kept.keep(response, Given(), Current(None, None, "other"))
    assert response.cookies[COOKIE]["path"] == "/es/check/"


def test_a_journey_of_every_answer_fits_into_the_cookie(rules):
    every = {question.id: tuple(question.options) for question in rules.questions}
    response = HttpResponse()
    kept.keep(response, Given(every, "a-clinic-with-a-rather-long-name"), current())
    assert len(response.cookies[COOKIE].OutputString()) < 2000


def test_reading_sets_no_cookie_and_neither_does_a_wrong_answer():
    reader = Reader().open("/check/").open("/check/who/").open("/check/sheet/").open("/when-to-get-help/")
    assert not reader.client.cookies
    assert reader.open("/check/who/").answer("nobody").status == 422
    assert not reader.client.cookies


def test_answers_are_refused_after_30_minutes(reader, monkeypatch):
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 29 * 60)
    assert reader.open("/check/look-now/").address == "/check/look-now/"
    monkeypatch.setattr(signing.time, "time", lambda: now + 31 * 60)
    assert reader.open("/check/look-now/").address == "/check/?again"
    assert reader.client.cookies[COOKIE].value == "", "and deleted"


def test_changed_questions_drop_the_answers_politely():
    assert put(signed(rules="0" * 12)).open("/check/look-now/").address == "/check/?again"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "a:b:c",
        "." * 3999,
        "x" * 4001,
        "é",
        ".eJw:1:1",
        signing.dumps({"answers": ANSWERS}, salt="another"),
        signing.dumps({"answers": ANSWERS}, key="not ours", salt=SALT),
        signing.dumps("text", salt=SALT),
        signing.dumps([1, 2], salt=SALT),
        signing.dumps(None, salt=SALT),
        signing.dumps({}, salt=SALT),
    ],
    # Signed values hold the time: as names they would differ between the processes that run the tests.
    ids=[
        "nothing",
        "a letter",
        "letters with colons",
        "dots",
        "oversized",
        "not ascii",
        "half a signature",
        "signed for another use",
        "signed with another key",
        "a text",
        "a list",
        "null",
        "no answers",
    ],
)
def test_a_forged_foreign_or_oversized_cookie_starts_again_politely(value):
    assert put(value).open("/check/look-now/").address == "/check/?again"
    assert put(value).open("/check/").status == 200
    assert put(value).open("/check/who/").answer("me").address == "/check/right-now/"


@pytest.mark.parametrize(
    "answers",
    [
        {"nothing": ["x"]},
        {"who": ["nobody"]},
        {"who": []},
        {"who": "me"},
        {"who": None},
        {"who": [["me"]]},
        {"who": [{"a": 1}]},
        {"who": ["me", "child"]},
        {"right-now": ["none", "chest"]},
        ["who"],
        "who",
        None,
        7,
    ],
)
def test_impossible_answers_start_again_even_when_signed_by_us(answers):
    assert put(signed(answers=answers)).open("/check/look-now/").address == "/check/?again"


def test_one_changed_letter_is_noticed(reader):
    value = reader.client.cookies[COOKIE].value
    for at in (0, len(value) // 2, len(value) - 2):
        changed = value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :]
        assert put(changed).open("/check/look-now/").address == "/check/?again"


ALL = ["/check/", "/check/who/", "/check/right-now/", "/check/skin/", "/check/result/", "/check/result/notes/"]
ALL += ["/check/answers/", "/check/result/notes.txt", "/check/clear/", "/check/?again", "/check/?clinic=unknown"]


@pytest.mark.parametrize("htmx", [False, True])
def test_no_page_of_the_questions_is_kept_by_anyone_or_found_by_search_engines(htmx):
    reader = Reader(htmx=htmx).walk({"who": ["me"], "right-now": ["chest"]})
    for address in ALL:
        for response in (reader.client.get(address, headers=reader.headers), Client().get(address)):
            assert "no-store" in response.headers["Cache-Control"]
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert "HX-Request" in response.headers["Vary"]


OTHERS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Origin": "https://example.com"},
    {"Origin": "http://testserver.example.com"},
    {"Origin": "http://["},
]
OURS = [
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "null"},
    {"Origin": "http://testserver"},
    {},
]


@pytest.mark.parametrize("headers", OTHERS)
def test_a_form_of_another_site_is_refused_and_changes_nothing(reader, headers):
    reader.headers = headers
    for address in ("/check/who/", "/check/look-now/", "/check/clear/"):
        response = reader.client.post(address, {"answer": "child", "before": "0"}, headers=headers)
        assert response.status_code == 403
        assert not response.cookies
    assert reader.open("/check/who/").ticked == {"me"}


@pytest.mark.parametrize("headers", OURS)
def test_our_own_forms_pass_without_a_second_cookie(headers):
    reader = Reader(**headers).open("/check/who/").answer("child")
    assert reader.address == "/check/right-now/"
    assert set(reader.client.cookies) == {COOKIE}
