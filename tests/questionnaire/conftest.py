"""The real rules and words, read once."""

from pathlib import Path

import pytest

from education.questionnaire.model import Questionnaire, Words, load_rules, load_words

CONTENT = Path(__file__).parents[2] / "education" / "content"


@pytest.fixture(scope="session")
def content() -> Path:
    return CONTENT


@pytest.fixture(scope="session")
def rules() -> Questionnaire:
    found, problems = load_rules(CONTENT)
    assert found, problems
    return found


@pytest.fixture(scope="session")
def words() -> Words:
    found, problems = load_words(CONTENT)
    assert found, problems
    return found
