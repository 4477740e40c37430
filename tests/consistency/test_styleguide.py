"""The style guide knows every address that the frame of a page names."""

from __future__ import annotations

import re

from tests.consistency.source import ROOT
from tools.styleguide import ADDRESSES


def test_the_frame_leads_nowhere_that_the_style_guide_does_not_know() -> None:
    frame = (ROOT / "infogo" / "templates" / "base" / "page.html").read_text()
    named = set(re.findall(r"url\('([a-z:_]+)'", frame))
    assert named
    assert named <= set(ADDRESSES)
