"""Measurements that write: each in a copy of the country, in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools import country


def rows_of(module: str) -> Any:
    """Run a module of the project over a copy of the country and return the rows it printed."""
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(country.kept_home(), home, symlinks=True)
        printed = subprocess.run(
            [sys.executable, "-m", module],
            cwd=country.ROOT,
            env=country.environment(home),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    return json.loads(printed.splitlines()[-1])
