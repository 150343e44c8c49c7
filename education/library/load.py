"""Reads a content folder into a library: every file, and every link between them."""

import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

from . import markup, records, svg, toml_file
from .library import Library
from .pages import Certainty, Figure, Guidance, Page, Section, Term, Treatment, Urgency
from .problem import Place, Problem
from .render import Component, render_piece
from .treatment import split_parts


def no_components(name: str, context: dict[str, Any]) -> str:
    """Stand in for templates where only problems or plain texts are wanted."""
    return context.get("body", "") if isinstance(context.get("body"), str) else context.get("text", "")


def load(content: Path, language: str = "en", component: Component = no_components, base: str = "/") -> Library:
    """Read all content of one language; what cannot be read is in `Library.problems`, the rest `checks.check` finds.

    `base` is where the pages of this language stand: "/", or "/es/" for another language than the first.
    """
    library = Library(language, component, base)
    reader = _Reader(Path(content), language, library)
    reader.read_data()
    reader.read_guidance()
    reader.read_treatments()
    reader.read_pages()
    for piece in library.guidance.values():
        piece.sign_html = render_piece(library, markup.parse(piece.sign), component)
        piece.sign_html = piece.sign_html.removeprefix("<p>").removesuffix("</p>")
        piece.body_html = render_piece(library, piece.tokens, component)
    return library


