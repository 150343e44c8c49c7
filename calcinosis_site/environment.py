"""Reads the few things a deployer may set, so that settings.py stays a list of settings."""

import os
import secrets
import tempfile
import tomllib
from pathlib import Path

YES = {"1", "true", "yes", "on"}


def flag(name, default=False):
    """True when the environment switches `name` on; what it does not name is as by default."""
    given = os.environ.get(name, "").strip().lower()
    return given in YES if given else default


def number(name, default):
    """The whole number that the environment gives, else the default."""
    given = os.environ.get(name, "").strip() or str(default)
    if not given.isdecimal():
        raise SystemExit(f"{name} must be a whole number, and is “{given}”.")
    return int(given)


def words(name):
    """The comma-separated words of an environment variable."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def secret_key(folder):
    """The key from the environment, else one made once and kept where only this user can read it."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = folder / "secret_key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside (mkstemp: O_EXCL, 0600) and then linked: of two starts at once one wins and the other
        # reads a whole key, never half a one.
        handle, aside = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(aside, kept)
        except FileExistsError:
            pass
        finally:
            Path(aside).unlink()
    return kept.read_text().strip()


def languages(content):
    """The languages that have pages, English first, each with its own name for itself."""
    found = sorted({folder.parent.name for folder in Path(content).glob("*/pages")} | {"en"})
    found.sort(key=lambda code: code != "en")
    return [(code, _own_name(Path(content) / code / "site.toml") or code) for code in found]


def _own_name(site):
    # A broken file is reported by `manage.py check`, with its line; the settings must load for that.
    try:
        return tomllib.loads(site.read_text("utf-8")).get("language_name")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
