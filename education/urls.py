"""Every address of the site, on one screen."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import path, re_path, reverse
from django.utils import translation

from education import catalog
from education.pages import machines, search, views

for_machines = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
]
# Below /es/ and so on from the second language on.
for_people = [
    path("", views.page, {"page_id": "home"}, name="home"),
    path("changes.xml", machines.changes, name="changes"),
    path("search/", search.search, name="search"),
    re_path(r"^(?P<page_id>[a-z0-9][a-z0-9/-]*)/$", views.page, name="page"),
]


def public_addresses() -> Iterator[str]:
    """Yield every address whose answer is the same for everyone: built once, served as a file."""
    yield reverse("sitemap")
    yield reverse("robots")
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("changes")
            for page in catalog.library(language).pages.values():
                yield views.address(page)
