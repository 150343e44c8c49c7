"""Keeps what passes between reader and questionnaire between the two: out of caches, and closed to other sites."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

HEADERS = {
    "Cache-Control": "no-store",
    "Vary": "HX-Request, Cookie",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def private(view):
    """Mark every answer of a view as the reader's own, and refuse what another site's page sends."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST" and not same_origin(request):
            text = _("This came from another site. Please start at the page of the questions.")
            response = HttpResponse(text, status=403, content_type="text/plain; charset=utf-8")
        else:
            response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    # No CSRF cookie: it would be a second cookie for what the browser already says. See same_origin.
    return csrf_exempt(answer)


def same_origin(request) -> bool:
    """Tell whether a POST comes from a page of this site.

    Browsers say so in Sec-Fetch-Site, on https and on localhost. Where it is missing, Origin decides. That is "null"
    for our own forms, because their pages send no referrer, so "null" has to pass. An old browser could then be made
    to send a form from elsewhere, but without the SameSite cookie: at worst its reader has to start again.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    ours = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", "null") in ("null", settings.SITE_URL, ours)
