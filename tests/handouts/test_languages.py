"""A handout in a language that is written from right to left, in letters that the font of handouts lacks."""

import io

import page as validator
import pikepdf
from django.core import checks

from education.handouts import engine
from education.handouts.document import parts
from education.handouts.handout import Handout
from tests.handouts.conftest import Pdf
from tests.pages.test_languages import two_languages  # noqa: F401


def test_an_arabic_handout_is_accessible_and_names_its_language(two_languages):  # noqa: F811
    [sheet] = parts(Handout("basics", "causes", language="ar"))
    assert 'lang="ar" dir="rtl"' in sheet.html()
    content = engine.pdf(sheet.html())
    assert list(validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_UA_1).failures) == []
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.Root.Lang == "ar"
    text = Pdf(content).text
    assert sheet.handout.short_address.removeprefix("http://") in text.replace("\r\n", "")
    assert "112" in text


def test_the_check_says_that_a_language_needs_a_font_of_the_machine(two_languages):  # noqa: F811
    [found] = checks.run_checks(tags=["handouts"])
    assert "العربية" in found.msg
    assert "ا" in found.msg
    assert "fonts-noto" in found.hint
    assert not found.is_serious()
    two_languages.LANGUAGES = two_languages.LANGUAGES[:1]
    assert checks.run_checks(tags=["handouts"]) == []
