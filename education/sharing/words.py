"""Writes what staff send and note down: made of public names only, so that nothing about a patient is in it."""

from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from education import catalog

from .clinics import Clinic
from .links import Choice


def emergency(clinic: Clinic | None) -> str:
    """Return what to do in an emergency, with the number of the clinic's region where it is known."""
    numbers = [region["emergency"] for region in catalog.regions(clinic and clinic.region)]
    if len(numbers) == 1:
        return _("In an emergency, call %(number)s.") % {"number": numbers[0]}
    return _("In an emergency, call your emergency number.")


def message(clinic: Clinic | None, link: str) -> str:
    """Return the text for SMS. It names no illness: a telephone shows it to whoever is near."""
    if clinic:
        said = _("%(clinic)s: pages for you to read: %(link)s Questions? Call %(telephone)s.")
        said %= {"clinic": clinic.name, "link": link, "telephone": clinic.telephone}
    else:
        said = _("From your clinic: pages for you to read: %(link)s") % {"link": link}
    return f"{said} {emergency(clinic)}"


def mail_subject(clinic: Clinic | None) -> str:
    """Return the subject of the e-mail, which names no illness either."""
    if clinic:
        return _("Pages for you to read, from %(clinic)s") % {"clinic": clinic.name}
    return _("Pages for you to read")


def mail_body(clinic: Clinic | None, chosen: Choice, link: str) -> str:
    """Return the text of the e-mail."""
    lines = [_("Hello,"), "", _("Here are the pages that we talked about:"), ""]
    lines += [f"- {page.title}" for page in chosen.all]
    lines += ["", _("Read them here: %(link)s") % {"link": link}, ""]
    if clinic:
        lines.append(_("Questions? Call %(clinic)s: %(telephone)s. Hours: %(hours)s.") % {
            "clinic": clinic.name, "telephone": clinic.telephone, "hours": clinic.hours,
        })  # fmt: skip
        if clinic.out_of_hours:
            lines.append(f"{clinic.out_of_hours.words}: {clinic.out_of_hours.telephone}.")
    lines += [_("Please do not send an e-mail about something urgent.") + " " + emergency(clinic), ""]
    return "\n".join(lines)


def mail_link(subject: str, body: str) -> str:
    """Return the address that opens a new e-mail with this subject and text, to nobody yet."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject)}&body={quote(lines)}"


def record(chosen: Choice, link: str, today: date) -> str:
    """Return the line for the record: what was given, in which version, and on which day."""
    given = [
        _("“%(title)s” (version %(version)s, changed %(date)s)")
        % {"title": page.title, "version": page.version, "date": page.last_changed.isoformat()}
        for page in chosen.all
    ]
    words = _("Gave %(pages)s. To read at: %(link)s Given on %(today)s.")
    return words % {"pages": ", ".join(given), "link": link, "today": today.isoformat()}
