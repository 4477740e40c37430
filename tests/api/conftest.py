"""The small country of the search tests, indexed for the API, and an agency with a program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.api.scenes import Scene, build_scene
from tests.search.corpus import Country, use_index


@pytest.fixture
def country_indexed(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    """The corpus with search using its index."""
    made, folder = module_country
    with use_index(folder):
        yield made


@pytest.fixture
def empty_index(db: None, tmp_path: Path) -> Iterator[Path]:
    """No index at all."""
    with use_index(tmp_path / "index"):
        yield tmp_path / "index"


@pytest.fixture
def scene(db: None, settings: Settings, tmp_path: Path) -> Scene:
    """An agency's point and draft, and its program; files lie in a folder of the test's own."""
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}
    return build_scene()
