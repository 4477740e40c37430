"""Settings of the test run: no files outside a temporary folder, static files unhashed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from config.settings import base
from config.settings.base import *  # noqa: F403  (settings modules extend one another)

HOME = Path(tempfile.mkdtemp(prefix="infogo-test-"))
INFOGO = {
    **base.INFOGO,
    "HOME": HOME,
    "INDEX_DIR": HOME / "index",
    "FILES_DIR": HOME / "files",
    # All tests ask from one network; tests of the limits set their own.
    "API_POINTS_PER_MINUTE": 0,
    "API_TOKEN_POINTS_PER_MINUTE": 0,
    "ACCESS_LOG_DIR": HOME / "access",
    "TRACES_URL": "",
    "METRICS_DIR": "",  # what is measured stays in the process
}
SECRET_KEY = "only-for-tests-" + "x" * 50
# Each test that signs in would spend a tenth of a second on being slow to guess.
PASSWORD_HASHERS = ["tests.hashing.QuickArgon2", *base.PASSWORD_HASHERS[1:]]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

if not base.ENV.database_url:
    DATABASES = {
        "default": {
            **base.DATABASES["default"],
            "NAME": HOME / "db.sqlite3",
            "CONN_MAX_AGE": 0,
            "TEST": {"NAME": str(HOME / "test.sqlite3")},
        }
    }
else:
    DATABASES = {"default": {**base.DATABASES["default"], "CONN_MAX_AGE": 0}}

STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    **base.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
