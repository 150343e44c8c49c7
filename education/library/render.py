"""Turns the parsed text of a page into finished HTML: numbers citations, explains terms, fills the named blocks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from markdown_it.token import Token

from . import markup
from .pages import Body, Cited, Page, Term

# A component turns a name and a plain context into safe HTML; the site passes its templates in.
Component = Callable[[str, dict[str, Any]], str]
CLOSING = re.compile(r"[.,;:!?)”’]*")
GROUPS_BY_ARGUMENT = ("treatments", "compare")


@dataclass(repr=False)
class Rendering:
    """One page being rendered for one medium: what it has cited and explained so far."""

    library: Any
    page: Page | None
    medium: str
    component: Component
    body: Body = field(default_factory=Body)
    cited: dict[str, list[str]] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    quiet: int = 0
    level: int = 1
    prefix: str = ""

    def cite(self, ids: list[str]) -> str:
        """Return the numbered links for these sources, numbering each at its first citation."""
        marks = []
        for source_id in ids:
            if source_id not in self.library.sources:
                continue
            backs = self.cited.setdefault(source_id, [])
            number = list(self.cited).index(source_id) + 1
            backs.append(f"cite-{number}-{len(backs) + 1}")
            marks.append({"number": number, "id": source_id, "back": backs[-1]})
        return self.component("cite", {"citations": marks, "medium": self.medium}).strip() if marks else ""

    def explain(self, text: str) -> str:
        """Return text as HTML in which each glossary term that the page meets for the first time explains itself."""
        pattern = self.library.term_pattern
        if self.quiet or not pattern:
            return escape(text)
        pieces, last = [], 0
        for match in pattern.finditer(text):
            term = self.library.term_of(match.group(0))
            if term.id in self.explained:
                continue
            self.explained.add(term.id)
            self.body.terms.append(term)
            before = text[last : match.start()]
            opening = before[len(before.rstrip("(“‘")) :]
            closing = CLOSING.match(text, match.end()).group(0)
            explained = self._term(term, match.group(0))
            if self.medium == "screen" and (opening or closing):
                # Browsers may break a line beside a button, so that a full stop would begin the next line.
                explained = f'<span class="whole">{escape(opening)}{explained}{escape(closing)}</span>'
            else:
                explained = escape(opening) + explained + escape(closing)
            pieces += [escape(before.removesuffix(opening)), explained]
            last = match.end() + len(closing)
        return "".join(pieces) + escape(text[last:])

    def _term(self, term: Term, text: str) -> str:
        context = {"term": term, "text": text, "number": f"term-{term.id}", "medium": self.medium}
        return self.component("term", context).strip()

    def inline(self, text: str, quiet: bool = False) -> str:
        """Render one line of Markdown (a field of the front matter)."""
        self.quiet += quiet
        tokens = markup.PARSER.parseInline(text)
        html = self.tokens(tokens)
        self.quiet -= quiet
        return html

    def tokens(self, tokens: list[Token]) -> str:
        """Render plain tokens."""
        return markup.PARSER.renderer.render(tokens, markup.PARSER.options, {"rendering": self})

    def parts(self, parts: list[markup.Part]) -> str:
        """Render plain stretches and named blocks."""
        return "".join(getattr(self, f"block_{part.name}")(part) for part in parts)

    def block_plain(self, part):
        """A stretch without a block."""
        return self.tokens(part.tokens)

    def fill(self, name: str, **context) -> str:
        """Render a component with this page's medium and heading level."""
        level = min(self.level + 1, 6)
        return self.component(name, {"medium": self.medium, "level": level, "page": self.page, **context})

    def block_do(self, part):
        """A do list."""
        return self.fill("list", kind="do", body=self.parts(part.parts))

    def block_dont(self, part):
        """A do-not list."""
        return self.fill("list", kind="dont", body=self.parts(part.parts))

    def block_more(self, part):
        """A block that opens when asked."""
        return self.fill("more", title=part.argument, body=self.parts(part.parts))

    def block_note(self, part):
        """A short set-off remark."""
        return self.fill("note", body=self.parts(part.parts))

    def block_table(self, part):
        """A table with a caption."""
        return self.fill("table", caption=part.argument, body=self.parts(part.parts))

    def block_checklist(self, part):
        """A list with boxes to tick on paper."""
        return self.fill("checklist", title=part.argument, body=self.parts(part.parts))

    def block_lines(self, part):
        """Empty lines to write on."""
        return self.fill("lines", count=range(int(part.argument) if part.argument.isdigit() else 3))

    def block_figure(self, part):
        """A drawing with its words."""
        figure = self.library.figures.get(part.argument)
        if not figure:
            return ""
        paragraphs = [f"<p>{self.inline(text, quiet=True)}</p>" for text in figure.description]
        return self.fill("figure", figure=replace(figure, description=paragraphs))

    def block_care(self, part):
        """A care card: the signs of the guidance it names."""
        urgency = self.library.urgencies.get(part.argument)
        pieces = [self.library.guidance.get(text) for text in care_ids(part)]
        signs = [self.inline(piece.sign, quiet=True) for piece in pieces if piece]
        return self.fill("care", urgency=urgency, signs=signs) if urgency else ""

    def block_show(self, part):
        """Something drawn from the data."""
        what, _, argument = part.argument.partition(" ")
        show = getattr(self, "show_" + what.replace("-", "_"), None)
        return show(argument) if show else self.fill(what)

    def show_treatments(self, group):
        """Every treatment of a group, one after the other."""
        chosen = [item for item in self.library.treatments.values() if item.group == group]
        return "".join(self._treatment(treatment) for treatment in chosen)

    def _treatment(self, treatment):
        self.body.toc.append((treatment.id, treatment.title))
        self.body.anchors.append(treatment.id)
        written = []
        for title, tokens in treatment.parts:
            anchor = f"{treatment.id}-{markup.slug(title)}"
            self.body.anchors.append(anchor)
            written.append({"title": title, "anchor": anchor, "html": self.parts(markup.parts(tokens))})
        return self.fill("treatment", treatment=treatment, parts=written, level=2)

    def show_compare(self, group):
        """The table that compares the treatments of a group."""
        chosen = [item for item in self.library.treatments.values() if item.group == group]
        return self.fill("compare", treatments=chosen, group_title=self.library.site.groups.get(group, ""))

    def show_guidance(self, _):
        """Every piece of guidance, grouped by urgency."""
        tiers = []
        for urgency in self.library.urgencies.values():
            pieces = [piece for piece in self.library.guidance.values() if piece.urgency == urgency]
            self.body.toc.append((urgency.id, urgency.name))
            self.body.anchors += [urgency.id, *(piece.id for piece in pieces)]
            cited = [(piece, self.cite(piece.sources)) for piece in pieces]
            tiers.append({"urgency": urgency, "pieces": cited})
        return self.fill("guidance", tiers=tiers)

    def show_glossary(self, _):
        """Every term with its meaning."""
        terms = sorted(self.library.terms.values(), key=lambda term: term.term.lower())
        self.body.anchors += [term.id for term in terms]
        return self.fill("glossary", terms=terms)

    def show_sources(self, _):
        """Every source with the pages that cite it."""
        return self.fill("sources", entries=self.library.source_uses(self.page))


