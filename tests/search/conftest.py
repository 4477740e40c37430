"""An index of its own for every test of search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.search import suggest
from infogo.search.index import only_writer, reader
from infogo.search.indexer import rebuild
from infogo.search.knowledge import library


def forget() -> None:
    """Drop what this process remembers of indexes, as a new process would have it."""
    reader.forget()
    library.forget()
    suggest.forget()


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Give the test an empty index folder; leave nothing in memory for the next one."""
    folder = tmp_path / "index"
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": folder}
    forget()
    yield folder
    forget()


@pytest.fixture
def indexed(db: None) -> Callable[[], None]:
    """Return what puts all rows of the test into the index."""

    def put_all_in() -> None:
        with only_writer():
            rebuild()
        forget()

    return put_all_in
