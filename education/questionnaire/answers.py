"""Keeps a reader's answers in the reader's own browser, in one signed cookie, and nowhere else.

The cookie holds ids only. It belongs to the address of the questionnaire in one language, ends with the browser, is
refused 30 minutes after the last answer, and is dropped when the questions have changed in the meantime.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .current import Current
from .engine import mistakes

COOKIE = "answers"
SECONDS = 30 * 60
LONGEST = 4000  # browsers keep no longer ones, so a longer one is not ours
SALT = "education.questionnaire.answers"


@dataclass(frozen=True)
class Given:
    """What the reader has answered so far, and the clinic whose link led here, if any."""

    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clinic: str = ""

    def with_answer(self, question: str, options: tuple[str, ...]) -> "Given":
        """Return the same with one answer put in or replaced."""
        return replace(self, answers={**self.answers, question: options})


def read(request, current: Current) -> Given | None:
    """Return what the cookie holds; None if there is none, or if it is stale, forged or of other questions."""
    cookie = request.COOKIES.get(COOKIE, "")
    if not cookie or len(cookie) > LONGEST:
        return None
    try:
        kept = signing.loads(cookie, salt=SALT, max_age=SECONDS)
        if kept["rules"] != current.fingerprint:
            return None
        answers = {question: tuple(options) for question, options in kept["answers"].items()}
        wrong = mistakes(current.questionnaire, answers)
        return None if wrong else Given(answers, str(kept["clinic"]))
    except (signing.BadSignature, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(response, given: Given, current: Current) -> None:
    """Put the answers into the cookie of this response."""
    kept = {"rules": current.fingerprint, "answers": given.answers, "clinic": given.clinic}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT, compress=True),
        path=reverse("check"),
        httponly=True,
        samesite="Lax",  # not Strict: a link in a mail must find the answers that are there
        secure=settings.SITE_URL.startswith("https:"),
    )


def forget(request, response) -> None:
    """Delete whatever cookie of ours the reader's browser sent."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, path=reverse("check"), samesite="Lax")


def digest(answers: dict[str, tuple[str, ...]], current: Current) -> str:
    """Return a short name for answers, so that a form can tell which ones it was made for."""
    written = json.dumps([current.fingerprint, sorted(answers.items())])
    return hashlib.blake2b(written.encode(), digest_size=6).hexdigest()
