"""Each test keeps its uploaded files in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path / "home"}
