"""What every test can ask for: the library, the real server over a real build, and a real browser."""

import ctypes
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def library():
    """The English library, as the site uses it."""
    from education import catalog

    return catalog.library("en")


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()


@dataclass
class Server:
    """A running site: `manage.py serve` with its own port and the environment it was given."""

    environment: dict[str, str]
    log_file: Path
    port: int = 0
    command: list[str] = field(default_factory=lambda: [sys.executable, "manage.py", "serve"])
    folder: Path = ROOT
    process: subprocess.Popen | None = None

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    @property
    def log(self):
        return self.log_file.read_text()

    def start(self, patience=180):
        """Start and wait for the first answer; fail with the server's own words when none comes."""
        self.port = self.port or free_port()
        environment = {**os.environ, **self.environment, "PORT": str(self.port)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        end = time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.ask("/robots.txt")
            except OSError:
                time.sleep(0.05)
            else:
                return self
        self.stop()
        pytest.fail(f"The site did not start:\n{self.log}", pytrace=False)

    def stop(self, how=signal.SIGTERM):
        """Stop it and everything it started; return its exit code."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode if self.process else None

    def ask(self, path, method="GET", headers=None, body=None):
        """Ask exactly this, letting no client tidy it up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        # A list, so that a test can send a Host of its own and nothing is sent twice.
        sent = {"Host": f"localhost:{self.port}", "Connection": "close", **(headers or {})}
        connection._validate_path = lambda url: None
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer


def die_with_parent():
    """Have the kernel end this process when the test run that started it is gone, however that ended."""
    # Linux only, as all of these tests. 1 is PR_SET_PDEATHSIG.
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site as visitors meet it: granian over a build of the real content."""
    server = Server({}, tmp_path_factory.mktemp("site") / "log").start()
    yield server
    server.stop()


@pytest.fixture
def serve(tmp_path):
    """A function that starts another site with an environment of its own; it stops with the test."""
    started = []

    def start(**environment):
        server = Server(environment, tmp_path / f"log{len(started)}")
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def public_addresses():
    """Every address that is built."""
    from education.urls import public_addresses

    return list(public_addresses())


# --- The browser -----------------------------------------------------------------------------------------------

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


# --- Copies that a test may break -------------------------------------------------------------------------------


@pytest.fixture
def content_copy(tmp_path):
    """The real content in a folder of the test's own."""
    from django.conf import settings

    return Path(shutil.copytree(settings.CONTENT_DIR, tmp_path / "content"))


@pytest.fixture
def manage(tmp_path):
    """A function that runs `manage.py` as a deployer would, and gives back what it did."""

    def run(*words, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "calcinosis_site.settings", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run
