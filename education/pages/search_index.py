"""Finds sections by the patient's words: stemmed, forgiving of typing mistakes, and knowing what people call things."""

import re
import sqlite3
import threading
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer
from pydantic import TypeAdapter
from rapidfuzz import fuzz, process

from education.library.sections import Section
from education.library.toml_file import Strict

WORD = re.compile(r"\w+(?:['’-]\w+)*")
MOST_WORDS, SNIPPET = 12, 170
MOST_STEMS = 50_000  # far more than the site has words, and a bound on what strangers can have kept
# Weights of page title, section title, text.
RANK = "bm25(sections, 6.0, 8.0, 1.0)"


class Synonym(Strict):
    """Words that mean the same to someone who searches."""

    words: list[str]


class SynonymsFile(Strict):
    """search.toml"""

    synonym: list[Synonym] = []
    stop: list[str] = []


@dataclass(frozen=True)
class Result:
    """A section that was found, with the stretch of its text that fits best, cut into (text, is a match) pieces."""

    section: Section
    snippet: list[tuple[str, bool]]


class Index:
    """An SQLite full-text index in memory over the sections of one language."""

    def __init__(self, sections: Iterable[Section], words: Path, language: str = "english"):
        self.stemmer = snowballstemmer.stemmer(language)
        self.stem = lru_cache(maxsize=MOST_STEMS)(self._stem)
        self.lock = threading.Lock()
        self.sections = [section for section in sections if section.text or section.title]
        data = tomllib.loads(words.read_text(encoding="utf-8")) if words.is_file() else {}
        file = TypeAdapter(SynonymsFile).validate_python(data)
        self.stop = {stem for word in file.stop for stem in self.stems(word)}
        self.synonyms = [[self.stems(phrase) for phrase in group.words] for group in file.synonym]
        self.database = sqlite3.connect(":memory:", check_same_thread=False)
        tokenizer = "unicode61 remove_diacritics 2"
        self.database.execute(f"CREATE VIRTUAL TABLE sections USING fts5(page, title, text, tokenize='{tokenizer}')")
        rows = [
            tuple(" ".join(self.stems(text)) for text in (section.page.title, section.title, section.text))
            for section in self.sections
        ]
        self.database.executemany("INSERT INTO sections VALUES (?, ?, ?)", rows)
        self.known = sorted({stem for row in rows for text in row for stem in text.split()})
        self.known_set = set(self.known) | {stem for group in self.synonyms for phrase in group for stem in phrase}
        self.spelling = sorted(self.known_set)

    def stems(self, text: str) -> list[str]:
        """Return the stems of the words of a text, in order."""
        return [self.stem(word.lower().replace("’", "'")) for word in WORD.findall(text)]

    def _stem(self, word: str) -> str:
        # A stemmer keeps the word it works on to itself: two threads at once would get each other's stems.
        with self.lock:
            return self.stemmer.stemWord(word)

    def find(self, query: str, most: int = 20) -> list[Result]:
        """Return the sections that fit the words best, best first."""
        asked = self.stems(query)[:MOST_WORDS]
        meant = [stem if stem in self.known_set else self._nearest(stem) for stem in asked]
        groups = self._groups([stem for stem in meant if stem])
        groups = [group for group in groups if not self._is_filler(group)] or groups
        if not groups:
            return []
        # Sections that have all of the words come before sections that have some.
        found: dict[int, None] = {}
        for joint in (" AND ", " OR "):
            expression = joint.join("(" + " OR ".join(_quoted(phrase) for phrase in group) + ")" for group in groups)
            found |= dict.fromkeys(self._match(expression, most))
        matched = {stem for group in groups for phrase in group for stem in phrase} - self.stop
        chosen = [self.sections[row] for row in list(found)[:most]]
        return [Result(section, self._snippet(section.text, matched)) for section in chosen]

    def _groups(self, stems: list[str]) -> list[list[list[str]]]:
        """Return, for each word or known phrase of the query, the phrases that would do."""
        groups, position = [], 0
        while position < len(stems):
            best, group = 1, [[stems[position]]]
            for synonyms in self.synonyms:
                for phrase in synonyms:
                    length = len(phrase)
                    if length >= best and stems[position : position + length] == phrase:
                        group = [phrase, *(other for other in synonyms if other != phrase)]
                        best = length
            groups.append(group)
            position += best
        return groups

    def _is_filler(self, group: list[list[str]]) -> bool:
        return len(group) == 1 and set(group[0]) <= self.stop

    def _nearest(self, stem: str) -> str | None:
        """Return the known word that was probably meant, or None."""
        if len(stem) < 4:
            return None
        match = process.extractOne(stem, self.spelling, scorer=fuzz.ratio, score_cutoff=72)
        return match[0] if match else None

    def _match(self, expression: str, most: int) -> list[int]:
        query = f"SELECT rowid FROM sections WHERE sections MATCH ? ORDER BY {RANK} LIMIT ?"  # noqa: S608
        with self.lock:
            return [row - 1 for (row,) in self.database.execute(query, (expression, most))]

    def _snippet(self, text: str, stems: set[str]) -> list[tuple[str, bool]]:
        spans = [match.span() for match in WORD.finditer(text) if stems.intersection(self.stems(match.group()))]
        start = max(0, (spans[0][0] if spans else 0) - 60)
        start = text.rfind(" ", 0, start) + 1 if start else 0
        end = len(text) if start + SNIPPET >= len(text) else text.rfind(" ", 0, start + SNIPPET)
        pieces, last = [("… ", False)] if start else [], start
        for begin, stop in spans:
            if begin >= start and stop <= end:
                pieces += [(text[last:begin], False), (text[begin:stop], True)]
                last = stop
        pieces.append((text[last:end] + (" …" if end < len(text) else ""), False))
        return pieces


def _quoted(phrase: list[str]) -> str:
    return '"' + " ".join(stem.replace('"', "") for stem in phrase) + '"'
