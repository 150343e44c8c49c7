"""When the site starts, what it builds, and when it refuses to."""

import datetime
import os
import signal
import socket

import pytest

from education.fingerprint import fingerprint


def test_a_build_that_is_still_true_is_not_made_again(manage):
    first, second = manage("build"), manage("build")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Built" not in second.stderr
    assert first.stdout == second.stdout


def test_a_changed_word_or_an_interruption_makes_a_new_build_with_every_page(
    manage, content_copy, public_addresses, tmp_path
):
    home = content_copy / "en" / "pages" / "home.md"
    home.write_text(home.read_text().replace("\n+++\n", "\n+++\n\nA new sentence stands here.\n\n", 1))
    done = manage("build", CONTENT_DIR=str(content_copy), VAR_DIR=str(tmp_path / "var"))
    assert done.returncode == 0, done.stderr
    assert "Built" in done.stderr
    site = tmp_path.joinpath(done.stdout.strip())
    assert "A new sentence stands here." in (site / "index.html").read_text()
    built = [site / (address[1:] + ("index.html" if address.endswith("/") else "")) for address in public_addresses]
    assert [file for file in built if not file.exists()] == []
    packed = [file.with_name(file.name + form) for file in built if file.suffix == ".html" for form in (".br", ".gz")]
    assert [file for file in packed if not file.exists()] == []

    # A build that was interrupted has no last file, and is made again.
    (site.parent / "complete").unlink()
    (site / "index.html").write_text("half a page")
    again = manage("build", CONTENT_DIR=str(content_copy), VAR_DIR=str(tmp_path / "var"))
    assert "Built" in again.stderr
    assert "half a page" not in (site / "index.html").read_text()


def test_a_build_that_is_being_served_outlives_newer_ones(serve, manage, tmp_path):
    server = serve(VAR_DIR=str(tmp_path))
    first = next(tmp_path.glob("built/*/complete")).parent
    newer = [manage("build", VAR_DIR=str(tmp_path), REGION=region).stdout.strip() for region in ("us-canada", "uk")]
    assert server.ask("/", headers={"Range": "bytes=0-9"}).body == b"<!doctype "
    server.stop()
    newest = manage("build", VAR_DIR=str(tmp_path), REGION="eu").stdout.strip()
    left = {str(mark.parent / "site") for mark in tmp_path.glob("built/*/complete")}
    assert left == {newer[1], newest}
    assert not first.exists()


@pytest.mark.parametrize("command", ["serve", "check"])
def test_broken_content_is_refused_with_every_problem_and_its_place(manage, content_copy, tmp_path, command):
    pages = content_copy / "en" / "pages"
    with (pages / "causes.md").open("a") as page:
        page.write("\n\nSee [the moon](/no-such-page/).\n")
    overview = pages / "overview.md"
    overview.write_text(overview.read_text().replace("description =", "descripton =", 1))
    done = manage(command, CONTENT_DIR=str(content_copy), VAR_DIR=str(tmp_path / "var"), PORT="0")
    assert done.returncode != 0
    assert "en/pages/causes.md:" in done.stderr
    assert "/no-such-page/" in done.stderr
    assert "en/pages/overview.md:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "var").glob("built/*/complete"))


def test_a_region_that_nobody_knows_is_refused_since_it_has_no_number_to_call(manage, tmp_path):
    done = manage("serve", REGION="us", VAR_DIR=str(tmp_path), PORT="0")
    assert done.returncode != 0
    assert "REGION is “us”, and must be one of: us-canada, uk" in done.stderr
    assert not list(tmp_path.glob("built/*/complete"))


def test_a_server_that_is_not_ours_refuses_broken_content_too(content_copy, tmp_path):
    import subprocess
    import sys

    (content_copy / "menu.toml").write_text("this is no table")
    environment = {"CONTENT_DIR": str(content_copy), "VAR_DIR": str(tmp_path / "var")}
    done = subprocess.run(
        [sys.executable, "-c", "import calcinosis_site.wsgi"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "calcinosis_site.settings", **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "menu.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said_in_one_line(manage):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = manage("serve", PORT=str(other.getsockname()[1]))
    assert done.returncode != 0
    assert "can't be used" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_cleanly_when_told_to(serve, how):
    server = serve()
    assert server.stop(how) == 0
    assert "Traceback" not in server.log
    with pytest.raises(OSError):
        server.ask("/")


def test_behind_https_every_answer_says_so(serve):
    server = serve(SITE_URL="https://guide.example", ALLOWED_HOSTS="localhost")
    for path in ("/", "/search/?q=chalk", "/no-such-page/", "/types"):
        assert server.ask(path).headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert 'href="https://guide.example/"' in server.ask("/").text


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    from calcinosis_site.environment import secret_key

    given = os.environ.pop("SECRET_KEY")
    try:
        key = secret_key(tmp_path / "var")
        assert len(key) >= 50
        assert secret_key(tmp_path / "var") == key
        assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
        assert len(list((tmp_path / "var").iterdir())) == 1
    finally:
        os.environ["SECRET_KEY"] = given


@pytest.fixture
def small_site(tmp_path):
    for folder in ("education", "calcinosis_site", "templates", "static", "locale", "content/en/pages"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("Django==5")
    (tmp_path / "content/en/pages/home.md").write_text('+++\ntitle = "x"\nreview_due = 2027-11-22\n+++\n')
    return tmp_path


def name(site, choices=(), today=datetime.date(2026, 11, 22)):
    return fingerprint(site, site / "content", list(choices), today)


def test_the_same_content_has_the_same_fingerprint_on_another_day(small_site):
    assert name(small_site) == name(small_site, today=datetime.date(2027, 11, 22))


@pytest.mark.parametrize(
    "changed",
    ["content/en/pages/home.md", "templates/base.html", "static/site.css", "education/views.py", "requirements.txt"],
)
def test_whatever_goes_into_a_page_changes_the_fingerprint(small_site, changed):
    before = name(small_site)
    with (small_site / changed).open("a") as file:
        file.write(" ")
    assert name(small_site) != before


def test_a_deployers_choice_changes_the_fingerprint(small_site):
    assert name(small_site, ["uk"]) != name(small_site, ["eu"])


def test_a_review_date_that_passes_changes_the_fingerprint(small_site):
    assert name(small_site) != name(small_site, today=datetime.date(2027, 11, 23))
