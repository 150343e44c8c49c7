"""Reads drawings: only shapes and digits, so that every word can be translated and nothing can run."""

import re
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from .problem import Place, Problem

SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "use", "defs"}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def clean(path: Path, place: Place, title: str, problems: list[Problem]) -> str:
    """Return the drawing as inline SVG whose first child is its title; report what may not be in it."""
    text = path.read_text(encoding="utf-8")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        problems.append(Problem(Place(place.path, error.position[0]), f"this is not valid SVG: {error}"))
        return ""
    if not root.get("viewBox"):
        problems.append(Problem(place, "the drawing has no viewBox"))
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        if name not in SHAPES:
            problems.append(Problem(place, f"<{name}> may not be used in a drawing"))
        if name == "text" and not re.fullmatch(r"\s*\d+\s*", "".join(element.itertext())):
            problems.append(Problem(place, "the text in a drawing may only be a number; words go to figures.toml"))
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute == "style" or "//" in value or "javascript" in value:
                problems.append(Problem(place, f"the attribute {attribute} may not be used in a drawing"))
    body = text[text.index("<svg") :].strip()
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    opening, rest = body.split(">", 1)
    opening = re.sub(r'\s(?:role|aria-\w+|width|height)="[^"]*"', "", opening)
    rest = re.sub(r">\s+<", "><", rest.strip())
    return f'{opening} role="img"><title>{escape(title)}</title>{rest}'
