"""What every test can ask for: the library, the real server over a real build, and the browser of browsers.py."""

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

import pytest

ROOT = Path(__file__).parent.parent
pytest_plugins = ["tests.browsers"]


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
