"""Finds every problem in a library: what is missing, what is dead, what is never used, and words that may not stand."""

import re
from collections import Counter
from collections.abc import Iterator

from . import markup, wording
from .pages import Page
from .problem import Place, Problem
from .records import GROUPS
from .render import care_ids

# Addresses that are views, not pages.
VIEWS = ("/check/", "/search/", "/for/", "/for/guide/", "/check/sheet/")
SHOWN = (
    "guidance", "glossary", "sources", "reading-levels", "review-dates", "questionnaire-flow", "questionnaire-rules",
    "report-address", "checklist-note",
)  # fmt: skip
ADDRESS = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


def check(library) -> list[Problem]:
    """Return every problem of a library, sorted by place; renders and measures every page."""
    found: list[Problem] = [*library.problems]
    found += _check_addresses(library)
    for path, tokens in _documents(library):
        found += _check_blocks(library, path, tokens)
        found += _check_references(library, path, tokens)
    for page in library.pages.values():
        found += wording.check_structure(page.source.path, page.tokens)
        found += _check_anchors(page)
        for key in ("main_message", "next_step", "summary", "unknown"):
            found += _check_field(library, page, key)
    for piece in library.guidance.values():
        found += wording.check_structure(piece.place.path, piece.tokens, first_level=4)
        found += _check_sources(library, piece.place, piece.sources)
    for treatment in library.treatments.values():
        for _, tokens in treatment.parts:
            found += wording.check_structure(treatment.source.path, tokens, first_level=4)
    found += _check_links(library)
    found += _check_use(library)
    found += wording.check_words(library)
    found += wording.check_reading(library)
    return sorted(set(found))


def _documents(library) -> Iterator[tuple[str, list]]:
    for page in library.pages.values():
        yield page.source.path, page.tokens
    for treatment in library.treatments.values():
        for _, tokens in treatment.parts:
            yield treatment.source.path, tokens
    for piece in library.guidance.values():
        yield piece.place.path, piece.tokens


def _check_addresses(library) -> Iterator[Problem]:
    taken = {page.id.lower(): page for page in library.pages.values()}
    for page in library.pages.values():
        if not ADDRESS.fullmatch(page.id):
            words = "a page's file name has only small letters, digits and hyphens, because it is the address"
            yield Problem(Place(page.source.path), words)
        for old in page.moved_from:
            other = taken.setdefault(old.strip("/").lower(), page)
            if other is not page or old.strip("/") == page.id:
                yield Problem(page.source.place("moved_from"), f"“{old}” is already the address of “{other.id}”")


def _check_blocks(library, path: str, tokens) -> Iterator[Problem]:
    for part in markup.all_parts(markup.parts(tokens)):
        place = Place(path, part.line)
        if part.name == "figure" and part.argument not in library.figures:
            yield Problem(place, f"there is no drawing “{part.argument}”")
        elif part.name in ("more", "table", "checklist") and not part.argument:
            yield Problem(place, f"the block “{part.name}” needs a title on its first line")
        elif part.name == "care":
            yield from _check_care(library, place, part)
        elif part.name in ("do", "dont"):
            items = [passage for passage in markup.passages(part.tokens) if passage.kind == "item"]
            if not items:
                yield Problem(place, f"the block “{part.name}” needs a list")
            if part.name == "dont":
                for item in items:
                    if not item.text.startswith("Do not "):
                        words = f"every line of a do-not list starts with “Do not”: “{item.text[:40]}”"
                        yield Problem(Place(path, item.line), words)
        elif part.name == "show":
            what, _, group = part.argument.partition(" ")
            known = what in SHOWN or (what in ("treatments", "compare") and group in GROUPS)
            if not known:
                yield Problem(place, f"there is nothing to show named “{part.argument}”")


def _check_care(library, place: Place, part) -> Iterator[Problem]:
    if part.argument not in library.urgencies:
        yield Problem(place, f"“{part.argument}” is not an urgency: {', '.join(library.urgencies)}")
        return
    if not care_ids(part):
        yield Problem(place, "a care card needs a list of guidance ids")
    for key in care_ids(part):
        piece = library.guidance.get(key)
        if not piece:
            yield Problem(place, f"there is no guidance “{key}”")
        elif piece.urgency.id != part.argument:
            yield Problem(place, f"the guidance “{key}” is {piece.urgency.id}, not {part.argument}")


