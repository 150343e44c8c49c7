"""Keeps stylesheets light: what is written in them for people is left out of what visitors load."""

import re

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class LightStylesheets(ManifestStaticFilesStorage):
    """Django's storage with names made of content, with comments and white space dropped from stylesheets."""

    def _save(self, name, content):
        if name.endswith(".css"):
            written = b"".join(content.chunks()).decode()  # from the start, wherever reading had come to
            content = ContentFile(light(written).encode())
        return super()._save(name, content)


def light(css: str) -> str:
    """Return the stylesheet without comments, and without the spaces that mean nothing."""
    # No more than this: where a space stands next to a colon or a sign, it can carry meaning.
    short = re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", COMMENT.sub("", css)))
    return short.replace(";}", "}").strip()
