"""Programs that look for weaknesses, each in an environment of its own.

Their libraries are older than ours, so they cannot share ``.venv``. Each one is locked in
``requirements/scanners/`` and installed into ``.scanners/`` when it is first asked for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".scanners"
LOCKS = ROOT / "requirements" / "scanners"


class NoScannerError(Exception):
    """A scanner could not be installed."""


def program(name: str, command: str = "") -> Path:
    """Return the path of a scanner's program, after installing what its lock says.

    Raises:
        NoScannerError: it is not there and could not be brought.
    """
    lock = LOCKS / f"{name}.txt"
    folder = FOLDER / name
    stamp = folder / ".installed"
    if not (stamp.exists() and stamp.read_text() == lock.read_text()):
        _install(name, lock, folder)
        stamp.write_text(lock.read_text())
    return folder / "bin" / (command or name)


def _install(name: str, lock: Path, folder: Path) -> None:
    print(f"▸ ติดตั้ง · installing {name}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "bin" / "python"
    hashed = ("--require-hashes", "-r", str(lock))
    uv = (sys.executable, "-m", "uv")
    if subprocess.run([*uv, "--version"], capture_output=True).returncode == 0:
        steps = [
            [*uv, "venv", "-q", "--python", sys.executable, str(folder)],
            [*uv, "pip", "install", "-q", "--python", str(python), *hashed],
        ]
    else:
        steps = [
            [sys.executable, "-m", "venv", str(folder)],
            [str(python), "-m", "pip", "install", "-q", *hashed],
        ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True)
        if done.returncode:
            raise NoScannerError(f"{name}: {done.stderr.strip() or done.stdout.strip()}")
