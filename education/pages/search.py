"""Search by the patient's own words. What someone typed is answered and forgotten: it is never logged or kept."""

from functools import cache

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from education import catalog
from education.library.library import Library
from education.library.sections import sections
from education.pages.search_index import Index, Result

LONGEST = 200
# Snowball knows these languages by name; any other language is searched without endings being cut.
STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "de": "german", "ar": "arabic", "pt": "portuguese"}


@cache
def _index(language: str, version: int) -> Index:
    library = catalog.library(language)
    words = settings.CONTENT_DIR / language / "search.toml"
    return Index(sections(library), words, STEMMERS.get(language, "porter"))


def find(library: Library, query: str) -> list[Result]:
    """Return the sections that fit the words best, best first."""
    return _index(library.language, id(library)).find(query[:LONGEST])


@never_cache
@require_safe
def search(request):
    """Show what fits the words in `q`: a whole page, or only the results when htmx asks for them."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    results = find(catalog.library(), query) if query else []
    fragment = request.htmx and not request.htmx.history_restore_request
    template = "search/results.html" if fragment else "search/search.html"
    response = render(request, template, {"query": query, "results": results})
    response.headers["Vary"] = "HX-Request"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
