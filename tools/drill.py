"""``./dev drill [SHELF]``: restore the newest backup elsewhere and look whether it would serve.

Nothing of the installation in use is touched: the backup is restored into a temporary home, with a
private PostgreSQL where it is of one, by the very command that operators use. Then rows, heads of
the hash chains, pages and search are compared and asked. Without a shelf a backup of the
installation in use is made first. Ends with an error when anything is not as it should be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tools.folders import named_folder
from tools.postgres import private_cluster

ROOT = Path(__file__).resolve().parent.parent
IN_USE = frozenset(
    {
        "INFOGO_DATABASE_URL",
        "INFOGO_REPLICA_URL",
        "INFOGO_CACHE_URL",
        "INFOGO_FILES_URL",
        "INFOGO_PACK_KEY",
    }
)
"""Where the installation in use keeps something: there a drill would write, and read what was never
restored."""

FIND = """
import sys, django; django.setup()
from pathlib import Path
from infogo.safekeeping import shelf
from infogo.safekeeping.manifest import read_manifest
found = shelf.backups(Path(sys.argv[1]))
whole = [path for path in found if read_manifest(path).kind != "postgresql-base"]
print(whole[-1] if whole else "", read_manifest(whole[-1]).kind if whole else "", sep="|")
"""
"""Prints the newest backup of a shelf that is no base backup, and its kind."""

ASK = """
import sys, django; django.setup()
from pathlib import Path
from django.conf import settings
from django.test import Client
from infogo.safekeeping.ledger import present_ledger
from infogo.safekeeping.manifest import read_manifest
from infogo.manuals.models import Manual
from infogo.manuals.selectors import in_use
manifest = read_manifest(Path(sys.argv[1]))
wrong = manifest.ledger.differences(present_ledger())
client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
public = in_use(Manual.objects.filter(standard=None, current__isnull=False))
manual = public.order_by("pk").select_related("procedure").first()
asked = ["/", "/agency/", "/places"]
if manual:
    asked += [f"/manual/{manual.procedure_id}", "/search?q=" + manual.procedure.name_th]
for path in asked:
    answer = client.get(path, secure=True)
    if answer.status_code != 200:
        wrong.append(f"{path}: {answer.status_code}")
if manual and f"/manual/{manual.procedure_id}" not in answer.text:
    wrong.append("search does not find the first service")
print(f"{sum(manifest.ledger.tables.values()):,} rows, {manifest.files:,} files, audit line"
      f" {manifest.ledger.audit[0]:,}, {len(asked)} pages")
sys.exit("; ".join(wrong[:10]) if wrong else 0)
"""
"""Compares what was restored with the manifest and asks for pages; counts before it asks."""


def main() -> int:
    """Hold the drill and tell how long each part took."""
    named = named_folder(sys.argv[1:], __doc__)
    with tempfile.TemporaryDirectory(prefix="infogo-drill-") as scratch:
        # A server that runs as another user has its socket in here.
        Path(scratch).chmod(0o711)
        own = os.environ | {"DJANGO_SETTINGS_MODULE": _settings()}
        shelf = named.absolute() if named else Path(scratch) / "shelf"
        if named is None:
            _timed("สำรอง · backup", ["manage.py", "backup", str(shelf)], own)
        backup, kind = _python(FIND, shelf, own).strip().split("|")
        if not backup:
            sys.exit(f"{shelf}: ไม่มีชุดสำรองที่สมบูรณ์ · no whole backup here")
        with _elsewhere(Path(scratch), kind, own) as environment:
            options = sys.argv[2:]
            _timed("กู้คืน · restore", ["manage.py", "restore", backup, *options], environment)
            _timed("ไฟล์ของหน้า · static files", ["manage.py", "collectstatic", "--noinput", "-v0"],
                   environment)  # fmt: skip
            print("  " + _python(ASK, Path(backup), environment).strip(), flush=True)
    print("✓ ซ้อมกู้คืนสำเร็จ · the backup can be restored and serves")
    return 0


@contextmanager
def _elsewhere(scratch: Path, kind: str, own: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give an environment with an empty home and an empty database of the backup's kind."""
    environment = {name: value for name, value in own.items() if name not in IN_USE}
    environment["INFOGO_HOME"] = str(scratch / "home")
    if kind != "postgresql":
        yield environment
        return
    with private_cluster() as dsn:
        folder = dsn.split()[0].removeprefix("host=")
        url = f"postgres://infogo@{quote(folder, safe='')}/postgres"
        yield {**environment, "INFOGO_DATABASE_URL": url}


def _timed(label: str, words: list[str], environment: dict[str, str]) -> None:
    began = time.monotonic()
    print(f"▸ {label}", flush=True)
    if subprocess.run([sys.executable, *words], cwd=ROOT, env=environment).returncode:
        sys.exit(f"✗ {label} — ล้มเหลว · failed")
    print(f"  ✓ {time.monotonic() - began:.0f} s", flush=True)


def _python(program: str, argument: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, str(argument)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit("✗ ของที่กู้คืนไม่ครบ · what was restored is not in order")
    return done.stdout


def _settings() -> str:
    return os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.local")


if __name__ == "__main__":
    sys.exit(main())
