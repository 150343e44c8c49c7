"""Hands the one set of rules and words of the reader's language to the views, read once."""

import hashlib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from education import catalog

from .engine import Answers, Journey, journey
from .model import Questionnaire, Words, load_rules, load_words


@dataclass(frozen=True, eq=False)
class Current:
    """The rules, their words in one language, and a fingerprint of both."""

    questionnaire: Questionnaire
    words: Words
    fingerprint: str

    def journey(self, answers: Answers) -> Journey:
        """Return the journey that these answers make."""
        return journey(self.questionnaire, answers)


def current() -> Current:
    """Return what is asked now, in the language of the request."""
    library = catalog.library()
    return _read(library.language, id(library))  # in development a changed library is another one


@cache
def _read(language: str, version: int) -> Current:
    questionnaire, problems = load_rules(settings.CONTENT_DIR)
    words, more = load_words(settings.CONTENT_DIR, language)
    if questionnaire is None or words is None:  # only while writing: a site with problems does not start
        raise RuntimeError("; ".join(map(str, problems + more)))
    written = questionnaire.model_dump_json() + words.model_dump_json()
    return Current(questionnaire, words, hashlib.blake2b(written.encode(), digest_size=6).hexdigest())
