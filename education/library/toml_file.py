"""Reads a TOML file, or the front matter of a Markdown file, and says what is wrong with it line by line."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from .problem import Place, Problem

T = TypeVar("T")
FENCE = "+++"
PLAIN_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that is known here",
    "string_type": "must be text in quotes",
    "list_type": "must be a list in square brackets",
    "date_type": "must be a date such as 2026-11-22, without quotes",
    "bool_type": "must be true or false",
    "string_too_long": "has more than {max_length} characters",
    "string_too_short": "has fewer than {min_length} characters",
    "too_long": "has more than {max_length} characters or entries",
    "too_short": "has fewer than {min_length} characters or entries",
    "literal_error": "must be one of {expected}",
}


@dataclass(frozen=True)
class TomlText:
    """TOML as written, where it stands, and the Markdown that follows it (empty for a plain TOML file)."""

    path: str
    toml: str
    body: str = ""
    first_line: int = 1
    body_line: int = 1

    def line_of(self, *keys: str | int) -> int:
        """Return the line on which the value with these keys begins (the best guess if it isn't there)."""
        lines = self.toml.splitlines()
        found = 0
        for position, key in enumerate(keys):
            if isinstance(key, int):
                continue
            following = keys[position + 1] if position + 1 < len(keys) else 0
            nth = following if isinstance(following, int) else 0
            table = re.compile(rf"\s*\[\[?(?:[\w.\-\"]+\.)?\"?{re.escape(key)}\"?\]")
            value = re.compile(rf"\s*\"?{re.escape(key)}\"?(?:\.[\w\-]+)*\s*=")
            hits = [number for number in range(found, len(lines)) if table.match(lines[number])]
            hits = hits or [number for number in range(found, len(lines)) if value.match(lines[number])]
            if hits:
                found = hits[nth] if nth < len(hits) and table.match(lines[hits[0]]) else hits[0]
        return found + self.first_line

    def place(self, *keys: str | int) -> Place:
        """Return the place of the value with these keys."""
        return Place(self.path, self.line_of(*keys))


def read(root: Path, path: Path) -> TomlText:
    """Read a file below `root`; for Markdown, split the front matter between two lines of +++ from the text."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(root).as_posix()
    if path.suffix != ".md":
        return TomlText(name, text)
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return TomlText(name, "", text)
    end = next(number for number, line in enumerate(lines) if number and line.strip() == FENCE)
    return TomlText(name, "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), 2, end + 2)


def parse(source: TomlText, shape: type[T], problems: list[Problem]) -> T | None:
    """Return the TOML as `shape` (a pydantic model, or a dict or list of them), or None after adding every problem."""
    try:
        data = tomllib.loads(source.toml)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = source.first_line + (int(at.group(1)) if at else 1) - 1
        problems.append(Problem(Place(source.path, line), f"this is not valid TOML: {error}"))
        return None
    return validate(source, data, shape, problems)


def validate(source: TomlText, data: Any, shape: type[T], problems: list[Problem]) -> T | None:
    """Return `data` as `shape`, or None after adding every problem with its line."""
    try:
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        for detail in error.errors():
            keys = tuple(key for key in detail["loc"] if key != "[key]")
            name = ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)
            words = PLAIN_WORDS.get(detail["type"], "").format(**detail.get("ctx", {}))
            words = words or detail["msg"].removeprefix("Value error, ")
            problems.append(Problem(source.place(*keys), f"“{name}” {words}"))
        return None


class Strict(BaseModel):
    """A record whose fields are exactly those named, with exactly those types."""

    model_config = {"extra": "forbid", "strict": True, "frozen": True}
