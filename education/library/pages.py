"""What the library hands out: pages and the things that stand on them, finished and linked to each other."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markdown_it.token import Token

from .problem import Place
from .reading import Reading
from .records import Change, Compared, PageFields, Source
from .toml_file import TomlText


@dataclass(frozen=True)
class Term:
    """A glossary term."""

    id: str
    term: str
    meaning: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A drawing: its SVG (safe, with digits only) and the words that go with it."""

    id: str
    svg: str
    title: str
    alt: str
    caption: str
    key: list[str]
    description: list[str]


@dataclass(frozen=True)
class Urgency:
    """One tier: when help is needed, and the words for it."""

    id: str
    name: str
    heading: str
    heading_result: str
    action: str
    meanwhile: str


@dataclass(frozen=True)
class Certainty:
    """How sure we are of a treatment."""

    id: str
    label: str
    meaning: str


@dataclass(repr=False, eq=False)
class Guidance:
    """A piece of when-to-get-help guidance, with its text as HTML."""

    id: str
    title: str
    sign: str
    sources: list[str]
    urgency: Urgency
    place: Place
    tokens: list[Token]
    sign_html: str = ""
    body_html: str = ""


@dataclass(repr=False)
class Treatment:
    """A treatment, its text split into the parts that every treatment has."""

    id: str
    group: str
    certainty: Certainty
    title: str
    kind: str
    compare: Compared
    last_changed: date
    source: TomlText
    parts: list[tuple[str, list[Token]]]
    page: "Page | None" = None

    @property
    def address(self) -> str:
        """Where the treatment can be read."""
        return f"{self.page.address}#{self.id}" if self.page else ""


@dataclass(frozen=True)
class Cited:
    """A source as one page cites it: its number there and the anchors that lead back."""

    id: str
    number: int
    source: Source
    backs: tuple[str, ...]


@dataclass
class Body:
    """A page rendered for one medium ("screen" or "paper"): safe HTML and what it uses."""

    main_message: str = ""
    next_step: str = ""
    summary: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    html: str = ""
    toc: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


@dataclass(repr=False)  # pages lead to each other without end
class Page:
    """One page of the site: what its editor wrote, and its finished forms for screen and paper."""

    id: str
    fields: PageFields
    source: TomlText
    tokens: list[Token]
    library: Any
    version: str = ""
    section: "Section | None" = None
    parent: "Page | None" = None
    previous: "Page | None" = None
    next: "Page | None" = None

    @cached_property
    def screen(self) -> Body:
        """The page as a browser shows it, rendered when first asked for."""
        return self.library.render(self, "screen")

    @cached_property
    def paper(self) -> Body:
        """The page as a printout shows it: everything opened, terms plain."""
        return self.library.render(self, "paper")

    @cached_property
    def reading(self) -> Reading:
        """How hard the page is to read, with all that stands on it."""
        return self.library.measure(self)

    def __repr__(self):
        """Say which page it is; pages lead to each other, so a full account would have no end."""
        return f"<Page {self.id}>"

    @property
    def path(self) -> str:
        """The address as editors write it, the same in every language: "/types/dystrophic/"."""
        return "/" if self.id == "home" else f"/{self.id}/"

    @property
    def address(self) -> str:
        """The address of the page in its language: "/types/" or "/es/types/"."""
        return self.library.base + self.path[1:]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.fields.title

    @property
    def menu(self) -> str:
        """The short name of the page in menus."""
        return self.fields.menu or self.fields.title

    @property
    def changes(self) -> list[Change]:
        """What changed, newest first."""
        return sorted(self.fields.changes, key=lambda change: change.date, reverse=True)

    @property
    def breadcrumbs(self) -> list["Page"]:
        """The pages above this one, outermost first."""
        return [*self.parent.breadcrumbs, self.parent] if self.parent else []

    # What templates ask for most, by its plain name.
    body = property(lambda self: self.screen.html)
    html = property(lambda self: self.screen)
    toc = property(lambda self: self.screen.toc)
    cited = property(lambda self: self.screen.cited)
    terms = property(lambda self: self.screen.terms)
    description = property(lambda self: self.fields.description)
    last_changed = property(lambda self: self.fields.last_changed)
    review_due = property(lambda self: self.fields.review_due)
    signed = property(lambda self: self.fields.signed)
    moved_from = property(lambda self: self.fields.moved_from)


@dataclass(frozen=True, repr=False)
class Section:
    """A section of the menu."""

    id: str
    title: str
    pages: list[Page]
