"""Handouts: seconds to make one, a new choice of pages, and one that is kept; and memory while making them."""

import shutil
import time
import urllib.error
import urllib.request

from benchmarks.machine import VAR, build, django, free_port, memory, running

PAGE = "/handouts/pages/types/a4-standard.pdf"
CHOICE = "/handouts/pages/types+self-care+when-to-get-help/a4-standard.pdf"
MANY = "/handouts/pages/symptoms+diagnosis+treatment+outlook+faq/letter-large.pdf"
ASKED = {
    "first of all, one page (loads the PDF engine)": PAGE,
    "kept": PAGE,
    "three pages, two of them new": CHOICE,
    "the same three in another order": "/handouts/pages/self-care+when-to-get-help+types/a4-standard.pdf",
    "five new pages in large print": MANY,
    "kept, five pages": MANY,
}


def run():
    """Ask a fresh server for handouts, one after the other."""
    shutil.rmtree(VAR / "handouts", ignore_errors=True)
    build()
    port = free_port()
    with running(*django("calcinosis_site.wsgi:application", port), port=port) as server:
        for label, path in ASKED.items():
            started = time.monotonic()
            size = len(fetch(f"http://127.0.0.1:{port}{path}"))
            seconds = time.monotonic() - started
            print(f"  {label:<58} {seconds:>9.3f} s {size / 1024:>7.0f} KB   {memory(server.pid):.0f} MB", flush=True)
        print(f"  {'memory at its peak':<58} {memory(server.pid, peak=True):>9.0f} MB")


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
