"""Answers with a page, leads from its old addresses, and helps where there is none."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from education import catalog
from education.pages import meta, search


@require_safe
def page(request, page_id: str):
    """Show a page; an old address leads to the new one."""
    library = catalog.library()
    found = library.pages.get(page_id)
    if not found:
        if moved := library.moved.get(page_id):
            return HttpResponsePermanentRedirect(moved.address)
        raise Http404
    template = "home.html" if found.id == "home" else "page.html"
    return render(request, template, {"page": found, "meta": meta.of_page(found)})


def not_found(request, exception=None):
    """Help a reader whose address leads nowhere: the pages whose words are nearest to the address."""
    words = request.path.strip("/").replace("-", " ").replace("/", " ")[:100]
    results = search.find(catalog.library(), words)[:5] if words.isprintable() else []
    return render(request, "404.html", {"results": results}, status=404)
