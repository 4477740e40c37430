"""Bring the home folder of ``INFOGO_HOME`` to a state that can be served; ``./dev run`` calls this.

All steps run in one process, because starting Python anew for each would double a second start.
Each step knows when it has nothing to do, so an interrupted first start simply continues.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from config.garbage import look_seldom

Step = tuple[str, Callable[[], None]]


def prepare(steps: tuple[Step, ...]) -> None:
    """Run the steps with a line before and after each, one process at a time.

    Raises:
        CommandError: a step failed; the message says what to do.
    """
    home = Path(settings.INFOGO["HOME"])
    home.mkdir(parents=True, exist_ok=True)
    with (home / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for label, run in steps:
            began = time.monotonic()
            print(f"▸ {label}", flush=True)
            run()
            print(f"  ✓ {time.monotonic() - began:.1f} s", flush=True)


def _migrate() -> None:
    call_command("migrate", verbosity=0)


def _load() -> None:
    call_command("load_country", if_needed=True)


def _demo_officers() -> None:
    """Make the demonstration's officers where the settings allow them."""
    if settings.INFOGO["DEMO_OFFICERS"]:
        call_command("demo_officers", verbosity=0)


def _demo_drafts() -> None:
    """Give the demonstration's reviewer something to review, where there is a demonstration."""
    if settings.INFOGO["DEMO_OFFICERS"]:
        call_command("demo_drafts", verbosity=0)


def _index() -> None:
    call_command("reindex", if_needed=True)


def _learn() -> None:
    """Lay out what search keeps in memory, so that whoever serves it need only read it."""
    from infogo.search.warmup import is_laid_out, warm_up  # after Django's setup: it needs models

    if not is_laid_out():
        warm_up()


def _collect_static() -> None:
    """Collect and compress, unless no file changed since the last time."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    collected = manifest.stat().st_mtime if manifest.exists() else 0.0
    files = (file for folder in settings.STATICFILES_DIRS for file in Path(folder).rglob("*"))
    if any(file.stat().st_mtime > collected for file in files):
        call_command("collectstatic", interactive=False, verbosity=0)


STEPS: tuple[Step, ...] = (
    ("ฐานข้อมูล · database", _migrate),
    ("ข้อมูลทั้งประเทศ · the whole country", _load),
    ("เจ้าหน้าที่สาธิต · demo officers", _demo_officers),
    ("ร่างสาธิต · demo drafts", _demo_drafts),
    ("ดัชนีค้นหา · search index", _index),
    ("คำที่คนใช้ถาม · how people ask", _learn),
    ("ไฟล์หน้าเว็บ · static files", _collect_static),
)
OF_THE_COUNTRY = (_load, _demo_officers, _demo_drafts)
WITHOUT_COUNTRY = tuple(step for step in STEPS if step[1] not in OF_THE_COUNTRY)


def main() -> int:
    """Prepare, with ``--empty`` without the country; return 130 when interrupted, 1 on failure."""
    parser = argparse.ArgumentParser(prog="python -m tools.prepare", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="without the country")
    is_empty = parser.parse_args().empty
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    look_seldom()
    django.setup()
    try:
        prepare(WITHOUT_COUNTRY if is_empty else STEPS)
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("หยุดกลางคัน สั่งใหม่แล้วจะทำต่อ · interrupted; start again to continue", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
