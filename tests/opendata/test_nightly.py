"""The process that writes the nightly dump ends with the worker that began it."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
import time
from pathlib import Path

from tools.country import ROOT

HOLDER = """
import fcntl, sys, time
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", file=open(sys.argv[1] + ".held", "w"), flush=True)
time.sleep(300)
"""
WORKER = """
import pathlib, sys, threading, time
import django
django.setup()
from infogo.opendata import nightly
nightly.COMMAND = (sys.executable, "-c", sys.argv[2], sys.argv[1])
threading.Thread(target=nightly.write_beside, daemon=True).start()
while not pathlib.Path(sys.argv[1] + ".held").exists():
    time.sleep(0.05)
"""


def test_it_ends_with_its_worker(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", WORKER, str(path), HOLDER]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    is_free = threading.Event()

    def wait_for_it() -> None:
        with path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            is_free.set()

    began = time.monotonic()
    threading.Thread(target=wait_for_it, daemon=True).start()
    assert is_free.wait(60), f"still writing after {time.monotonic() - began:.0f} s"
