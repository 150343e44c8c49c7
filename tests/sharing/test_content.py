"""Mistakes in the clinics, the sets and the guide are told with file and line, before a patient meets them."""

import pytest

from education.sharing import content_check, guide, sets
from education.sharing.clinics import clinics

CARD = """
name = "Test Clinic"
telephone = "01632 960001"
hours = "Every day"
address = ["1 Road"]
"""


@pytest.fixture
def mistakes(content_copy):
    """A function that writes clinics.toml and gives the problems as lines."""

    def mistakes(text):
        (content_copy / "clinics.toml").write_text(text, encoding="utf-8")
        return [str(problem) for problem in clinics(content_copy)[1]]

    return mistakes


def test_a_clinic_without_mistakes_is_read_with_its_id(content_copy, mistakes):
    assert mistakes("[test]" + CARD) == []
    assert clinics(content_copy)[0]["test"].dial == "01632960001"


def test_a_site_without_clinics_is_a_whole_site(content_copy):
    (content_copy / "clinics.toml").unlink()
    assert clinics(content_copy) == ({}, [])


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[test]" + CARD + 'fax = "1"\n', "clinics.toml:6", "is not a field that is known here"),
        ("[test]" + CARD.replace("01632 960001", "call us"), "clinics.toml:3", "must be a telephone number"),
        ("[test]\n" + 'name = "A"\n', "clinics.toml:1", "is missing"),
        ("[any]" + CARD, "clinics.toml:1", "is already another address below /for/"),
        ("[guide]" + CARD, "clinics.toml:1", "is already another address below /for/"),
        ("[Test_Clinic]" + CARD, "clinics.toml:1", "must be small letters, digits and hyphens"),
        ("[test]" + CARD + 'region = "mars"\n', "clinics.toml:6", "there is no region “mars”"),
        ("[test]" + CARD + 'logo = "none.svg"\n', "clinics.toml:6", "there is no file clinics/none.svg"),
        ("[test]" + CARD + 'logo = "../sources.toml"\n', "clinics.toml:6", "must be the name of an .svg or .png file"),
        ("[test]" + CARD + 'out_of_hours = { words = "Night" }\n', "clinics.toml:6", "is missing"),
        ("[test" + CARD, "clinics.toml:1", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_clinic_is_told_with_its_line(mistakes, text, place, words):
    found = mistakes(text)
    assert any(line.startswith(f"{place}:") and words in line for line in found), found


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>', "<script>"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="1"/>', "onload"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><a href="//x"/></svg>', "href"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no viewBox"),
        ("<svg", "not valid SVG"),
    ],
)
def test_a_logo_that_could_run_or_load_something_is_refused(content_copy, mistakes, drawing, words):
    (content_copy / "clinics" / "bad.svg").write_text(drawing)
    assert any(words in line for line in mistakes("[test]" + CARD + 'logo = "bad.svg"\n'))


def test_a_set_that_names_no_page_is_told_with_its_line(content_copy, library):
    path = content_copy / "en" / "sets.toml"
    text = '[a]\ntitle = "A"\nline = "A."\npages = ["overview", "nowhere"]\n[b]\ntitle = "B"\nline = "B."\npages = []\n'
    path.write_text(text, encoding="utf-8")
    found = [str(problem) for problem in sets.page_sets(content_copy, library)[1]]
    assert any(line.startswith("en/sets.toml:8:") for line in found), found
    path.write_text(text.split("[b]")[0], encoding="utf-8")
    found = [str(problem) for problem in sets.page_sets(content_copy, library)[1]]
    assert found == ["en/sets.toml:4: there is no page “nowhere”"]


def test_a_dead_link_in_the_guide_is_told_with_its_line(content_copy, library):
    path = content_copy / "en" / "staff" / "guide.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nSee [how to fold a letter](/nowhere/).\n", encoding="utf-8")
    found = [str(problem) for problem in guide.problems(content_copy, library)]
    assert len(found) == 1
    assert "the link “/nowhere/” leads to no page" in found[0]
    assert found[0].startswith("en/staff/guide.md:")


def test_a_mistake_in_a_clinic_keeps_the_site_from_starting(content_copy, manage):
    (content_copy / "clinics.toml").write_text('[test]\nname = "A"\n', encoding="utf-8")
    ran = manage("check", CONTENT_DIR=str(content_copy))
    assert ran.returncode != 0
    assert "clinics.toml:1" in ran.stderr


def test_a_word_that_may_not_be_used_is_told_in_the_guide_and_in_the_sets(content_copy, library):
    path = content_copy / "en" / "staff" / "guide.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nSay that it is benign.\n", encoding="utf-8")
    assert any("“benign” may not be used" in str(problem) for problem in guide.problems(content_copy, library))
    path = content_copy / "en" / "sets.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Open sore", "Benign sore"), encoding="utf-8")
    assert any("“Benign” may not be used" in str(problem) for problem in sets.page_sets(content_copy, library)[1])


def test_what_ships_has_no_problem(library, settings):
    assert content_check.problems(settings.CONTENT_DIR, library) == []
