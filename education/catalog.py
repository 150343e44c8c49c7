"""Hands the one library of each language to every view, with the templates as its components."""

from functools import cache
from typing import Any

from django.conf import settings
from django.template.autoreload import reset_loaders
from django.template.loader import render_to_string
from django.utils import translation

from education.library.library import Library
from education.library.load import load


def library(language: str | None = None) -> Library:
    """Return the finished library of a language (the active one by default)."""
    return _library(language or translation.get_language() or settings.LANGUAGE_CODE, stamp())


def regions(clinics_own: str | None = None) -> list[dict[str, str]]:
    """Return the numbers to name: of a clinic's own region, else of the deployer's, else all the common ones."""
    wanted = clinics_own or settings.REGION
    language = translation.get_language() or settings.LANGUAGE_CODE
    return [
        {
            "id": region.id,
            "name": _in(language, region.name),
            "emergency": region.emergency,
            "advice": region.advice or "",
            "advice_name": _in(language, region.advice_name or {}),
        }
        for region in library(language).regions
        if wanted in ("", region.id)
    ]


def _in(language: str, names: dict[str, str]) -> str:
    return names.get(language) or names.get(settings.LANGUAGE_CODE, "")


@cache
def _library(language: str, stamp: float) -> Library:
    if settings.DEBUG:
        reset_loaders()  # Django forgets its old templates too, but up to a second later, and this library is kept
    with translation.override(language):
        base = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
        return load(settings.CONTENT_DIR, language, _component, base)


def stamp() -> float:
    """Return when content or a template was last changed; only the development server looks again."""
    if not settings.DEBUG:
        return 0
    folders = [settings.CONTENT_DIR, *settings.TEMPLATES[0]["DIRS"]]
    return max(path.stat().st_mtime for folder in folders for path in folder.rglob("*") if path.is_file())


def _component(name: str, context: dict[str, Any]) -> str:
    # A function, called only by the components that show numbers.
    context = {**context, "regions": regions}
    context |= {"report_address": settings.REPORT_ADDRESS, "checklist_mode": settings.CHECKLIST_MODE}
    if name.startswith("questionnaire-"):
        from education.questionnaire import diagram

        context = {**context, **diagram.context(settings.CONTENT_DIR, translation.get_language())}
    return render_to_string(f"components/{name}.html", context)
