"""A small country that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.search.indexing.index import only_writer, reader
from infogo.search.indexing.indexer import rebuild
from infogo.search.memory.knowledge import library


def _forget() -> None:
    reader.forget()
    library.forget()


@pytest.fixture
def empty_index(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder without an index; nothing stays in memory for the next test."""
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": tmp_path / "index"}
    _forget()
    yield tmp_path / "index"
    _forget()


@pytest.fixture
def put_in_index(db: None, empty_index: Path) -> Callable[[], None]:
    """Return what puts all rows of the test into an index."""

    def put_all_in() -> None:
        with only_writer():
            rebuild()
        _forget()

    return put_all_in
