from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from infogo.core.turns import SHORT_SECONDS
from tools.country import ROOT, environment

ASK = "import config.wsgi, gc, sys; print(sys.getswitchinterval(), gc.isenabled())"


def test_a_web_process_takes_short_turns_and_looks_for_garbage(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=environment(tmp_path),
        check=True,
        capture_output=True,
        text=True,
    )
    turn, looks = told.stdout.split()
    assert float(turn) == SHORT_SECONDS
    assert looks == "True"
