"""Answers for machines: the map of the site, what crawlers may read, and a feed of what changed."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from education import catalog
from education.pages.meta import absolute


class Pages(Sitemap):
    """Every page in every language, with its date and its other languages."""

    limit = 50_000

    @property
    def i18n(self):
        """Whether there is more than one language to tell of."""
        return len(settings.LANGUAGES) > 1

    alternates = x_default = i18n

    def items(self):
        """Return the ids of the pages."""
        return list(catalog.library(settings.LANGUAGE_CODE).pages)

    def get_languages_for_item(self, item):
        """Return the languages in which a page exists."""
        return [code for code, _name in settings.LANGUAGES if item in catalog.library(code).pages]

    def location(self, item):
        """Return the path of a page in the active language."""
        return catalog.library().pages[item].address

    def lastmod(self, item):
        """Return when the page was last changed."""
        return catalog.library().pages[item].last_changed

    def get_protocol(self, protocol=None):
        """The scheme of the site's own address, whoever asks."""
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site=None):
        """The host of the site's own address, whoever asks."""
        return settings.SITE_URL.partition("://")[2]


@require_safe
def sitemap(request):
    """The map of the site."""
    return views.sitemap(request, {"pages": Pages}).render()


@require_safe
def robots(request):
    """What crawlers may read: all pages, but no one's way through the questionnaire."""
    lines = ["User-agent: *", "Disallow: /check/", "Disallow: /search/", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def changes(request):
    """An Atom feed of what changed on which page."""
    library = catalog.library()
    newest = sorted(
        ((change, page) for page in library.pages.values() for change in page.changes),
        key=lambda pair: pair[0].date,
        reverse=True,
    )[:50]
    feed = Atom1Feed(
        title=_("What changed: %(site)s") % {"site": settings.SITE_NAME},
        link=absolute(reverse("home")),
        description=_("Every change of the pages, newest first"),
        language=translation.get_language(),
        feed_url=absolute(reverse("changes")),
    )
    for change, page in newest:
        link = absolute(page.address)
        feed.add_item(
            title=page.title,
            link=link,
            description=change.text,
            unique_id=f"{link}#{change.date.isoformat()}",
            updateddate=datetime.combine(change.date, time(), UTC),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
