"""`manage.py build`: every public page as a file, for the server or for any host of plain files."""

from django.core.management.base import BaseCommand, CommandError

from education.build import BuildRefused, ensure_built


class Command(BaseCommand):
    """Build the pages; do nothing when they are built and still true."""

    help = "Render every public page once and keep it, compressed. Broken content is refused, with the reasons."
    requires_system_checks = []  # the build runs them itself, and only when there is something to build

    def handle(self, *args, **options):
        """Print where the pages are."""
        try:
            folder = ensure_built(say=self.stderr.write)
        except BuildRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(str(folder / "site"))
