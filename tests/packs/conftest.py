"""A home folder of its own for each test that makes packs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.packs import services


@pytest.fixture
def home(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make packs below a folder that is the test's own."""
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path, "PACK_KEY": "", "PACK_MEGABYTES": 300}
    monkeypatch.setattr(services, "_looked_at", {})
    return tmp_path
