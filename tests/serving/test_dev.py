"""Writing with `make dev`: what is saved is seen."""

import sys

from tests.conftest import Server, free_port


def test_a_writer_sees_new_words_without_a_restart(content_copy, tmp_path):
    port = free_port()
    server = Server({"DEBUG": "1", "CONTENT_DIR": str(content_copy)}, tmp_path / "log", port)
    server.command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    page = content_copy / "en" / "pages" / "outlook.md"
    server.start()
    try:
        assert "Written a moment ago." not in server.ask("/outlook/").text
        page.write_text(page.read_text().replace("\n+++\n", "\n+++\n\nWritten a moment ago.\n\n", 1))
        assert "Written a moment ago." in server.ask("/outlook/").text
    finally:
        server.stop()
