"""Makes `manage.py check`, and so every start of the site, refuse content that is not right."""

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator


@register("content")
def content_is_right(app_configs, **kwargs):
    """Report every problem of the content at once, each with its file and line."""
    return [Error(problem.message, obj=problem.place, id="content.E001") for problem in content_problems()]


def content_problems() -> list:
    """Return everything that an editor has to mend, in every language and every kind of content, sorted by place."""
    # Imported here, because Django loads this module before its settings are whole.
    from education import catalog
    from education.handouts import sheets
    from education.library.checks import check
    from education.questionnaire import rules_check
    from education.sharing import content_check

    found = set()
    for language, _ in settings.LANGUAGES:
        library = catalog.library(language)
        found |= set(check(library))
        found |= set(rules_check.problems(settings.CONTENT_DIR, language))
        found |= set(content_check.problems(settings.CONTENT_DIR, library))
        found |= set(sheets.problems(settings.CONTENT_DIR, library))
    return sorted(found)


@register("report-address")
def report_address_is_right(app_configs, **kwargs):
    """A mistake in it would reach every reader who wants to report one."""
    address = settings.REPORT_ADDRESS
    is_right = URLValidator(schemes=["https"]) if "://" in address else EmailValidator()
    try:
        if address:
            is_right(address)
    except ValidationError:
        words = f"REPORT_ADDRESS must be an e-mail address or begin with https://, and is “{address}”."
        return [Error(words, id="site.E001")]
    return []


@register("region")
def region_is_known(app_configs, **kwargs):
    """A region that nobody knows would leave every card without a number to call."""
    from education import catalog

    known = [region.id for region in catalog.library(settings.LANGUAGE_CODE).regions]
    if settings.REGION in ("", *known):
        return []
    words = f"REGION is “{settings.REGION}”, and must be one of: {', '.join(known)}. Empty names the numbers of all."
    return [Error(words, id="site.E002")]


@register("handouts")
def pdfs_can_be_made(app_configs, **kwargs):
    """Say what the machine lacks to make PDFs. The site runs without them, so this stops nothing."""
    from education.handouts import engine

    lacking = engine.lacking_libraries()
    if not lacking:
        return []
    words = f"PDF handouts can't be made here: {', '.join(lacking)} is not installed. All else works."
    hint = "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0"
    return [Warning(words, hint=hint, id="handouts.W001")]


@register("handouts")
def every_language_has_its_letters(app_configs, **kwargs):
    """Say which languages need letters that the font of handouts lacks; a font of the machine stands in for it."""
    from education import catalog
    from education.handouts import engine

    found = []
    for language, name in settings.LANGUAGES[1:]:
        titles = "".join(page.title for page in catalog.library(language).pages.values())
        if lacking := engine.lacking_letters(titles):
            words = f"The font of PDF handouts lacks letters of {name} ({lacking[:9]}): install one that has them."
            hint = "On Debian and Ubuntu: apt install fonts-noto-core, for Chinese, Japanese and Korean fonts-noto-cjk"
            found.append(Warning(words, hint=hint, id="handouts.W002"))
    return found
