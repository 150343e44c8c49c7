"""Handouts: seconds until one is there, made at that moment, of kept pages, and kept; and memory while making them."""

import shutil
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from benchmarks.machine import VAR, build, django, free_port, memory, running

PAGES = ("symptoms", "diagnosis", "treatment", "outlook", "faq", "self-care", "types", "recovery")
FORMS = ("a4-standard.pdf", "riverside/letter-large.pdf")
MADE = {
    "first of all: loads the engine, lays out a page": "/handouts/pages/types/a4-standard.pdf",
    "the same, kept": "/handouts/pages/types/a4-standard.pdf",
    "two more pages and the cover": "/handouts/pages/types+self-care+recovery/a4-standard.pdf",
}
CHOICES = {
    "3 kept pages that nobody chose together before": ("faq", "types", "outlook"),
    "5 such pages": PAGES[3:],
    "8 such pages": PAGES,
    "8 such pages, kept": PAGES,
}
WARM_AFTER = 20  # seconds: the engine is loaded behind the first answers


def run():
    """Ask a server that has nothing, then one that has all pages but has never been asked for these choices."""
    shutil.rmtree(VAR / "handouts", ignore_errors=True)
    build()
    with served() as (ask, server):
        for label, path in MADE.items():
            ask(label, path)
        for form in FORMS:  # what `manage.py handouts` makes ahead
            for one in PAGES:
                ask("", f"/handouts/pages/{one}+children/{form}")
        print(f"  {'memory at its peak':<58} {memory(server.pid, peak=True):>9.0f} MB")
    for when, ahead in (("at once after the start", "off"), ("when the engine is loaded", "on")):
        for form in FORMS:
            shutil.rmtree(VAR / "handouts" / "whole")
            with served(HANDOUTS_AHEAD=ahead) as (ask, server):
                time.sleep(WARM_AFTER if ahead == "on" else 0)
                print(f"  {when}, {form}:   {memory(server.pid):.0f} MB")
                for label, pages in CHOICES.items():
                    ask(f"  {label}", f"/handouts/pages/{'+'.join(pages)}/{form}")


@contextmanager
def served(**more):
    """A fresh server, and a function that asks it for a handout and prints how long that took."""
    port = free_port()
    with running(*django("calcinosis_site.wsgi:application", port), port=port, **more) as server:

        def ask(label, path):
            started = time.monotonic()
            size = len(fetch(f"http://127.0.0.1:{port}{path}"))
            seconds = time.monotonic() - started
            if label:
                print(
                    f"  {label:<58} {seconds:>9.3f} s {size / 1024:>7.0f} KB   {memory(server.pid):.0f} MB", flush=True
                )

        yield ask, server


def fetch(url):
    """The body of an answer. A busy server says 503 and when to come back."""
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read()
        except urllib.error.HTTPError as busy:
            if busy.code != 503:
                raise
            time.sleep(1)
