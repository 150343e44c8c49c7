"""Works out what comes of a choice: the address, the QR code, the texts to send, and the handouts."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property

from education.library.library import Library
from education.library.wording import visible
from education.pages.meta import absolute

from . import links, words
from .clinics import NO_CLINIC, Clinic
from .links import Choice


def address(chosen: Choice, clinic: Clinic | None) -> str:
    """Return the full address of a link."""
    return absolute(_path("for-link", chosen, clinic))


def usual_paper(clinic: Clinic | None) -> str:
    """Return the paper that printers hold where the clinic, or this site, is."""
    region = clinic.region if clinic and clinic.region else settings.REGION
    return "letter" if region == "us-canada" else "a4"


def _path(name: str, chosen: Choice, clinic: Clinic | None, *more: str) -> str:
    return reverse(name, args=[clinic.id if clinic else NO_CLINIC, chosen.what, *more])


@dataclass(frozen=True)
class Outcome:
    """What staff hand over. Templates read its properties."""

    library: Library
    choice: Choice
    clinic: Clinic | None
    paper: str
    size: str

    @cached_property
    def path(self) -> str:
        """The path of the link."""
        return _path("for-link", self.choice, self.clinic)

    @cached_property
    def address(self) -> str:
        """The full address of the link."""
        return absolute(self.path)

    @property
    def short_address(self) -> str:
        """The address as one types it from paper."""
        return self.address.partition("://")[2]

    @property
    def qr_svg(self) -> str:
        """Where the QR code is, as a drawing."""
        return _path("for-qr", self.choice, self.clinic, "svg")

    @property
    def qr_png(self) -> str:
        """Where the QR code is, as a picture."""
        return _path("for-qr", self.choice, self.clinic, "png")

    @property
    def cards(self):
        """Each page with its main message in plain words, and its handout."""
        for page in self.choice.all:
            yield page, visible(page.fields.main_message), self._handout("pages", links.code(page))

    @property
    def order(self):
        """Each page with the address of the share builder that moves it up by one, where it can be moved."""
        for at, page in enumerate(self.choice.pages):
            moved = [*self.choice.pages]
            moved[at - 1 : at + 1] = [page, moved[at - 1]] if at else [page]
            yield page, f"{reverse('for')}?{self._query(moved)}" if at else ""
        yield self.choice.safety, ""

    def _query(self, pages) -> str:
        clinic_id = self.clinic.id if self.clinic else NO_CLINIC
        choices = [("clinic", clinic_id), ("paper", self.paper), ("size", self.size)]
        return urlencode([*(("page", links.code(page)) for page in pages), *choices])

    @property
    def message(self) -> str:
        """The text for SMS."""
        return words.message(self.clinic, self.address)

    @property
    def mail_body(self) -> str:
        """The text of the e-mail."""
        return words.mail_body(self.clinic, self.choice, self.address)

    @property
    def mail_link(self) -> str:
        """The link that opens the e-mail."""
        return words.mail_link(words.mail_subject(self.clinic), self.mail_body)

    def record(self, today: date) -> str:
        """The line for the record."""
        return words.record(self.choice, self.address, today)

    @property
    def pdf(self) -> str:
        """The handout of all pages, in the chosen paper and print."""
        return self._handout("pages", self.choice.what_on_paper)

    @property
    def pdf_large(self) -> str:
        """The handout of all pages in large print."""
        return self._handout("pages", self.choice.what_on_paper, size="large")

    @property
    def html(self) -> str:
        """The same as one file for e-mail and portals."""
        return self._handout("pages", self.choice.what_on_paper, form="html")

    @property
    def basics(self) -> str:
        """The pages in short, one sheet each."""
        return self._handout("basics", self.choice.what_on_paper)

    @property
    def sheets(self) -> dict[str, str]:
        """The sheets to fill in, to ask from and to hang up, by their names."""
        return {name.replace("-", "_"): self._handout("sheet", name) for name in links.SHEETS}

    def _handout(self, kind: str, what: str, form: str = "pdf", size: str = "") -> str:
        clinic_id = self.clinic.id if self.clinic else None
        return links.handout(self.library, kind, what, clinic_id, self.paper, size or self.size, form)
