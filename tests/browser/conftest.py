"""What the tests in a real browser share: which addresses they visit, and how they visit all of them at once."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

# Pages that are made when someone asks: without words, with results, without results, and a missing page.
ASKED_FOR = ["/search/", "/search/?q=calcium+bumps", "/search/?q=zzxqy", "/no/such-page/"]
LOOKS = (Path(__file__).parent / "looks.js").read_text("utf-8")


@pytest.fixture(scope="session")
def pages(library):
    """The address of every page that an editor wrote."""
    return [page.address for page in library.pages.values()]


@pytest.fixture(scope="session")
def addresses(pages):
    """Every address that a reader meets, outside the questionnaire and the staff's pages."""
    return [*pages, *ASKED_FOR]


class Window:
    """One window of the browser that goes from page to page, and what was heard and seen in it on the way."""

    def __init__(self, context):
        self.page = context.new_page()
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request))
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def hear(self, message):
        # A 404 that a test asks for is no fault of the page.
        if message.type in ("error", "warning") and "responded with a status of 4" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def visit(self, addresses):
        """Go to each address in turn."""
        for address in addresses:
            self.asked.clear()
            self.page.goto(address)
            yield address

    def look(self, *names):
        """What these functions of looks.js find on the page as it is now: {name: [thing, …]}."""
        return self.page.evaluate(LOOKS, list(names))

    def elsewhere(self):
        """The requests that went to another host."""
        return [request.url for request in self.asked if urlsplit(request.url).hostname != "localhost"]


@pytest.fixture(scope="module")
def window(browser, site):
    """A window that keeps its place while a whole file of tests looks at what it found."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")
    yield Window(context)
    context.close()
