"""Every address of the site, on one screen."""

from collections.abc import Iterator

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path, reverse
from django.utils import translation

from education import catalog
from education.handouts import views as handouts
from education.pages import machines, search, views
from education.questionnaire import views as check
from education.sharing import views as sharing

urlpatterns = [
    # Files for machines stand once.
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    # What a person reads stands once a language: without a prefix in English, below /es/ and so on in others.
    *i18n_patterns(
        path("", views.page, {"page_id": "home"}, name="home"),
        path("changes.xml", machines.changes, name="changes"),
        path("search/", search.search, name="search"),
        path("check/", check.start, name="check"),
        path("check/sheet/", check.sheet, name="check-sheet"),
        path("check/answers/", check.so_far, name="check-answers"),
        path("check/clear/", check.clear, name="check-clear"),
        path("check/result/", check.result, name="check-result"),
        path("check/result/notes/", check.notes, name="check-notes"),
        path("check/result/notes.txt", check.notes_text, name="check-notes-text"),
        path("check/<slug:question_id>/", check.step, name="check-step"),
        path("for/", sharing.builder, name="for"),
        path("for/guide/", sharing.guide, name="for-guide"),
        path("for/<str:clinic_id>/", sharing.link, {"what": ""}, name="for-clinic"),
        path("for/<str:clinic_id>/logo", sharing.logo, name="for-logo"),
        path("for/<str:clinic_id>/<str:what>/", sharing.link, name="for-link"),
        re_path(r"^for/(?P<clinic_id>[^/]+)/(?P<what>[^/]+)/qr\.(?P<form>svg|png)$", sharing.qr_code, name="for-qr"),
        path("handouts/<kind>/<what>/<file>", handouts.handout, name="handout"),
        path("handouts/<kind>/<what>/<clinic>/<file>", handouts.handout, name="handout-of-clinic"),
        path("h/<codes>/", handouts.paper, name="paper-undated"),
        path("h/<codes>/<version>/", handouts.paper, name="paper"),
        re_path(r"^(?P<page_id>[a-z0-9][a-z0-9/-]*)/$", views.page, name="page"),
        prefix_default_language=False,
    ),
]


def public_addresses() -> Iterator[str]:
    """Yield every address whose answer is the same for everyone: built once, served as a file."""
    yield reverse("sitemap")
    yield reverse("robots")
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("changes")
            yield reverse("check-sheet")
            if settings.CHECKLIST_MODE:
                yield reverse("check")
            for page in catalog.library(language).pages.values():
                yield page.address
