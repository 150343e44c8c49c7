"""A real browser, and axe in it. Every test can ask for them."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_runtest_setup(item):
    if os.environ.get("FIREFOX") and item.get_closest_marker("chromium"):
        pytest.skip("Firefox can't be told this from outside")


@pytest.fixture(scope="session")
def browser():
    """One browser for the whole session: Chromium, or the Firefox that FIREFOX names."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if firefox := os.environ.get("FIREFOX"):
            started = playwright.firefox.launch(channel="moz-firefox", executable_path=shutil.which(firefox))
        else:
            started = playwright.chromium.launch(
                executable_path=_chromium(), args=CHROMIUM_FLAGS, chromium_sandbox=os.geteuid() != 0
            )
        yield started
        started.close()


def _chromium():
    found = subprocess.run([ROOT / "scripts" / "chromium"], capture_output=True, text=True).stdout.strip()
    if not found:
        pytest.fail("No Chromium was found. `make test` installs it or says how.", pytrace=False)
    return found


@pytest.fixture
def new_page(browser, site):
    """A function that opens a page of the site: new_page("/types/", color_scheme="dark", width=320, scripts=False).

    At the end the test fails when the browser complained (about the content security policy, say) or when it
    asked another host for anything.
    """
    contexts, complaints = [], []

    def hear(message):
        # A 404 or 422 that a test asks for is no fault of the page.
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            complaints.append(f"{message.text} ({message.location.get('url')})")

    def see(request):
        if urlsplit(request.url).hostname not in ("localhost", None):
            complaints.append(f"asked another host: {request.url}")

    def open_page(address="/", width=1200, height=800, scripts=True, **options):
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            **options,
        )
        contexts.append(context)
        context.on("request", see)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The AA rule about contrast, made to ask for AAA. The AAA rule by itself lets pass what is too pale for AA, and both
# together would take twice as long. All but the ratios is as axe has it.
AAA_CONTRAST = {
    "contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}},
    "boldValue": 700,
    "boldTextPt": 14,
    "largeTextPt": 18,
    "ignoreUnicode": True,
    "ignoreLength": False,
    "ignorePseudo": False,
    "pseudoSizeThreshold": 0.25,
    "shadowOutlineEmMax": 0.2,
    "textStrokeEmMin": 0.03,
}


@pytest.fixture(scope="session")
def axe():
    """A function that lists what axe finds on a page: WCAG 2.2 AA, good practice, and AAA contrast.

    Or only some rules, or only inside the parts that a selector names.
    """
    from axe_playwright_python.sync_playwright import Axe

    def run(page, only=None, inside=None):
        chosen = {"type": "rule", "values": only} if only else {"type": "tag", "values": AXE_TAGS}
        options = {"runOnly": chosen, "resultTypes": ["violations"]}
        options["rules"] = {"target-size": {"enabled": True}}
        options["checks"] = {"color-contrast": {"options": AAA_CONTRAST}}
        found = Axe().run(page, inside, options).response["violations"]
        return [
            f"{page.url} {rule['id']}: {node['html']} {node.get('failureSummary', '')}"
            for rule in found
            for node in rule["nodes"]
        ]

    return run
