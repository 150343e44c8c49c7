"""The pictures of handouts that are not drawings of pages: QR codes and the logos of clinics, all inside the file."""

import base64
import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from education.sharing import qr as code

DOT = 0.75  # millimeters: more than 4 dots of a printer or scanner at 150 dpi
ON_POSTERS = 72  # millimeters across, to be read from a chair


@lru_cache(maxsize=512)  # each code stands on every size and paper of its page
def qr(address: str, title: str, size: float = 0) -> SafeString:
    """Return a QR code as inline SVG, this many millimeters across or as large as its dots need."""
    drawn = code.svg(address, _("QR code: opens “%(title)s” online") % {"title": title}).decode()
    across = size or DOT * int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    sized = f'<svg width="{across:.1f}mm" height="{across:.1f}mm" '
    return mark_safe(drawn.replace("<svg ", sized, 1))  # noqa: S308


def logo(clinic) -> str:
    """Return the logo of a clinic as an address that holds the picture itself."""
    if not clinic or not clinic.logo_path or not clinic.logo_path.is_file():
        return ""
    kind = "image/png" if clinic.logo_path.suffix == ".png" else "image/svg+xml"
    return f"data:{kind};base64,{base64.b64encode(clinic.logo_path.read_bytes()).decode()}"
