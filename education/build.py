"""Renders every public page once, through Django itself, so that no page is made while a reader waits."""

import contextlib
import fcntl
import json
import logging
import shutil
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string
from whitenoise.compress import Compressor

from education.context import site

KEPT_BUILDS = 2  # this one and the one before it; more only while a process serves them
NOWHERE = "/404.html"  # no such page; Django's answer to that is kept, for hosts of plain files
REFUSED = "/400.html"  # no such page either: what is said to a request that is turned away before Django


class BuildRefused(Exception):
    """The content is broken. The message is every problem, one a line."""


def ensure_built(say=lambda line: None):
    """Make the build named by the settings unless it is there and whole; return its folder."""
    if is_complete():
        return settings.BUILD_DIR
    with _only_one_builder():
        if not is_complete():
            _build(say)
    return settings.BUILD_DIR


def is_complete():
    """True when the build of exactly this content, code and choice of settings was finished."""
    return (settings.BUILD_DIR / "complete").exists()


def hold():
    """Return an open file that keeps the build from being dropped as long as this process holds it."""
    mark = (settings.BUILD_DIR / "complete").open()
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def content_types():
    """The content type of each built address, as Django gave it."""
    return json.loads((settings.BUILD_DIR / "complete").read_text("utf-8"))


def problems():
    """Everything that `manage.py check` calls an error, as lines for a person."""
    return [
        f"{message.obj}: {message.msg}" if message.obj else message.msg
        for message in checks.run_checks()
        if message.is_serious()
    ]


def _build(say):
    started = time.monotonic()
    if found := problems():
        raise BuildRefused("\n".join([*found, f"Nothing was built: {len(found)} problem(s) above."]))
    shutil.rmtree(settings.BUILD_DIR, ignore_errors=True)  # what an interrupted build left
    call_command("collectstatic", interactive=False, verbosity=0)
    types = _render_all()
    _write(REFUSED, render_to_string("400.html", site(None)).encode())
    _compress()
    # Written last: a build without this file does not count.
    (settings.BUILD_DIR / "complete").write_text(json.dumps(types), "utf-8")
    _drop_old_builds()
    say(f"Built {len(types)} pages and files in {time.monotonic() - started:.1f} s.")


def _render_all():
    from education.urls import public_addresses

    application = get_wsgi_application()
    types, failed = {}, []
    for address in [*public_addresses(), NOWHERE]:
        with _errors_caught() as errors:
            status, headers, body = _ask(application, address)
        wanted = 404 if address == NOWHERE else 200
        if status != wanted:
            failed.append(f"{address} answered {status} instead of {wanted}. {' '.join(errors)}")
        elif "Set-Cookie" in headers:
            failed.append(f"{address} sets a cookie; a page that everyone shares may not.")
        else:
            _write(address, body)
            types[address] = headers["Content-Type"]
    if failed:
        raise BuildRefused("\n".join([*failed, f"Nothing was built: {len(failed)} problem(s) above."]))
    return types


@contextlib.contextmanager
def _errors_caught():
    """Gather what goes wrong in a view, to be told once with its address instead of logged as a visitor's."""
    errors, logger = [], logging.getLogger("django.request")

    def catch(sender, **_):
        errors.append(traceback.format_exc(limit=-2).strip())

    got_request_exception.connect(catch)
    logger.disabled = True
    try:
        yield errors
    finally:
        logger.disabled = False
        got_request_exception.disconnect(catch)


def _ask(application, address):
    """Return the status, headers and body that Django answers, asked just as the server would ask."""
    ours = urlsplit(settings.SITE_URL)
    environ = {"PATH_INFO": address, "HTTP_HOST": ours.netloc, "wsgi.url_scheme": ours.scheme}
    setup_testing_defaults(environ)
    answer = {}

    def start_response(status, headers, exc_info=None):
        answer.update(status=int(status.split()[0]), headers=dict(headers))

    with contextlib.closing(application(environ, start_response)) as parts:
        body = b"".join(parts)
    return answer["status"], answer["headers"], body


def _write(address, body):
    file = settings.BUILD_DIR / "site" / address.removeprefix("/")
    if address.endswith("/"):
        file = file / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def _compress():
    compressor = Compressor(quiet=True)
    files = [str(path) for path in (settings.BUILD_DIR / "site").rglob("*") if path.is_file()]
    with ThreadPoolExecutor() as pool:
        list(pool.map(compressor.compress, filter(compressor.should_compress, files)))


def _drop_old_builds():
    builds = [folder for folder in settings.BUILD_DIR.parent.iterdir() if folder.is_dir()]
    builds.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in builds[KEPT_BUILDS:]:
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder):
    try:
        with (folder / "complete").open() as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextlib.contextmanager
def _only_one_builder():
    """Hold a lock, so that two processes that start together make one build and not a mixture of two."""
    folder = settings.BUILD_DIR.parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
