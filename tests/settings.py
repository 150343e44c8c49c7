"""The site's own settings, made independent of the machine the tests run on."""

import os
from pathlib import Path

FOR_TESTS = {
    "SITE_URL": "http://localhost:8000",
    "SECRET_KEY": "only-for-tests-" + "0123456789abcdefghij" * 3,
    "HANDOUTS_AHEAD": "off",
    "VAR_DIR": str(Path(__file__).parent.parent / "var" / "test"),
}
DEPLOYERS = {"SITE_NAME", "HOST", "PORT", "WORKERS", "REGION", "CHECKLIST_MODE", "NEUTRAL_PREVIEWS", "DEBUG"}
for name in {*DEPLOYERS, "ALLOWED_HOSTS", "CONTENT_DIR", "HSTS_THIS_HOST_ONLY", "REPORT_ADDRESS"}:
    os.environ.pop(name, None)
os.environ.update(FOR_TESTS)

from calcinosis_site.settings import *  # noqa: E402, F403

# Views are tested without a build, so without its table of hashed names. The served site is tested with it.
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
