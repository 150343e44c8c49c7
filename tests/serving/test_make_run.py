"""The site as its README promises it: a copy of the project, `make run`, and a reader."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Server

LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "node_modules", ".*_cache", ".hypothesis")


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(ROOT, tmp_path / "project", ignore=LEFT_BEHIND))


def test_a_reader_gets_from_make_run_to_an_answer(copy, tmp_path):
    # The environment of this test run stands in for the one that `make run` would install first.
    server = Server({"VENV": sys.prefix}, tmp_path / "log", command=["make", "run"], folder=copy)
    server.environment |= {"VAR_DIR": str(copy / "var"), "SITE_URL": ""}
    server.start()
    try:
        home = server.ask("/")
        assert home.status == 200
        assert "calcinosis" in home.text.lower()
        pages = sorted(set(re.findall(r'href="(/[a-z][a-z/-]*/)"', home.text)))
        assert len(pages) > 5
        assert {path for path in pages if server.ask(path).status != 200} == set()
        assert "calcium" in server.ask("/search/?q=calcium+bumps").text.lower()
        assert server.ask("/nowhere/").status == 404
        assert f"http://localhost:{server.port}/" in server.log
    finally:
        server.stop(signal.SIGINT)
    assert "Traceback" not in server.log


def test_bare_make_lists_the_targets(copy):
    told = subprocess.run(["make"], cwd=copy, capture_output=True, text=True).stdout
    for target in ("run", "test", "dev", "check", "format", "bench"):
        assert re.search(rf"^ +make {target} +\S", told, re.MULTILINE)
