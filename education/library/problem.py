"""What is wrong in the content and where, in an editor's words."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A line (counted from 1) of a content file; `path` is relative to the content folder."""

    path: str
    line: int = 1

    def __str__(self):
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor has to mend."""

    place: Place
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}"
