"""The small country of the search tests, indexed for the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.search import suggest
from infogo.search.index import only_writer, reader
from infogo.search.indexer import rebuild
from infogo.search.knowledge import library
from tests.search.corpus import Country, make_country


@pytest.fixture
def empty_index(db: None, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "index"
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": folder}
    for memory in (reader, library, suggest):
        memory.forget()  # type: ignore[attr-defined]
    yield folder
    for memory in (reader, library, suggest):
        memory.forget()  # type: ignore[attr-defined]


@pytest.fixture
def country_indexed(empty_index: Path) -> Country:
    made = make_country()
    with only_writer():
        rebuild()
    return made
