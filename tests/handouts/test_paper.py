"""The short address on paper opens the same pages and tells whether the paper is still current."""

from datetime import date

import pytest

from education.handouts.handout import Handout
from education.library.records import Change


@pytest.fixture
def read(client):
    def read(address, status=200):
        response = client.get(address)
        assert response.status_code == status
        assert not response.cookies
        return response.content.decode()

    return read


@pytest.fixture
def changed(library, monkeypatch):
    """Self-care, after an editor changed it."""
    page = library.pages["self-care"]
    newer = Change(date=date(2027, 3, 1), text="Says when to change a dressing.")
    fields = page.fields.model_copy(update={"changes": [*page.fields.changes, newer], "last_changed": newer.date})
    monkeypatch.setattr(page, "fields", fields)
    return page


def test_a_current_paper_is_told_so(read):
    text = read(Handout("pages", "self-care+types.dystrophic").short_path)
    assert "Your paper is current" in text
    assert 'href="/self-care/"' in text
    assert 'href="/types/dystrophic/"' in text


def test_an_old_paper_is_told_what_changed_since(read, changed):
    text = read("/h/self-care+recovery/20261122-aaaaaa/")
    assert "There is a newer version than your paper" in text
    assert "Says when to change a dressing." in text
    assert "First version." not in text
    assert "Your paper is current" not in text


def test_a_changed_word_makes_a_paper_old_even_without_a_dated_change(read, library, monkeypatch):
    address = Handout("pages", "recovery").short_path
    monkeypatch.setattr(library.pages["recovery"].paper, "summary", ["Another word."])
    text = read(address)
    assert "There is a newer version than your paper" in text
    assert "names nothing new" in text


def test_the_order_of_pages_does_not_make_a_paper_old():
    assert Handout("pages", "recovery+types").version == Handout("pages", "types+recovery").version


def test_a_version_that_cannot_be_ours_still_opens_the_pages(read):
    for version in ("x", "20269999-aaaaaa", "20261122", "%3Cb%3E", "20261122-aaaaaa-and-more"):
        text = read(f"/h/self-care/{version}/")
        assert "The same pages online" in text
        assert 'href="/self-care/"' in text
        assert "<b>" not in text
    assert "The same pages online" in read("/h/self-care/")


def test_a_page_that_moved_is_followed_and_one_that_is_gone_is_named(read, library, monkeypatch):
    monkeypatch.setitem(library.moved, "old-name", library.pages["self-care"])
    text = read("/h/old-name+no-such-page/20261122-aaaaaa/")
    assert 'href="/self-care/"' in text
    assert "These pages are gone:" in text
    assert "no-such-page" in text


def test_a_paper_whose_pages_are_all_gone_gets_help(read):
    for codes in ("no-such-page", "..", "sheet.no-such-sheet", "x" * 900, "+".join(["a"] * 500)):
        text = read(f"/h/{codes}/20261122-aaaaaa/", status=404)
        assert 'href="/when-to-get-help/"' in text


def test_no_telephone_number_can_be_put_into_the_page_by_its_address(read):
    assert "555" not in read("/h/self-care+call-555-0100/20261122-aaaaaa/")


def test_the_paper_of_a_sheet_leads_to_its_page(read):
    text = read(Handout("sheet", "diary").short_path)
    assert "Your paper is current" in text
    assert 'href="/before-your-visit/"' in text
