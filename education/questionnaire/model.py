"""Reads the rules of the questionnaire and its words, so that nothing else needs to know how the files look.

The rules (`questionnaire.toml`) hold ids only and are shared by every language. A `Questionnaire` has

- `questions`: in the order of asking. `question.kind` is "one" or "many"; `question.options` are ids;
  `question.exclusive` are the options of a many-question that stand alone ("none", "unsure");
  `question.ask_when` is a condition, or None when everyone is asked; `question.red_flag` says that "unsure" counts
  as yes. The id is the address of the step: `skin` is `/check/skin/`.
- `guidance`: each with `id`, `urgency`, `when` (a condition), `sources`, `flags` (the rows of the red-flag table it
  comes from), and `gives_way_to`: more fitting pieces, at least as urgent, that make this one needless to show.

A condition is a tuple of rows. Rows are or, cells in a row are and, options in a cell are any of.

The words (`en/questionnaire.toml`) are a `Words`: `words.questions["skin"]` has `title`, `help`, `why` and
`options["pus"]` with `label` and `statement` (what the reader ticked, as the result and the sheet repeat it).
`title`, `label` and `statement` are `ForPerson`: `words.questions["skin"].title.to("child")`.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from education.library.problem import Place, Problem
from education.library.toml_file import Strict, parse, read

URGENCIES = ["emergency", "same_day", "soon", "routine", "self_care"]  # the highest first
PERSONS = ["me", "someone", "child", "baby"]  # the options of the question "who"
RULES_FILE = "questionnaire.toml"


def _address(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"“{text}” is part of an address: only small letters, digits and single hyphens")
    return text


T = TypeVar("T")
# TOML has lists only. They are kept as tuples, so that nothing can change what was read.
Several = Annotated[tuple[T, ...], Field(strict=False)]
Id = Annotated[str, AfterValidator(_address)]
Cells = dict[str, Several[str]]
Condition = Several[Cells]


class Question(Strict):
    """One step: what may be answered, and who is asked."""

    id: Id
    kind: Literal["one", "many"]
    options: Several[Id] = Field(min_length=2)
    exclusive: Several[str] = ()
    ask_when: Condition | None = None
    red_flag: bool = False


class Guidance(Strict):
    """When one piece of guidance holds, and how urgent it is. Its words are in `en/guidance/<id>.md`."""

    id: Id
    urgency: Literal["emergency", "same_day", "soon", "routine", "self_care"]
    when: Condition = Field(min_length=1)
    flags: Several[str] = Field(min_length=1)
    sources: Several[str] = ()
    gives_way_to: Several[str] = ()


class Questionnaire(Strict):
    """All questions and all guidance, as the rule file gives them."""

    questions: Several[Question] = Field(alias="question", min_length=1)
    guidance: Several[Guidance] = Field(min_length=1)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def guidance_by_id(self) -> Mapping[str, Guidance]:
        """The pieces of guidance by id."""
        return {piece.id: piece for piece in self.guidance}

    @cached_property
    def emergency_rows(self) -> Mapping[str, Condition]:
        """For each question, the rows of emergencies that name it: an answer to it can fulfill no others."""
        rows = [row for piece in self.guidance if piece.urgency == "emergency" for row in piece.when]
        return {question.id: tuple(row for row in rows if question.id in row) for question in self.questions}


def rank(urgency: str | None) -> int:
    """Return how urgent, as a number that grows with urgency; nothing at all is 0."""
    return 0 if urgency is None else len(URGENCIES) - URGENCIES.index(urgency)


def _for_everyone(value):
    return {"me": value, "someone": value} if isinstance(value, str) else value


class ForPersonFields(Strict):
    """A text in up to four wordings. A child's falls back on someone's, and a baby's on a child's."""

    me: str
    someone: str
    child: str | None = None
    baby: str | None = None

    def to(self, person: str) -> str:
        """Return the wording for "me", "someone", "child" or "baby"."""
        wordings = [self.me] if person == "me" else [self.someone]
        if person in ("child", "baby"):
            wordings.append(self.child)
        if person == "baby":
            wordings.append(self.baby)
        return [wording for wording in wordings if wording][-1]

    @property
    def wordings(self) -> list[str]:
        """Every different wording."""
        return list(dict.fromkeys(self.to(person) for person in PERSONS))


ForPerson = Annotated[ForPersonFields, BeforeValidator(_for_everyone)]


class OptionWords(Strict):
    """What stands beside the box, and how a ticked box is repeated later (the label, if nothing else)."""

    label: ForPerson
    said: ForPerson | None = Field(default=None, alias="statement")

    @property
    def statement(self) -> ForPersonFields:
        """The reader's own ticked statement."""
        return self.said or self.label


class QuestionWords(Strict):
    """The words of one step. `help` explains, `why` says why it is asked; both may be empty."""

    title: ForPerson
    help: str = ""
    why: str = ""
    options: dict[str, OptionWords]


class Words(Strict):
    """The words of every question in one language."""

    questions: dict[str, QuestionWords]


def load_rules(content_dir: Path) -> tuple[Questionnaire | None, list[Problem]]:
    """Read the rules. Without a readable file the first part is None and the problems say why."""
    return _load(content_dir, RULES_FILE, Questionnaire)


def load_words(content_dir: Path, language: str = "en") -> tuple[Words | None, list[Problem]]:
    """Read the words of the questions in one language."""
    questions, problems = _load(content_dir, words_file(language), dict[str, QuestionWords])
    return (None if questions is None else Words(questions=questions)), problems


def words_file(language: str) -> str:
    """Return the path of the words in a language, below the content folder."""
    return f"{language}/questionnaire.toml"


def _load(content_dir: Path, path: str, shape):
    problems: list[Problem] = []
    try:
        source = read(Path(content_dir), Path(content_dir) / path)
    except FileNotFoundError:
        return None, [Problem(Place(path), "this file is missing")]
    except UnicodeDecodeError:
        return None, [Problem(Place(path), "this file is not UTF-8 text")]
    return parse(source, shape, problems), problems
