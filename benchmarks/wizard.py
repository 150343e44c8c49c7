"""The same questions as a session wizard of django-formtools with its answers in SQLite: what ours is compared with.

Kind to the wizard: only the questions of the one journey, no conditions, and a bare template.
"""

import json
import os
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

FOLDER = os.environ["VAR_DIR"]
QUESTIONS = json.loads(Path(FOLDER, "wizard.json").read_text())
PAGE = (
    "<!doctype html><title>Questions</title><h1>Questions</h1><form method=post>{% csrf_token %}"
    "{{ wizard.management_form }}{{ wizard.form.as_div }}<button>Next</button></form>"
)

settings.configure(
    SECRET_KEY="only-for-a-benchmark",
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{FOLDER}/wizard.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"},
        }
    },
    INSTALLED_APPS=["django.contrib.sessions", "formtools"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page.html": PAGE})]},
        }
    ],
    USE_TZ=True,
)
django.setup()

from django.http import HttpResponse  # noqa: E402  (needs the settings)
from django.urls import path  # noqa: E402
from formtools.wizard.views import SessionWizardView  # noqa: E402


def form_of(question):
    """A form with the one question."""
    many = question["kind"] == "many"
    field, widget = (
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple) if many else (forms.ChoiceField, forms.RadioSelect)
    )
    answer = field(label=question["title"], choices=question["options"], widget=widget)
    return type("QuestionForm", (forms.Form,), {"answer": answer})


class Wizard(SessionWizardView):
    """As the documentation of django-formtools shows it."""

    template_name = "page.html"
    form_list = [(question["id"], form_of(question)) for question in QUESTIONS]

    def done(self, form_list, **kwargs):
        """End."""
        return HttpResponse("done")


urlpatterns = [path("", Wizard.as_view())]
call_command("migrate", verbosity=0)
application = get_wsgi_application()
