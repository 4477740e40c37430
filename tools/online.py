"""``./dev online``: the code of the last release, run on the schema that this tree makes.

The release's own tests of services and pages are taken from the history of this clone and run
against a test database that was made by the migrations here, first on SQLite, then on PostgreSQL
where one is installed. A clone without that history is told so, and the run fails: what was not
tried is not proved. ``tests/online`` tries the statements of the release without any history.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from tools.postgres import NoPostgresError, private_cluster
from tools.releases import ROOT, has_history, new_migrations, released

TESTS = [
    "tests/core/test_audit.py", "tests/points", "tests/manuals/test_services.py", "tests/pins",
    "tests/ratings", "tests/volumes", "tests/www/test_manual.py", "tests/www/test_places.py",
]  # fmt: skip
"""What of the release is run: those of them that it has. Together they write most tables."""
# One file for both; the name of PostgreSQL's test database is the same anyway.
SETTINGS = """
from config.settings.test import *
if "postgresql" not in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"]["NAME"] = {database!r}
"""
# Makes the test database by the migrations of this tree and leaves it to the release.
MAKE = """
import django; django.setup()
from django.db import connection
from django.test.utils import setup_test_environment
connection.creation.create_test_db(verbosity=0, autoclobber=True)
"""


def main() -> int:
    """Run both databases; 1 when a test of the release fails or could not be run."""
    release = released()
    print(f"รุ่นก่อน · release {release.version} {release.commit[:10]}, migrations ใหม่ · new:"
          f" {', '.join(new_migrations()) or 'ไม่มี · none'}", flush=True)  # fmt: skip
    if not has_history(release.commit):
        print(
            "✗ สำเนานี้ไม่มีประวัติของรุ่นก่อน จึงไม่ได้ลอง · this clone lacks the release's commit;"
            " git fetch --unshallow, then again"
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="infogo-online-") as scratch:
        old = _unpacked(release.commit, Path(scratch) / "release")
        if _run_release(old, {}):
            return 1
        try:
            with private_cluster() as dsn:
                folder = quote(dsn.split()[0].removeprefix("host="), safe="")
                url = f"postgres://infogo@{folder}/postgres"
                return _run_release(old, {"INFOGO_DATABASE_URL": url})
        except NoPostgresError as problem:
            print(f"✗ {problem}")
            return 1


def _unpacked(commit: str, folder: Path) -> Path:
    """Give the tree of a commit a folder of its own."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    folder.mkdir()
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as tree:
        tree.extractall(folder, filter="data")
    compiled = ("-m", "babel.messages.frontend", "-q", "compile", "-D", "django", "-d")
    subprocess.run([sys.executable, *compiled, "infogo/locale"], cwd=folder, check=True)
    return folder


def _run_release(old: Path, variables: dict[str, str]) -> int:
    """Make the database here, then run the tests of the release there."""
    print(f"▸ {'PostgreSQL' if variables else 'SQLite'}", flush=True)
    scratch = old.parent
    (scratch / "online_settings.py").write_text(
        SETTINGS.format(database=str(scratch / "test.sqlite3"))
    )
    environment = {
        **os.environ,
        **variables,
        "DJANGO_SETTINGS_MODULE": "online_settings",
        "PYTHONPATH": str(scratch),
        "TMPDIR": str(scratch),
    }
    subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=environment, check=True)
    tests = [path for path in TESTS if (old / path).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "--ds=online_settings", "--reuse-db"]
    return subprocess.run([*command, *tests], cwd=old, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
