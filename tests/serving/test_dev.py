"""Writing with `make dev`: what is saved is seen."""

import shutil
import sys

import pytest

from tests.conftest import ROOT, Server, free_port


@pytest.fixture
def project(tmp_path):
    """What `make dev` needs of the project, in a folder that a test may change."""
    for folder in ("education", "calcinosis_site", "templates", "static"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    for file in ("manage.py", "requirements.txt"):
        shutil.copy(ROOT / file, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def write(project, tmp_path):
    """A function that changes a file of the project, and the server that is to show it."""
    port = free_port()
    server = Server({"DEBUG": "1"}, tmp_path / "log", port, folder=project)
    # Without the reloader: what a writer sees may not depend on how soon that looks.
    server.command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]

    def change(file, old, new):
        path = project / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))

    yield change, server.start()
    server.stop()


@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("education/content/en/pages/outlook.md", "\n+++\n"),
        ("templates/components/note.html", '<div class="note">\n'),
    ],
    ids=["the words of a page", "the template of a component"],
)
def test_a_writer_sees_what_was_saved_without_a_restart(write, file, before):
    change, server = write
    page = "/outlook/" if file.endswith(".md") else "/types/"
    assert "Written a moment ago." not in server.ask(page).text
    change(file, before, f"{before}\nWritten a moment ago.\n\n")
    assert "Written a moment ago." in server.ask(page).text
