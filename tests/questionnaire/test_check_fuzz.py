"""Whatever is sent, the questions answer with a page or a polite refusal, never with an error of the site."""

from django.core import signing
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from education.questionnaire.answers import COOKIE, SALT
from education.questionnaire.current import current

POLITE = {200, 303, 400, 403, 404, 405, 413, 422}
QUESTIONS = [question.id for question in current().questionnaire.questions]
OPTIONS = sorted({option for question in current().questionnaire.questions for option in question.options})
TEXT = st.text(max_size=40)
IDS = st.sampled_from([*QUESTIONS, *OPTIONS])

address = st.sampled_from(
    [
        *(f"/check/{question}/" for question in QUESTIONS),
        *(
            "/check/",
            "/check/answers/",
            "/check/result/",
            "/check/result/notes/",
            "/check/result/notes.txt",
            "/check/clear/",
        ),
        *("/check/sheet/", "/check/nothing/", "/check/?again", "/check/?clinic=%00", "/check/?clinic=../../x"),
    ]
)
some = st.lists(st.one_of(TEXT, IDS), max_size=6)
real = st.dictionaries(st.sampled_from(QUESTIONS), st.lists(st.sampled_from(OPTIONS), max_size=3), max_size=17)
odd = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXT, IDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(TEXT, IDS), inner, max_size=4)),
    max_leaves=12,
)
cookie = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=';,"\\'), max_size=200),
    odd.map(lambda value: signing.dumps(value, salt=SALT, compress=True)),
    st.one_of(real, odd).map(
        lambda value: signing.dumps({"rules": current().fingerprint, "answers": value, "clinic": ""}, salt=SALT)
    ),
)
body = st.one_of(
    st.fixed_dictionaries({}, optional={"answer": some, "before": TEXT, "other": some}),
    st.binary(max_size=300),
)
headers = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.sampled_from(["true", "false", "x"]),
        "HX-History-Restore-Request": st.just("true"),
        "HX-Current-URL": st.sampled_from(["http://[", "/check/", "\x7f"]),
        "Sec-Fetch-Site": st.sampled_from(["same-origin", "cross-site", "?"]),
        "Origin": st.sampled_from(["null", "http://[", "http://testserver", ""]),
    },
)
content_type = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json",
        "",
    ]
)
request = st.tuples(st.sampled_from(["get", "post", "head", "put"]), address, body, headers, content_type)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cookie, st.lists(request, min_size=1, max_size=6))
def test_no_cookie_body_or_order_leads_to_an_error(value, requests):
    client = Client(enforce_csrf_checks=True)  # raises what a view raises
    client.cookies[COOKIE] = value
    for method, path, sent, extra, kind in requests:
        if method == "post" and isinstance(sent, bytes):
            response = client.generic("POST", path, sent, content_type=kind, headers=extra)
        elif method == "post":
            response = client.post(path, sent, headers=extra)
        else:
            response = getattr(client, method)(path, headers=extra)
        assert response.status_code in POLITE, (method, path, response.status_code)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(QUESTIONS), some), max_size=25), st.booleans())
def test_forms_sent_in_any_order_leave_a_reader_at_a_page(forms, htmx):
    extra = {"HX-Request": "true"} if htmx else {}
    client = Client(enforce_csrf_checks=True)
    for question, ticked in forms:
        page = client.get(f"/check/{question}/", headers=extra, follow=True)
        before = page.content.decode().partition('name="before" value="')[2].partition('"')[0]
        client.post(f"/check/{question}/", {"answer": ticked, "before": before}, headers=extra)
    last = client.get("/check/result/", headers=extra, follow=True)
    assert last.status_code == 200
    assert b"<h1" in last.content
