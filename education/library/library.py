"""The finished library: everything a site in one language is made of, read once and linked to each other."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from .pages import Body, Certainty, Figure, Guidance, Page, Section, Term, Treatment, Urgency
from .problem import Place, Problem
from .reading import Reading, measure
from .records import Phrase, Region, Site, Source
from .render import Component, render, term_pattern
from .toml_file import TomlText
from .wording import reading_blocks


@dataclass(repr=False)
class Library:
    """All content of one language. `problems` lists what could not be read; `checks.check` finds the rest."""

    language: str
    component: Component
    base: str = "/"
    problems: list[Problem] = field(default_factory=list)
    site: Site | None = None
    menu: list[Section] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    treatments: dict[str, Treatment] = field(default_factory=dict)
    urgencies: dict[str, Urgency] = field(default_factory=dict)
    certainties: dict[str, Certainty] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    forbidden: list[Phrase] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    texts: dict[str, TomlText] = field(default_factory=dict)

    def place(self, file: str, *keys: str | int) -> Place:
        """Return the place of a value in one of the TOML files."""
        return self.texts[file].place(*keys) if file in self.texts else Place(file)

    @cached_property
    def term_pattern(self) -> re.Pattern | None:
        """Finds any form of any glossary term."""
        return term_pattern(list(self.terms.values()))

    @cached_property
    def _forms(self) -> dict[str, Term]:
        return {form.lower(): term for term in self.terms.values() for form in (term.term, *term.also)}

    def term_of(self, form: str) -> Term:
        """Return the term that this form belongs to; raises KeyError if there is none."""
        return self._forms[form.lower()]

    @cached_property
    def moved(self) -> dict[str, Page]:
        """Each page by its old ids."""
        return {old.strip("/"): page for page in self.pages.values() for old in page.moved_from}

    def render(self, page: Page, medium: str) -> Body:
        """Render a page for "screen" or "paper"; `Page.screen` and `Page.paper` keep the outcome."""
        return render(self, page, medium, self.component)

    def measure(self, page: Page) -> Reading:
        """Measure a page; `Page.reading` keeps the outcome."""
        return measure(reading_blocks(self, page), self.names)

    def source_uses(self, asking: Page) -> list[dict]:
        """Return every source with the pages that cite it, ordered by its author or body.

        The page that asks is being rendered, so it is not looked at.
        """
        uses = {source_id: [] for source_id in self.sources}
        for page in self.pages.values():
            if page is asking:
                continue
            for cited in page.screen.cited:
                uses[cited.id].append(page)
        entries = [{"id": key, "source": self.sources[key], "pages": pages} for key, pages in uses.items()]
        return sorted(entries, key=lambda entry: (entry["source"].authors or entry["source"].body).lower())
