"""Search engines, link previews and feed readers are told the truth in their own languages."""

import json
import re
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def data_of(client, address):
    text = client.get(address).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1))


def test_each_page_names_its_one_address(client, library):
    for page in library.pages.values():
        text = client.get(page.address).content.decode()
        assert text.count('rel="canonical"') == 1
        assert f'<link rel="canonical" href="http://localhost:8000{page.address}">' in text


def test_the_site_map_lists_every_page_once_and_nothing_else(client, library):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    listed = [element.text for element in tree.iter(f"{MAP}loc")]
    assert sorted(listed) == sorted(f"http://localhost:8000{page.address}" for page in library.pages.values())


def test_crawlers_are_kept_out_of_the_questionnaire_and_shown_the_map(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /check/" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_the_feed_tells_every_change_newest_first(client, library):
    tree = ElementTree.fromstring(client.get("/changes.xml").content)
    dates = [element.text for element in tree.iter(f"{ATOM}updated")]
    assert len(tree.findall(f"{ATOM}entry")) == min(50, sum(len(page.changes) for page in library.pages.values()))
    assert dates[1:] == sorted(dates[1:], reverse=True)


def test_a_page_says_it_is_for_patients_about_this_condition_with_its_code(client):
    data = data_of(client, "/causes/")
    assert data["@type"] == "MedicalWebPage"
    assert data["audience"] == {"@type": "Patient"}
    assert {code["codeValue"] for code in data["about"]["code"]} == {"L94.2"}
    assert "reviewedBy" not in data


def test_the_page_of_questions_gives_each_question_with_its_answer(client, library):
    data = data_of(client, "/faq/")
    questions = [entry["name"] for entry in data["mainEntity"]]
    assert questions == [title for _, title in library.pages["faq"].toc if title.endswith("?")]
    assert all(len(entry["acceptedAnswer"]["text"]) > 20 for entry in data["mainEntity"])


def test_a_deep_page_shows_its_way_home(client):
    steps = data_of(client, "/types/dystrophic/")["breadcrumb"]["itemListElement"]
    assert [step["item"] for step in steps][-2:] == [
        "http://localhost:8000/types/",
        "http://localhost:8000/types/dystrophic/",
    ]


def test_a_deployer_can_keep_the_topic_out_of_link_previews(client, settings):
    settings.NEUTRAL_PREVIEWS = True
    text = client.get("/types/calciphylaxis/").content.decode()
    preview = " ".join(re.findall(r'<meta property="og:(?:title|description|site_name)"[^>]*>', text))
    assert "alci" not in preview
    assert "Health information" in preview


def test_nothing_in_the_data_can_end_its_script(library):
    from education.pages.meta import _script

    assert "<" not in _script({"name": "</script><script>alert(1)"})


@pytest.mark.parametrize("address", ["/", "/types/", "/search/?q=x", "/sitemap.xml", "/nowhere/"])
def test_no_answer_sets_a_cookie(client, address):
    assert not client.get(address).cookies
