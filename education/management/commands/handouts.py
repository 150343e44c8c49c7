"""Makes every public handout ahead, so that no reader is the first to ask for one."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from education import catalog
from education.handouts import engine, press
from education.handouts.handout import Handout
from education.sharing.links import PAPERS, SHEETS, SIZES, code

PATIENCE = 10 * 60


class Command(BaseCommand):
    """`manage.py handouts`"""

    help = "Make the PDF of every page, of its basics and of every sheet, on each paper in each size. Takes minutes."

    def handle(self, *args, **options):
        """Make what is not kept yet."""
        started, count = time.monotonic(), 0
        try:
            for language, _name in settings.LANGUAGES:
                for handout in everything(language):
                    press.pdf(handout, patience=PATIENCE)
                    count += 1
        except engine.Unavailable as lacking:
            raise CommandError(f"PDFs can't be made on this machine: {lacking}") from lacking
        self.stdout.write(f"{count} handouts are ready, in {time.monotonic() - started:.0f} s.")


def everything(language: str):
    """Yield every handout that is not a choice of several pages."""
    codes = [code(page) for page in catalog.library(language).pages.values()]
    wanted = [(kind, what) for kind in ("pages", "basics") for what in codes] + [("sheet", what) for what in SHEETS]
    for kind, what in wanted:
        for paper in PAPERS:
            for size in SIZES:
                yield Handout(kind, what, None, paper, size, language)
