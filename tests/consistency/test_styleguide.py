"""The style guide knows every address that the frame of a page names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.consistency.source import ROOT
from tools.styleguide import ADDRESSES


def test_the_frame_leads_nowhere_that_the_style_guide_does_not_know() -> None:
    frame = (ROOT / "infogo" / "templates" / "base" / "page.html").read_text()
    named = set(re.findall(r"url\('([a-z:_]+)'", frame))
    assert named
    assert named <= set(ADDRESSES)


def test_the_style_guide_is_made_by_its_command(tmp_path: Path) -> None:
    environment = {name: os.environ[name] for name in ("PATH", "INFOGO_HOME") if name in os.environ}
    command = [sys.executable, "-m", "tools.styleguide", str(tmp_path), "en"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)
    assert 'class="c-nav"' in (tmp_path / "styleguide.html").read_text()