def _check_references(library, path: str, tokens) -> Iterator[Problem]:
    for token in tokens:
        for child in token.children or []:
            if child.type == "citation":
                yield from _check_sources(library, Place(path, token.map[0] if token.map else 1), child.meta["ids"])


def _check_sources(library, place: Place, ids) -> Iterator[Problem]:
    for key in ids:
        if key not in library.sources:
            yield Problem(place, f"there is no source “{key}” in sources.toml")


def _check_field(library, page: Page, key: str) -> Iterator[Problem]:
    value = getattr(page.fields, key)
    for text in [value] if isinstance(value, str) else value:
        for child in markup.PARSER.parseInline(text)[0].children or []:
            if child.type == "citation":
                yield from _check_sources(library, page.source.place(key), child.meta["ids"])
    if key == "next_step" and "](" not in value:
        yield Problem(page.source.place(key), "next_step needs a link to the page that helps next")


def _check_anchors(page: Page) -> Iterator[Problem]:
    for anchor, count in Counter(page.screen.anchors).items():
        if count > 1:
            words = f"the anchor “#{anchor}” stands {count} times on this page: name one with {{#another-anchor}}"
            yield Problem(Place(page.source.path), words)


def _check_links(library) -> Iterator[Problem]:
    anchors = {page.path: {*page.screen.anchors, "sources"} for page in library.pages.values()}
    for place, target in _links(library):
        if target.startswith(("https://", "http://")):
            continue
        address, _, anchor = target.partition("#")
        if address in VIEWS or (address and address.startswith("/handouts/")):
            continue
        if not address.startswith("/") and not target.startswith("#"):
            yield Problem(place, f"write the link “{target}” as an address such as /self-care/")
        elif address and address not in anchors:
            moved = library.moved.get(address.strip("/"))
            hint = f"; the page moved to {moved.address}" if moved else ""
            yield Problem(place, f"the link “{target}” leads to no page{hint}")
        elif anchor and address and anchor not in anchors[address]:
            yield Problem(place, f"the link “{target}” leads to no heading of that page")
        elif anchor and not address and not any(anchor in names for names in anchors.values()):
            yield Problem(place, f"the link “{target}” leads to no heading")


def _links(library) -> Iterator[tuple[Place, str]]:
    for path, tokens in _documents(library):
        for token in tokens:
            for child in token.children or []:
                if child.type == "link_open":
                    yield Place(path, token.map[0] if token.map else 1), child.attrGet("href")
    for page in library.pages.values():
        for key in ("main_message", "next_step", "summary", "unknown"):
            value = getattr(page.fields, key)
            for text in [value] if isinstance(value, str) else value:
                for child in markup.PARSER.parseInline(text)[0].children or []:
                    if child.type == "link_open":
                        yield page.source.place(key), child.attrGet("href")


def _check_use(library) -> Iterator[Problem]:
    """Report what is there and never used: it would grow old unseen."""
    cited = {item.id for page in library.pages.values() for item in page.screen.cited}
    explained = {term.id for page in library.pages.values() for term in page.screen.terms}
    shown = {part.argument for _, tokens in _documents(library) for part in markup.all_parts(markup.parts(tokens))}
    language = library.language
    for key in library.sources.keys() - cited:
        yield Problem(library.place("sources.toml", key), f"the source “{key}” is cited nowhere")
    for key in library.terms.keys() - explained:
        yield Problem(library.place(f"{language}/glossary.toml", key), f"the term “{key}” is used on no page")
    for key in library.figures.keys() - shown:
        yield Problem(Place(f"figures/{key}.svg"), "this drawing stands on no page")
    for treatment in library.treatments.values():
        if not treatment.page:
            yield Problem(Place(treatment.source.path), f"no page shows the treatments of “{treatment.group}”")
    if library.guidance and "guidance" not in shown:
        yield Problem(Place(f"{language}/pages"), "no page shows all the guidance (::: show guidance)")
