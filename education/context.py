"""What every template can count on: the site's name, its menu, its language and the numbers to call."""

from django.conf import settings

from education import catalog


def site(request):
    """Return the context that base.html needs."""
    library = catalog.library()
    return {
        "site_name": settings.SITE_NAME,
        "site_short_name": settings.SITE_NAME.partition(":")[0],
        "site_url": settings.SITE_URL,
        "library": library,
        "language": library.language,
        "direction": library.site.direction if library.site else "ltr",
        "languages": settings.LANGUAGES,
        "emergency_numbers": catalog.regions(),
        "checklist_mode": settings.CHECKLIST_MODE,
    }
