"""Makes every public handout ahead, so that no reader is the first to ask for one."""

import os
import time

from django.core.management.base import BaseCommand, CommandError

from education.handouts import ahead, engine


class Command(BaseCommand):
    """`manage.py handouts`"""

    help = "Make the PDF of every page, set, basics and sheet, for every clinic, paper and size. Takes minutes."

    def add_arguments(self, parser):
        """Take the server's word for who it is, when `manage.py serve` runs this beside itself."""
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this process, our parent, has ended")

    def handle(self, *args, beside=None, **options):
        """Make what is not kept yet."""
        started, run = time.monotonic(), ahead.Run()
        for handout in ahead.handouts():
            if beside and os.getppid() != beside:
                return
            if run.is_full:
                self.stdout.write("There is no room for more: the other handouts are made when someone asks for them.")
                break
            try:
                run.make(handout)
            except engine.Unavailable as lacking:
                raise CommandError(f"PDFs can't be made on this machine: {lacking}") from lacking
        seconds = time.monotonic() - started
        self.stdout.write(f"{run.count} handouts are ready, in {seconds:.0f} s and {run.megabytes:.0f} MB.")
