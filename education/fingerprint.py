"""Names a build after everything that goes into it, so that a build that is still true is not made again."""

import datetime
import hashlib
import json
import re
import sys

REVIEW_DUE = re.compile(rb"^review_due\s*=\s*(\d{4}-\d{2}-\d{2})", re.MULTILINE)


def fingerprint(base, content, choices, today=None):
    """Return a short hash of content, templates, static files, code, libraries and a deployer's choices.

    A page past its review date says so: with every date that passes, the build is another one.
    """
    today = str(today or datetime.datetime.now(datetime.UTC).date()).encode()
    total = hashlib.blake2b(digest_size=8)
    total.update(json.dumps([sys.version, choices], sort_keys=True, default=str).encode())
    overdue = 0
    for path in _files(base, content):
        written = path.read_bytes()
        total.update(f"{path}\0{len(written)}\0".encode())
        total.update(written)
        if path.suffix == ".md":
            overdue += sum(day < today for day in REVIEW_DUE.findall(written))
    total.update(str(overdue).encode())
    return total.hexdigest()


def _files(base, content):
    code = [path for folder in ("education", "calcinosis_site") for path in (base / folder).rglob("*.py")]
    whole = [path for folder in ("templates", "static", "locale") for path in (base / folder).rglob("*")]
    found = {*code, *whole, *content.rglob("*"), base / "requirements.txt"}
    return sorted(path for path in found if path.is_file())
