"""The shapes of what editors write: one strict record for each kind of content file."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .reading import sentences
from .toml_file import Strict

CERTAINTIES = ("strong", "limited", "very-limited", "expert-opinion")
GROUPS = ("watching", "medicines", "creams-shots-drips", "removal", "minerals")
URGENCIES = ("emergency", "same_day", "soon", "routine", "self_care")


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text.strip()


Text = Annotated[str, AfterValidator(_filled)]


def _few_sentences(most: int):
    def check(text: str) -> str:
        if len(sentences(text)) > most:
            raise ValueError(f"has {len(sentences(text))} sentences; at most {most} are allowed")
        return text

    return AfterValidator(check)


class Change(Strict):
    """One dated line of what changed on a page."""

    date: date
    text: Text


class Signature(Strict):
    """The named clinician who signed a page."""

    name: Text
    role: Text
    date: date


class PageFields(Strict):
    """The front matter of a page."""

    title: Annotated[Text, Field(max_length=65)]
    menu: Text | None = None
    description: Annotated[Text, Field(min_length=50, max_length=160)]
    main_message: Annotated[Text, _few_sentences(3)]
    next_step: Annotated[Text, _few_sentences(2)]
    summary: Annotated[list[Text], Field(min_length=3, max_length=6)]
    unknown: Annotated[list[Text], Field(min_length=1, max_length=4)]
    last_changed: date
    review_due: date
    changes: Annotated[list[Change], Field(min_length=1)]
    signed: Signature | None = None
    moved_from: list[Text] = []

    @model_validator(mode="after")
    def _dates_agree(self):
        if max(change.date for change in self.changes) != self.last_changed:
            raise ValueError("last_changed must be the date of the newest line in changes")
        if self.review_due <= self.last_changed:
            raise ValueError("review_due must be later than last_changed")
        return self


class Compared(Strict):
    """One short sentence for each column of the table that compares treatments."""

    aim: Text
    gain: Text
    harm: Text
    daily: Text


class TreatmentFields(Strict):
    """The front matter of a treatment."""

    title: Text
    kind: Text
    last_changed: date
    compare: Compared


class TreatmentEntry(Strict):
    """A treatment's place in the order, its group and how sure we are of it."""

    id: Text
    group: Literal[GROUPS]
    certainty: Literal[CERTAINTIES]


class TreatmentsFile(Strict):
    """treatments.toml"""

    treatment: list[TreatmentEntry]


class GuidanceFields(Strict):
    """The front matter of a piece of guidance."""

    title: Text
    sign: Text
    sources: list[Text]


class Source(Strict):
    """A reference, cited as the original work."""

    title: Text
    body: Text
    seen: Literal["abstract", "extract", "page"]
    authors: Text | None = None
    year: int | None = None
    details: Text | None = None
    doi: Text | None = None
    url: Text | None = None
    pmc: Text | None = None

    @property
    def address(self) -> str | None:
        """The link to the original work, or None when only copies of it were seen."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url or (f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmc}/" if self.pmc else None)


class TermFields(Strict):
    """A glossary term with its plain meaning and the other forms in which readers meet it."""

    term: Text
    meaning: Text
    also: list[Text] = []


class FigureWords(Strict):
    """The words that go with a drawing."""

    title: Text
    alt: Annotated[Text, Field(max_length=125)]
    caption: Text
    key: list[Text] = []
    description: Annotated[list[Text], Field(min_length=1)]


class MenuSection(Strict):
    """A section of the menu and its pages in reading order."""

    id: Text
    pages: Annotated[list[Text], Field(min_length=1)]


class MenuFile(Strict):
    """menu.toml"""

    section: list[MenuSection]


class CertaintyWords(Strict):
    """How a certainty is named and what it means."""

    label: Text
    meaning: Text


class UrgencyWords(Strict):
    """The words of one tier of urgency."""

    name: Text
    heading: Text
    heading_result: Text
    action: Text
    meanwhile: Text


class Site(Strict):
    """The short words of the site in one language."""

    language_name: Text
    direction: Literal["ltr", "rtl"]
    sections: dict[str, Text]
    groups: dict[Literal[GROUPS], Text]
    certainty: dict[Literal[CERTAINTIES], CertaintyWords]
    urgency: dict[Literal[URGENCIES], UrgencyWords]


class Region(Strict):
    """The emergency and advice numbers of one part of the world."""

    id: Text
    name: dict[str, Text]
    emergency: Text
    advice: Text | None = None
    advice_name: dict[str, Text] | None = None


class RegionsFile(Strict):
    """regions.toml"""

    region: Annotated[list[Region], Field(min_length=1)]


class Phrase(Strict):
    """Words that may never appear, and why."""

    text: Text
    why: Text
    regex: bool = False
    scope: Literal["all", "result"] = "all"


class ForbiddenFile(Strict):
    """forbidden.toml"""

    phrase: list[Phrase]


class NamesFile(Strict):
    """names.toml"""

    names: list[Text]
