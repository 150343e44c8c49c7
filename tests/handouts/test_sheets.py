"""Mistakes in sheets.toml are reported with their place, and the sheets hold the words of the pages."""

import pytest

from education.handouts import sheets
from education.library.load import load


@pytest.fixture
def problems(content_copy):
    """A function that changes sheets.toml and gives what is then reported."""

    def run(old="", new=""):
        file = content_copy / "en" / "sheets.toml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        return [str(problem) for problem in sheets.problems(content_copy, load(content_copy))]

    return run


def test_the_sheets_as_they_are_have_no_mistakes(problems):
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('page = "before-your-visit"', 'page = "before-the-visit"', "there is no page “before-the-visit”"),
        ('sections = ["worries"', 'sections = ["fears"', "has no section “fears”"),
        ("[diary]\n", "[journal]\n", "the sheet “diary” is missing"),
        ('style = "steps"', 'style = "dance"', "must be one of"),
        ("You need no app.", "It is harmless.", "“harmless” may not be used"),
        ("Today 3 are enough.", "Today three are enough.", "as a numeral"),
        ("last_changed = 2026-11-22", "last_changed = 2026-11-23", "last_changed must be the date"),
        ("lines = 5", "lines = 500", "lines"),
    ],
)
def test_a_mistake_is_reported_with_its_file(problems, old, new, told):
    found = problems(old, new)
    assert any(told in problem and problem.startswith("en/sheets.toml:") for problem in found), found


def test_a_missing_file_is_reported(content_copy):
    (content_copy / "en" / "sheets.toml").unlink()
    [problem] = sheets.problems(content_copy, load(content_copy))
    assert "missing" in str(problem)


def test_the_sheet_of_questions_has_every_question_of_its_page(library):
    page = library.pages["questions-to-ask"]
    body = sheets.sheets("en")["questions"].body
    assert body.count("<li>") == page.paper.html.split('id="how-to"')[1].split('id="three-questions"')[1].count("<li>")
