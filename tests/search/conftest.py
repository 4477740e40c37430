"""An index for every test of search: its own, or that of the corpus of its module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from tests.search.corpus import Country, forget, use_index


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[Path]:
    """Give the test an empty index folder."""
    folder = tmp_path / "index"
    with use_index(folder):
        yield folder


@pytest.fixture
def indexed(db: None) -> Callable[[], None]:
    """Return what puts all rows of the test into its own index."""

    def put_all_in() -> None:
        with only_writer():
            rebuild()
        forget()

    return put_all_in


@pytest.fixture
def country(module_country: tuple[Country, Path], db: None, own_index: Path) -> Iterator[Country]:
    """The corpus of the module, to read; a test that writes is undone, its index is not."""
    made, folder = module_country
    with use_index(folder):
        yield made
