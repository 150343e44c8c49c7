"""Everything a deployer can set, read from the environment; docs/operations.md explains each one."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from calcinosis_site import environment
from education.fingerprint import fingerprint

BASE_DIR = Path(__file__).resolve().parent.parent

# What the site is called, where it stands, and what a deployer chooses about it.
SITE_NAME = os.environ.get("SITE_NAME", "Calcium under the skin: a plain guide to calcinosis cutis")
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000)
WORKERS = environment.number("WORKERS", 1)
SITE_URL = (os.environ.get("SITE_URL") or f"http://localhost:{PORT}").rstrip("/")
REGION = os.environ.get("REGION", "")
CHECKLIST_MODE = environment.flag("CHECKLIST_MODE")
NEUTRAL_PREVIEWS = environment.flag("NEUTRAL_PREVIEWS")
REPORT_ADDRESS = os.environ.get("REPORT_ADDRESS", "").strip()
HANDOUTS_AHEAD = environment.flag("HANDOUTS_AHEAD", default=True)

# Where the words are, and where the site may write.
CONTENT_DIR = Path(os.environ.get("CONTENT_DIR", BASE_DIR / "education" / "content")).resolve()
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")).resolve()

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(VAR_DIR)
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "localhost",
    *(environment.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", HOST]),
]

# One language for each folder of the content that holds pages. Its name comes from its own site.toml.
LANGUAGE_CODE = "en"
LANGUAGES = environment.languages(CONTENT_DIR)
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = ["django.contrib.staticfiles", "django.contrib.sitemaps", "django_htmx", "education"]
ROOT_URLCONF = "calcinosis_site.urls"
WSGI_APPLICATION = "calcinosis_site.wsgi.application"
DATABASES = {}  # the site keeps nothing: content is files, and answers live in the visitor's own cookie

MIDDLEWARE = [
    "education.headers.SecurityHeaders",
    # The two that `check --deploy` looks for. They read the settings below, as education/headers.py does.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "education.context.site",
            ],
        },
    }
]

# A build is named after all that goes into it: education/build.py makes it, education/serving.py serves it.
BUILT_FROM = [SITE_NAME, SITE_URL, REGION, CHECKLIST_MODE, NEUTRAL_PREVIEWS, REPORT_ADDRESS, DEBUG]
BUILD_DIR = VAR_DIR / "built" / fingerprint(BASE_DIR, CONTENT_DIR, BUILT_FROM)
STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "site" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "education.stylesheets.LightStylesheets"
    }
}

# Security. education/headers.py puts these on every answer, built pages included.
# education/serving.py tells Django the scheme of SITE_URL, so no header of a proxy needs to be trusted.
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not environment.flag("HSTS_THIS_HOST_ONLY")
# W008 asks for Django's redirect from http to https. Built pages are answered before Django is entered, so
# the redirect belongs to the proxy that holds the certificate, as that check's own hint allows.
SILENCED_SYSTEM_CHECKS = ["security.W008"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Errors only, to stderr: no access log, and nothing of what a visitor sent.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "quiet": {
            "()": "calcinosis_site.quiet.QuietFormatter",
            "format": "%(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "django.security.csrf": {"handlers": ["nowhere"], "propagate": False},
    },
}
