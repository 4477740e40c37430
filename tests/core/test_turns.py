from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from infogo.core.turns import SHORT_SECONDS
from tools.country import ROOT, environment


def test_a_web_process_takes_short_turns(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import config.wsgi, sys; print(sys.getswitchinterval())"],
        cwd=ROOT,
        env=environment(tmp_path),
        check=True,
        capture_output=True,
        text=True,
    )
    assert float(told.stdout) == SHORT_SECONDS