def care_ids(part: markup.Part) -> list[str]:
    """Return the guidance ids that a care block lists."""
    return [passage.text for passage in markup.passages(part.tokens)]


def render(library, page: Page, medium: str, component: Component) -> Body:
    """Render a page for "screen" or "paper"."""
    state = Rendering(library, page, medium, component)
    state.quiet = int(page.id in ("glossary", "sources"))
    body = state.body
    body.main_message = state.inline(page.fields.main_message)
    body.next_step = state.inline(page.fields.next_step)
    body.summary = [state.inline(text) for text in page.fields.summary]
    body.html = state.parts(markup.parts(page.tokens))
    body.unknown = [state.inline(text) for text in page.fields.unknown]
    body.cited = [
        Cited(source_id, number, library.sources[source_id], tuple(backs))
        for number, (source_id, backs) in enumerate(state.cited.items(), 1)
    ]
    return body


def render_piece(library, tokens: list[Token], component: Component) -> str:
    """Render a text that stands alone, such as a piece of guidance: no citations, no explained terms."""
    state = Rendering(library, None, "screen", component, quiet=1)
    return state.parts(markup.parts(tokens)).strip()


def term_pattern(terms: list[Term]) -> re.Pattern | None:
    """Return a pattern that finds any form of any term, longest first, as whole words."""
    forms = sorted({form for term in terms for form in (term.term, *term.also)}, key=len, reverse=True)
    if not forms:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])", re.IGNORECASE)


def _text(_, tokens, index, options, env):
    rendering = env.get("rendering")
    return rendering.explain(tokens[index].content) if rendering else escape(tokens[index].content)


def _cite(_, tokens, index, options, env):
    rendering = env.get("rendering")
    return rendering.cite(tokens[index].meta["ids"]) if rendering else ""


def _heading(renderer, tokens, index, options, env):
    """Terms in a heading are left alone, and a heading tells how deep the blocks after it stand."""
    rendering, token = env.get("rendering"), tokens[index]
    if rendering:
        rendering.quiet += token.nesting
        if token.nesting == 1:
            rendering.level = int(token.tag[1])
            rendering.body.anchors.append(token.attrGet("id"))
            if token.tag == "h2":
                rendering.body.toc.append((token.attrGet("id"), markup.plain_text(tokens[index + 1])))
    return renderer.renderToken(tokens, index, options, env)


def _link(renderer, tokens, index, options, env):
    rendering, token = env.get("rendering"), tokens[index]
    if rendering:
        rendering.quiet += token.nesting
        if token.nesting == 1 and token.attrGet("href").startswith("/"):
            # Editors write one address for all languages; the reader stays in the language of the page.
            token = token.copy(attrs={**token.attrs, "href": rendering.library.base + token.attrGet("href")[1:]})
            return renderer.renderToken([token], 0, options, env)
    return renderer.renderToken(tokens, index, options, env)


for _name, _rule in {
    "text": _text,
    "citation": _cite,
    "heading_open": _heading,
    "heading_close": _heading,
    "link_open": _link,
    "link_close": _link,
}.items():
    markup.PARSER.add_render_rule(_name, _rule)
