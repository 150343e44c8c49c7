"""The one Django app: it registers the content checks when Django starts."""

from django.apps import AppConfig


class Education(AppConfig):
    """Everything the site teaches."""

    name = "education"

    def ready(self):
        """Register the checks, so that `manage.py check` and every start read the content."""
        from education import checks  # noqa: F401
