"""What machines read at the top of a page: its one address, its other languages, and what it is about."""

import json
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from education import catalog

# The codes of evidence.md, section 6, that are marked certain. The types have no code of their own.
CODES = [
    {"@type": "MedicalCode", "codeValue": "L94.2", "codingSystem": "ICD-10"},
    {"@type": "MedicalCode", "codeValue": "L94.2", "codingSystem": "ICD-10-CM"},
]
NEUTRAL_TITLE = gettext_noop("Health information from your clinic")
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Meta:
    """The head of a page, for search engines, link previews and other languages."""

    title: str
    site_name: str
    description: str
    canonical: str
    alternates: list[tuple[str, str]]
    picture: str
    data: SafeString


def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def of_page(page) -> Meta:
    """Return the head of a page. With NEUTRAL_PREVIEWS a shared link shows only the site's plain name."""
    neutral = settings.NEUTRAL_PREVIEWS
    return Meta(
        title=_(NEUTRAL_TITLE) if neutral else page.title,
        site_name=_(NEUTRAL_TITLE) if neutral else settings.SITE_NAME,
        description="" if neutral else page.description,
        canonical=absolute(page.address),
        alternates=_alternates(page.id),
        picture=absolute(static("img/share.png")),
        data=_script(_about(page)),
    )


def _alternates(page_id: str) -> list[tuple[str, str]]:
    """Return (language, address) for each language that has the page; none for a site in one language."""
    found = []
    for language, _name in settings.LANGUAGES:
        if page := catalog.library(language).pages.get(page_id):
            found.append((language, absolute(page.address)))
    return [*found, ("x-default", found[0][1])] if len(found) > 1 else []


def _about(page) -> dict:
    condition = {
        "@type": "MedicalCondition",
        "name": "Calcinosis cutis",
        "alternateName": ["Calcium deposits in the skin", "Cutaneous calcification"],
        "code": CODES,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": absolute(page.address),
        "url": absolute(page.address),
        "name": page.title,
        "description": page.description,
        "inLanguage": catalog.library().language,
        "about": condition,
        "audience": {"@type": "Patient"},
        "isAccessibleForFree": True,
        "dateModified": page.last_changed.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": settings.SITE_NAME, "url": absolute(reverse("home"))},
    }
    if page.signed:
        data["lastReviewed"] = page.signed.date.isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": page.signed.name, "jobTitle": page.signed.role}
    if page.breadcrumbs:
        trail = [*page.breadcrumbs, page]
        data["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": step.menu, "item": absolute(step.address)}
                for number, step in enumerate(trail, 1)
            ],
        }
    if page.id == "faq":
        data["@type"] = ["MedicalWebPage", "FAQPage"]
        data["mainEntity"] = [
            {"@type": "Question", "name": title, "acceptedAnswer": {"@type": "Answer", "text": text}}
            for title, text in questions(page)
        ]
    return data


def questions(page) -> list[tuple[str, str]]:
    """Return (question, answer as plain text) for each section of the page of questions."""
    found = []
    for section in page.paper.html.split("<h2 ")[1:]:
        title, _, rest = section.partition("</h2>")
        answer = rest.split("<section", 1)[0]
        plain = strip_tags(answer.replace("</p>", " ").replace("</li>", " "))
        found.append((unescape(strip_tags("<h2 " + title)), " ".join(unescape(plain).split())))
    return found


def _script(data: dict) -> SafeString:
    """Return JSON that can stand inside a script element: no character can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(JSON_ESCAPES))  # noqa: S308
