"""People search with their own words, with typing mistakes, and get to the right section."""

import logging

import pytest

from education.pages import search

# What someone types, and a page that must be among the first 5.
QUERIES = {
    "calcium bumps": "overview",
    "white stuff coming out": "symptoms",
    "chalk": "symptoms",
    "does it go away": "outlook",
    "blod test": "diagnosis",
    "phosphat levels": "treatment/kidney-and-minerals",
    "calcinossis": "overview",
    "diltiazam": "treatment/medicines",
    "dialysis": "types/calciphylaxis",
    "squeeze it out": "self-care",
    "baby heel": "children",
    "is it cancer": "faq",
    "pregnant": "pregnancy",
    "x ray": "diagnosis",
    "cut it out": "treatment/surgery",
    "laser": "treatment/surgery",
    "what to ask the doctor": "questions-to-ask",
    "steroid injection": "treatment/creams-shots-and-drips",
}


@pytest.mark.parametrize(("typed", "page_id"), QUERIES.items())
def test_the_patients_words_lead_to_the_page(library, typed, page_id):
    found = [result.section.page.id for result in search.find(library, typed)[:5]]
    assert page_id in found


# What someone types who may need help fast, and the guidance that must be among the first 3.
SIGNS = {
    "lump on testicle": "new-lump",
    "testicle lump": "new-lump",
    "lump in my testicle": "new-lump",
    "lump in breast": "new-lump",
    "lump in my armpit": "new-lump",
    "growing lump": "growing-lump",
    "black skin": "black-skin-or-extreme-pain",
    "my skin is turning black": "black-skin-or-extreme-pain",
    "skin turning gray": "black-skin-or-extreme-pain",
    "chest pain": "chest-pain-collapse-self-harm",
    "heart attack": "chest-pain-collapse-self-harm",
    "passed out": "chest-pain-collapse-self-harm",
    "suicidal": "chest-pain-collapse-self-harm",
    "I want to die": "chest-pain-collapse-self-harm",
    "stroke": "limb-or-stroke",
    "cant move my arm": "limb-or-stroke",
    "baby fever": "baby-fever",
    "my baby has a fever": "baby-fever",
    "baby throwing up": "baby-fever",
    "bleeding wont stop": "bleeding-not-stopping",
    "it won’t stop bleeding": "bleeding-not-stopping",
    "numb fingers": "new-numbness",
    "can't breathe": "child-swallowing-or-breathing",
    "short of breath": "emergency-not-sure",
    "cold blue finger": "cold-finger-not-recovering",
    "red hot skin": "hot-skin-and-unwell",
    "sepsis": "infection-very-ill",
}


@pytest.mark.parametrize(("typed", "guidance"), SIGNS.items())
def test_a_sign_that_may_need_help_fast_leads_to_its_guidance_first(library, typed, guidance):
    found = [(result.section.page.id, result.section.anchor) for result in search.find(library, typed)[:3]]
    assert ("when-to-get-help", guidance) in found


def test_a_result_leads_to_a_section_and_shows_the_words_that_fit(library):
    result = next(result for result in search.find(library, "diltiazem") if result.section.anchor == "diltiazem")
    assert result.section.page.id == "treatment/medicines"
    assert any(hit and text.lower() == "diltiazem" for text, hit in result.snippet)


def test_every_result_leads_to_an_anchor_that_stands_on_its_page(library):
    for query in QUERIES:
        for result in search.find(library, query):
            section = result.section
            assert not section.anchor or section.anchor in section.page.screen.anchors


STRANGE = ["", "   ", "zzzzqqq", '"', "AND OR NOT", "*", "a" * 5000, "(lump", "pain NEAR/3", "💥"]


@pytest.mark.parametrize("typed", STRANGE)
def test_strange_words_are_answered_and_never_an_error(client, typed):
    response = client.get("/search/", {"q": typed})
    assert response.status_code == 200


def test_no_result_still_helps(client):
    text = client.get("/search/", {"q": "zzzzqqq"}).content.decode()
    assert "/symptoms/" in text
    assert "/when-to-get-help/" in text


def test_htmx_gets_only_the_results_and_a_browser_without_it_the_whole_page(client):
    whole = client.get("/search/", {"q": "chalk"})
    part = client.get("/search/", {"q": "chalk"}, headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "HX-Request" in whole["Vary"]


def test_what_someone_typed_is_shown_as_text_and_never_as_html(client):
    text = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text


def test_what_someone_typed_is_kept_by_no_cache_and_written_to_no_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        response = client.get("/search/", {"q": "secretword lump"})
    assert "no-store" in response["Cache-Control"]
    assert "secretword" not in caplog.text
