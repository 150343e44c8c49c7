"""`manage.py serve`: the production server over the built pages."""

import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, nullcontext
from functools import partial

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from education.build import BuildRefused, ensure_built

# Python runs one thread at a time; a few let a handout be made while pages go on being answered.
THREADS = 4
SECONDS_TO_FINISH = 10
LOCAL = ("127.0.0.1", "::1", "localhost")


class Command(BaseCommand):
    """Build what is to be built, then answer until told to stop."""

    help = "Serve the site on HOST and PORT (environment; default 127.0.0.1:8000) with WORKERS processes (1)."
    requires_system_checks = []  # broken content stops the build

    def handle(self, *args, **options):
        """Run until SIGINT or SIGTERM."""
        self.port_is_free()
        try:
            ensure_built(say=self.stderr.write)
        except BuildRefused as refused:
            raise CommandError(str(refused)) from None
        self.stderr.write(f"{settings.SITE_NAME}\n{settings.SITE_URL}/ (Ctrl+C ends it)")
        if settings.HOST not in LOCAL and settings.ALLOWED_HOSTS[0] == "localhost":
            self.stderr.write("Only this machine gets answers: name the address that visitors use in SITE_URL.")
        server = Granian(
            "calcinosis_site.wsgi:application",
            address=settings.HOST,
            port=settings.PORT,
            interface=Interfaces.WSGI,
            workers=settings.WORKERS,
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            log_access=False,
            log_dictconfig=_to_stderr(),
            workers_kill_timeout=SECONDS_TO_FINISH,
            respawn_failed_workers=True,
        )
        with handouts_made_ahead() if settings.HANDOUTS_AHEAD else nullcontext():
            try:
                server.serve()
            except SystemExit:
                # Ctrl+C reaches the workers too; one that hears it before its parent is counted as failed, and is not.
                if not server.interrupt_signal:
                    raise

    def port_is_free(self):
        """Look first: granian would share a port that is taken, and visitors would meet an old server."""
        family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as taken:
                where = f"{settings.HOST}:{settings.PORT}"
                raise CommandError(f"{where} can't be used: {taken.strerror}. Try PORT=8001 make run.") from None


@contextmanager
def handouts_made_ahead():
    """Run `manage.py handouts` beside the server, one for all workers, so gently that no reader waits for it."""
    helper = subprocess.Popen(  # noqa: S603
        [sys.executable, settings.BASE_DIR / "manage.py", "handouts", f"--beside={os.getpid()}", "--skip-checks"],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,  # Ctrl+C is for the server, which then ends it
        preexec_fn=partial(os.nice, 19),
    )
    threading.Thread(target=helper.wait, daemon=True).start()  # when it is done, nothing of it stays
    try:
        yield
    finally:
        helper.terminate()


def _to_stderr():
    handler = {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
    return {"handlers": {"console": handler, "access": handler}}
