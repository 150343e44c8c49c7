"""Answers with handouts, and tells the holder of a paper whether it is still current."""

import hashlib
import re

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from education.handouts import document, engine, press
from education.handouts.current import look_up
from education.handouts.handout import Handout, NoHandout

FILE = re.compile(r"(?P<paper>a4|letter)-(?P<size>standard|large)\.(?P<form>pdf|html)")
HEADERS = {"Cache-Control": "public, max-age=60", "X-Robots-Tag": "noindex"}


@require_safe
def handout(request, kind: str, what: str, file: str, clinic: str | None = None):
    """Send a handout as PDF or as one HTML file; an address that is not quite right leads to the right one."""
    named = FILE.fullmatch(file)
    try:
        if not named:
            raise NoHandout(_("There is no handout of this kind."))
        wanted = Handout(kind, what, clinic, named["paper"], named["size"], translation.get_language())
    except NoHandout as missing:
        return render(request, "handout/not_here.html", {"missing": missing}, status=404)
    address = wanted.address_as(named["form"])
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    send = _pdf if named["form"] == "pdf" else _html
    response = send(request, wanted)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _pdf(request, wanted: Handout):
    etag = f'"{press.etag(wanted)}"'
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged.headers["ETag"] = etag
        return unchanged
    try:
        content = press.pdf(wanted) if request.method == "GET" else b""
    except (engine.Busy, engine.Unavailable) as error:
        context = {"handout": wanted, "html": wanted.address_as("html"), "busy": isinstance(error, engine.Busy)}
        response = render(request, "handout/later.html", context, status=503)
        if context["busy"]:
            response.headers["Retry-After"] = str(engine.RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response
    headers = {"ETag": etag, "Content-Disposition": f'inline; filename="{wanted.file_name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _html(request, wanted: Handout):
    content = document.whole(wanted).encode()
    etag = f'"{hashlib.blake2b(content, digest_size=9).hexdigest()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged.headers["ETag"] = etag
        return unchanged
    # A file to keep and to pass on. Shown by this site itself, its own styles would break the security policy.
    headers = {"ETag": etag, "Content-Disposition": f'attachment; filename="{wanted.file_name}.html"'}
    return HttpResponse(content, content_type="text/html; charset=utf-8", headers=headers)


@require_safe
def paper(request, codes: str, version: str = ""):
    """Show the pages that a paper holds, and whether it is still current. Asks nothing and keeps nothing."""
    found = look_up(codes, version, translation.get_language())
    response = render(request, "handout/paper.html", {"paper": found}, status=200 if found.pages else 404)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
