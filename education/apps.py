"""The one Django app: it registers the content checks when Django starts."""

from django.apps import AppConfig


class Education(AppConfig):
    """Everything the site teaches."""

    name = "education"

    def ready(self):
        """Register the checks of content and questionnaire, and have `make dev` watch the content."""
        from django.conf import settings
        from django.utils.autoreload import autoreload_started

        from education import checks  # noqa: F401  (importing registers them)

        autoreload_started.connect(
            lambda sender, **_: sender.watch_dir(settings.CONTENT_DIR, "**/*"), weak=False
        )
