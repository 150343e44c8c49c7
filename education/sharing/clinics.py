"""Reads the clinics whose contact card stands on links and handouts, so that nobody types a number into a link."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree

from pydantic import AfterValidator, Field

from education.library.problem import Problem
from education.library.records import RegionsFile, Text
from education.library.toml_file import Strict, TomlText, parse, read

FILE = "clinics.toml"
NO_CLINIC = "any"  # stands in an address where no clinic was chosen
TAKEN = {NO_CLINIC, "guide"}
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 30
TELEPHONE = re.compile(r"\+?[0-9](?:[ -]?\(?[0-9]\)?)+")
LARGEST_LOGO = 50 * 1024


def _dialable(text: str) -> str:
    if not TELEPHONE.fullmatch(text):
        raise ValueError("must be a telephone number of digits and spaces, such as +1 212 555 0142")
    return text


Telephone = Annotated[str, AfterValidator(_dialable)]


def tel(number: str) -> str:
    """Return a telephone number as a link dials it."""
    return re.sub(r"[^0-9+]", "", number)


class OutOfHours(Strict):
    """Whom to call when the clinic is closed."""

    words: Text
    telephone: Telephone

    @property
    def dial(self) -> str:
        """The number as a link dials it."""
        return tel(self.telephone)


class ClinicFields(Strict):
    """A clinic as an editor writes it; its id is the name of its table."""

    name: Text
    telephone: Telephone
    hours: Text
    address: Annotated[list[Text], Field(min_length=1, max_length=6)]
    out_of_hours: OutOfHours | None = None
    logo: Text | None = None
    region: Text | None = None


class Clinic(ClinicFields):
    """A clinic with its id and, if it has one, the file of its logo."""

    id: str
    logo_path: Path | None = None

    @property
    def dial(self) -> str:
        """The number as a link dials it."""
        return tel(self.telephone)


def clinics(content_dir: Path) -> tuple[dict[str, Clinic], list[Problem]]:
    """Return the clinics by their ids, in the order of the file, and everything that is wrong with them."""
    content, found = Path(content_dir), []
    path = content / FILE
    if not path.is_file():
        return {}, []  # a site without clinics is a whole site
    source = read(content, path)
    entries = parse(source, dict[str, ClinicFields], found) or {}
    regions = _regions(content)
    whole = {}
    for key, fields in entries.items():
        found += _entry_problems(content, source, key, fields, regions)
        logo = content / "clinics" / fields.logo if fields.logo else None
        whole[key] = Clinic(id=key, logo_path=logo, **dict(fields))
    return whole, found


def _regions(content: Path) -> set[str]:
    path = content / "regions.toml"
    entries = parse(read(content, path), RegionsFile, []) if path.is_file() else None
    return {region.id for region in entries.region} if entries else set()


def _entry_problems(content: Path, source: TomlText, key: str, fields: ClinicFields, regions: set[str]):
    if not ID.fullmatch(key) or len(key) > LONGEST_ID:
        words = f"“{key}” must be small letters, digits and hyphens, at most {LONGEST_ID}: it is part of an address"
        yield Problem(source.place(key), words)
    if key in TAKEN:
        yield Problem(source.place(key), f"“{key}” is already another address below /for/: choose another")
    if fields.region and fields.region not in regions:
        known = ", ".join(sorted(regions))
        yield Problem(source.place(key, "region"), f"there is no region “{fields.region}” in regions.toml: {known}")
    if fields.logo:
        for words in _logo_problems(content / "clinics", fields.logo):
            yield Problem(source.place(key, "logo"), words)


def _logo_problems(folder: Path, name: str):
    path = folder / name
    if "/" in name or "\\" in name or path.suffix not in (".svg", ".png"):
        yield f"the logo “{name}” must be the name of an .svg or .png file in clinics/"
    elif not path.is_file():
        yield f"there is no file clinics/{name}"
    elif path.stat().st_size > LARGEST_LOGO:
        yield f"the logo {name} is larger than {LARGEST_LOGO // 1024} KB"
    elif path.suffix == ".png" and not path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n"):
        yield f"the logo {name} is not a PNG file"
    elif path.suffix == ".svg":
        yield from _svg_problems(path)


def _svg_problems(path: Path):
    """Report what could run or load something: a logo is shown beside the words of a clinic."""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        yield f"the logo {path.name} is not valid SVG: {error}"
        return
    if not root.get("viewBox"):
        yield f"the logo {path.name} has no viewBox"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in ("script", "foreignObject", "style", "image"):
            yield f"the logo {path.name} may not hold <{name}>"
        for attribute, value in element.attrib.items():
            attribute = attribute.rpartition("}")[2]
            if attribute.startswith("on") or "javascript" in value or (attribute == "href" and value[:1] != "#"):
                yield f"the logo {path.name} may not have the attribute {attribute}=“{value[:40]}”"


# --- For views ---------------------------------------------------------------------------------------------------


def all_clinics() -> dict[str, Clinic]:
    """Return the clinics of this site by their ids."""
    from education import catalog

    return _kept(catalog.stamp())


def clinic(clinic_id: str | None) -> Clinic | None:
    """Return the clinic with this id, or None."""
    return all_clinics().get(clinic_id or "")


@cache
def _kept(stamp: float) -> dict[str, Clinic]:
    from django.conf import settings

    return clinics(settings.CONTENT_DIR)[0]