class _Reader:
    """Reads the files of one language in the order in which they need each other."""

    def __init__(self, content: Path, language: str, library: Library):
        self.content, self.words, self.library = content, content / language, library
        self.problems = library.problems

    def file(self, path: Path, shape):
        """Return a TOML file as `shape` with its text, or None and a problem."""
        if not path.is_file():
            name = path.relative_to(self.content).as_posix()
            self.problems.append(Problem(Place(name), "this file is missing"))
            return None, toml_file.TomlText(name, "")
        source = toml_file.read(self.content, path)
        self.library.texts[source.path] = source
        return toml_file.parse(source, shape, self.problems), source

    def markdown(self, path: Path, shape):
        """Return the front matter and the text of a Markdown file."""
        source = toml_file.read(self.content, path)
        if not source.toml:
            place = Place(source.path)
            self.problems.append(Problem(place, "the front matter between two lines of +++ is missing"))
            return None, source
        return toml_file.parse(source, shape, self.problems), source

    def read_data(self) -> None:
        """Read everything that pages refer to."""
        library = self.library
        library.site, _ = self.file(self.words / "site.toml", records.Site)
        if library.site:
            library.urgencies = {
                key: Urgency(key, **library.site.urgency[key].model_dump())
                for key in records.URGENCIES
                if key in library.site.urgency
            }
            library.certainties = {
                key: Certainty(key, words.label, words.meaning) for key, words in library.site.certainty.items()
            }
        library.sources = self.file(self.content / "sources.toml", dict[str, records.Source])[0] or {}
        regions, _ = self.file(self.content / "regions.toml", records.RegionsFile)
        library.regions = regions.region if regions else []
        terms, _ = self.file(self.words / "glossary.toml", dict[str, records.TermFields])
        library.terms = {
            key: Term(key, item.term, item.meaning, tuple(item.also)) for key, item in (terms or {}).items()
        }
        forbidden, _ = self.file(self.words / "forbidden.toml", records.ForbiddenFile)
        library.forbidden = forbidden.phrase if forbidden else []
        names, _ = self.file(self.words / "names.toml", records.NamesFile)
        library.names = names.names if names else []
        self._read_figures()

    def _read_figures(self) -> None:
        words, source = self.file(self.words / "figures.toml", dict[str, records.FigureWords])
        drawings = {path.stem: path for path in sorted((self.content / "figures").glob("*.svg"))}
        for key in (words or {}).keys() - drawings.keys():
            self.problems.append(Problem(source.place(key), f"there is no drawing figures/{key}.svg"))
        for key, path in drawings.items():
            name = path.relative_to(self.content).as_posix()
            if key not in (words or {}):
                self.problems.append(Problem(Place(name), f"this drawing has no words in {source.path}"))
                continue
            drawing = svg.clean(path, Place(name), words[key].alt, self.problems)
            self.library.figures[key] = Figure(key, drawing, **words[key].model_dump())

    def read_guidance(self) -> None:
        """Read the words of the guidance; its urgency comes from the rules of the questionnaire."""
        from education.questionnaire.model import load_rules

        rules, _ = load_rules(self.content)
        urgency_of = {item.id: item.urgency for item in rules.guidance} if rules else {}
        found = {}
        for path in sorted((self.words / "guidance").glob("*.md")):
            fields, source = self.markdown(path, records.GuidanceFields)
            urgency = self.library.urgencies.get(urgency_of.get(path.stem))
            if not fields or not urgency:
                continue
            tokens = markup.parse(source.body, source.body_line)
            place = Place(source.path, source.body_line)
            found[path.stem] = Guidance(path.stem, fields.title, fields.sign, fields.sources, urgency, place, tokens)
        self.library.guidance = {key: found[key] for key in urgency_of if key in found}

    def read_treatments(self) -> None:
        """Read the treatments in the order of treatments.toml."""
        entries, source = self.file(self.content / "treatments.toml", records.TreatmentsFile)
        listed = entries.treatment if entries else []
        for number, entry in enumerate(listed):
            path = self.words / "treatments" / f"{entry.id}.md"
            place = source.place("treatment", number, "id")
            if not path.is_file():
                self.problems.append(Problem(place, f"the treatment “{entry.id}” has no file {path.name}"))
                continue
            fields, text = self.markdown(path, records.TreatmentFields)
            certainty = self.library.certainties.get(entry.certainty)
            parts = split_parts(text, self.problems)
            if fields and certainty:
                self.library.treatments[entry.id] = Treatment(
                    id=entry.id, group=entry.group, certainty=certainty, title=fields.title, kind=fields.kind,
                    compare=fields.compare, last_changed=fields.last_changed, source=text, parts=parts,
                )  # fmt: skip
        for path in sorted((self.words / "treatments").glob("*.md")):
            if path.stem not in {entry.id for entry in listed}:
                name = path.relative_to(self.content).as_posix()
                self.problems.append(Problem(Place(name), f"this treatment is not listed in {source.path}"))

    def read_pages(self) -> None:
        """Read every page, and put them into the menu in reading order."""
        found: dict[str, Page] = {}
        for path in sorted((self.words / "pages").rglob("*.md")):
            key = path.relative_to(self.words / "pages").with_suffix("").as_posix()
            fields, source = self.markdown(path, records.PageFields)
            for line, message in markup.unclosed_blocks(source.body, source.body_line):
                self.problems.append(Problem(Place(source.path, line), message))
            if fields:
                found[key] = Page(key, fields, source, markup.parse(source.body, source.body_line), self.library)
        self._order(found)
        for page in self.library.pages.values():
            page.parent = self.library.pages.get(page.id.rpartition("/")[0])
            page.version = self._version(page)

    def _order(self, found: dict[str, Page]) -> None:
        menu, source = self.file(self.content / "menu.toml", records.MenuFile)
        ordered: list[Page] = []
        for number, section in enumerate(menu.section if menu else []):
            place = source.place("section", number, "pages")
            for key in section.pages:
                if key not in found:
                    self.problems.append(Problem(place, f"the menu names the page “{key}”, which does not exist"))
                elif found[key] in ordered:
                    self.problems.append(Problem(place, f"the menu names the page “{key}” twice"))
            pages = [found[key] for key in dict.fromkeys(section.pages) if key in found and found[key] not in ordered]
            title = self.library.site.sections.get(section.id) if self.library.site else None
            if self.library.site and not title:
                words = f"{self.words.name}/site.toml has no title for the section “{section.id}”"
                self.problems.append(Problem(place, words))
            entry = Section(section.id, title or section.id, pages)
            for page in pages:
                page.section = entry
            self.library.menu.append(entry)
            ordered += pages
        for page in found.values():
            if page not in ordered:
                words = f"the page “{page.id}” is in no section of {source.path}"
                self.problems.append(Problem(Place(page.source.path), words))
        for page, following in pairwise(ordered):
            page.next, following.previous = following, page
        self.library.pages = {page.id: page for page in ordered}

    def _version(self, page: Page) -> str:
        """Return a short hash of all words that stand on a page, so that a printout can tell whether it is current."""
        texts = [page.source.toml, page.source.body]
        shown = {passage for part in markup.all_parts(markup.parts(page.tokens)) for passage in [part.argument]}
        for treatment in self.library.treatments.values():
            if f"treatments {treatment.group}" in shown:
                treatment.page = page
            if f"treatments {treatment.group}" in shown or f"compare {treatment.group}" in shown:
                texts += [treatment.source.toml, treatment.source.body]
        if "guidance" in shown:
            for piece in self.library.guidance.values():
                texts += [piece.sign, *(token.content for token in piece.tokens)]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]
