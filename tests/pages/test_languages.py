"""A translation is a folder of content and a catalogue of interface words, and no code."""

import re
import shutil
from functools import cache

import polib
import pytest
from django.utils import translation

from education import catalog, checks

HELP = "When to get help"
ARABIC_HELP = "متى تطلب المساعدة"


@pytest.fixture
def two_languages(settings, tmp_path, monkeypatch):
    """The real content in English and a folder for Arabic beside it, with one word of the interface translated."""
    content = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, content)
    shutil.copytree(content / "en", content / "ar")
    site = content / "ar" / "site.toml"
    text = site.read_text().replace('language_name = "English"', 'language_name = "العربية"')
    site.write_text(text.replace('direction = "ltr"', 'direction = "rtl"'))
    page = content / "ar" / "pages" / "causes.md"
    page.write_text(re.sub(r'^title = ".*"', 'title = "الأسباب"', page.read_text(), count=1, flags=re.MULTILINE))
    messages = polib.POFile()
    messages.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "ar"}
    messages.append(polib.POEntry(msgid=HELP, msgstr=ARABIC_HELP))
    folder = tmp_path / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    messages.save_as_mofile(str(folder / "django.mo"))
    settings.CONTENT_DIR = content
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    # A library of its own for each language: the one that other tests hold stays as it is.
    monkeypatch.setattr(catalog, "_library", cache(catalog._library.__wrapped__))
    yield settings
    translation.activate("en")


def test_a_second_language_stands_below_its_code_and_the_first_where_it_was(client, two_languages):
    english, arabic = client.get("/causes/").content.decode(), client.get("/ar/causes/").content.decode()
    assert '<html lang="en" dir="ltr">' in english
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "<h1>الأسباب</h1>" in arabic
    assert "<h1>الأسباب</h1>" not in english


def test_the_words_of_the_interface_come_from_the_catalogue(client, two_languages):
    assert ARABIC_HELP in client.get("/ar/causes/").content.decode()
    assert ARABIC_HELP not in client.get("/causes/").content.decode()


def test_a_page_names_its_other_languages_and_itself(client, two_languages):
    for address in ("/causes/", "/ar/causes/"):
        text = client.get(address).content.decode()
        assert 'hreflang="en" href="http://localhost:8000/causes/"' in text
        assert 'hreflang="ar" href="http://localhost:8000/ar/causes/"' in text
        assert 'hreflang="x-default" href="http://localhost:8000/causes/"' in text
        assert f'rel="canonical" href="http://localhost:8000{address}"' in text


def test_a_reader_of_the_second_language_stays_in_it(client, two_languages):
    text = client.get("/ar/causes/").content.decode()
    outside = {
        link
        for link in re.findall(r'href="(/[^"]*)"', text)
        if not link.startswith(("/ar/", "/static/")) and link != "/causes/"
    }
    assert outside == set()


def test_the_site_map_lists_both_languages(client, two_languages):
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://localhost:8000/causes/</loc>" in text
    assert "<loc>http://localhost:8000/ar/causes/</loc>" in text


def test_both_languages_are_built_and_checked(two_languages):
    from education.urls import public_addresses

    addresses = list(public_addresses())
    assert "/ar/types/dystrophic/" in addresses
    assert "/types/dystrophic/" in addresses
    page = two_languages.CONTENT_DIR / "ar" / "pages" / "causes.md"
    page.write_text(page.read_text() + "\nThis is benign.\n")
    catalog._library.cache_clear()
    assert any(
        "ar/pages/causes.md" in str(problem) and "benign" in str(problem) for problem in checks.content_problems()
    )


def test_urgency_stands_in_the_shared_rules_so_a_translation_cannot_change_it(two_languages):
    english, arabic = catalog.library("en"), catalog.library("ar")
    assert {piece.id: piece.urgency.id for piece in english.guidance.values()} == {
        piece.id: piece.urgency.id for piece in arabic.guidance.values()
    }
