"""A small content folder that is right, so that each test can break one thing and read what the editor is told."""

from pathlib import Path

import pytest

from education.library.checks import check
from education.library.load import load

PAGE = """+++
title = "{title}"
description = "A page for the tests that says in plain words what it is about."
main_message = "Calcium can build up in the skin."
next_step = "Read about [help](/when-to-get-help/)."
summary = ["It is a lump.", "It can hurt.", "Ask a clinician. [@S01]"]
unknown = ["Why it starts is not known."]
last_changed = 2026-11-22
review_due = 2027-11-22
changes = [{{ date = 2026-11-22, text = "First version." }}]
+++
{body}
"""
HOME = """Some words about calcium in the skin. See [help](/when-to-get-help/#first-steps).

## A lump {#lump}

A lump can hurt. [@S01]

::: figure skin
:::

::: care same_day
- hot-skin
:::
"""
HELP = """## First steps

Call a clinician.

::: show guidance
:::

::: show treatments medicines
:::
"""
TREATMENT = """+++
title = "A cream"
kind = "A cream for the skin"
last_changed = 2026-11-22
[compare]
aim = "To make the lump softer."
gain = "The lump may hurt less."
harm = "The skin may get sore."
daily = "You put it on each day."
+++
""" + "\n".join(
    f"## {part}\n\nIt may help some people a little, and it may not help you at all, so ask first.\n"
    for part in (
        "How it is meant to work",
        "What may get better",
        "What may go wrong",
        "Daily life with it",
        "Without it",
        "How sure we are",
    )
)
FILES = {
    "menu.toml": '[[section]]\nid = "start"\npages = ["home", "when-to-get-help"]\n',
    "treatments.toml": '[[treatment]]\nid = "cream"\ngroup = "medicines"\ncertainty = "limited"\n',
    "sources.toml": '[S01]\ntitle = "On lumps"\nbody = "A journal"\nyear = 2020\nseen = "abstract"\n',
    "regions.toml": '[[region]]\nid = "us"\nname = { en = "United States" }\nemergency = "911"\n',
    "questionnaire.toml": """[[question]]
id = "skin"
kind = "one"
options = ["yes", "no", "unsure"]
red_flag = true

[[guidance]]
id = "hot-skin"
urgency = "same_day"
flags = ["RF-17"]
when = [{ skin = ["yes", "unsure"] }]
sources = ["S01"]
""",
    "figures/skin.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>',
    "en/site.toml": """language_name = "English"
direction = "ltr"
[sections]
start = "Start"
[groups]
watching = "Watching"
medicines = "Medicines"
removal = "Removal"
minerals = "Minerals"
"""
    + "".join(
        f'[certainty.{key}]\nlabel = "{key}"\nmeaning = "So sure."\n'
        for key in ("strong", "limited", "very-limited", "expert-opinion")
    )
    + "".join(
        f'[urgency.{key}]\nname = "{key}"\nheading = "Call if there is:"\nheading_result = "Call."\n'
        'action = "Call."\nmeanwhile = "If it gets worse, call sooner."\n'
        for key in ("emergency", "same_day", "soon", "routine", "self_care")
    ),
    "en/glossary.toml": '[calcium]\nterm = "Calcium"\nmeaning = "A mineral that bones need."\n',
    "en/names.toml": 'names = ["calcium"]\n',
    "en/forbidden.toml": '[[phrase]]\ntext = "benign"\nwhy = "it sounds like cancer."\n',
    "en/figures.toml": (
        '[skin]\ntitle = "Skin"\nalt = "A line."\ncaption = "Skin as a line."\ndescription = ["A line."]\n'
    ),
    "en/guidance/hot-skin.md": (
        '+++\ntitle = "Hot skin"\nsign = "hot skin"\nsources = ["S01"]\n+++\nCall your clinic.\n'
    ),
    "en/treatments/cream.md": TREATMENT,
    "en/pages/home.md": PAGE.format(title="Home", body=HOME),
    "en/pages/when-to-get-help.md": PAGE.format(title="When to get help", body=HELP),
}


class ContentFolder:
    """A content folder on disk that a test can change."""

    def __init__(self, root: Path):
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def page_body(self, body: str) -> None:
        """Put this text on the home page, in front of what stands there."""
        self.replace("en/pages/home.md", "Some words about", f"{body}\n\nSome words about")

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def problems(self) -> list[str]:
        return [str(problem) for problem in check(load(self.root))]


@pytest.fixture
def content(tmp_path):
    return ContentFolder(tmp_path / "content")
