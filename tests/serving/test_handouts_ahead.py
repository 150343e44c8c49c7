"""Beside the server one gentle process makes handouts ahead, and it never outlives the server."""

import os
import signal
import subprocess
import time

import pytest


def helpers(server):
    """The processes that make handouts for this server."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True).stdout.splitlines()
    return [int(line.split()[0]) for line in listed if f"--beside={server.process.pid} " in line]


def is_true_soon(condition, patience=60):
    """True as soon as the condition holds."""
    end = time.monotonic() + patience
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


@pytest.fixture
def var(settings, tmp_path):
    """A place of its own to write, with the pages that are built already."""
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "built").symlink_to(settings.VAR_DIR / "built")
    return folder


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_one_process_makes_handouts_ahead_and_ends_with_the_server(serve, var, how):
    server = serve(HANDOUTS_AHEAD="on", WORKERS="2", VAR_DIR=str(var))
    [helper] = helpers(server)
    assert os.getpriority(os.PRIO_PROCESS, helper) == 19
    assert is_true_soon(lambda: list(var.glob("handouts/parts/*.pdf")))
    assert server.ask("/").status == 200
    server.stop(how)
    assert is_true_soon(lambda: helpers(server) == [])
    assert "Traceback" not in server.log


def test_it_does_not_run_when_it_is_switched_off(serve):
    assert helpers(serve(HANDOUTS_AHEAD="off")) == []


def test_a_process_that_comes_to_harm_does_not_harm_the_server(serve, var):
    server = serve(HANDOUTS_AHEAD="on", VAR_DIR=str(var))
    [helper] = helpers(server)
    os.kill(helper, signal.SIGSEGV)
    assert is_true_soon(lambda: helpers(server) == [])
    assert server.ask("/").status == 200
    assert server.stop() == 0


def test_without_pango_it_says_so_in_one_line_and_the_site_runs(serve, var, tmp_path):
    broken = tmp_path / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    server = serve(HANDOUTS_AHEAD="on", VAR_DIR=str(var), PYTHONPATH=str(broken.parent))
    assert is_true_soon(lambda: "PDFs can't be made on this machine: cannot load library" in server.log)
    assert is_true_soon(lambda: helpers(server) == [])
    assert server.ask("/types/").status == 200
    assert "Traceback" not in server.log
