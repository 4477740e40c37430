"""An index for every test of search: its own, or that of the corpus of its module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from infogo.search.index import only_writer
from infogo.search.indexer import rebuild
from tests.search.corpus import Country, forget, shared_country, use_index


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


@pytest.fixture(scope="module")
def module_country(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Country, Path]]:
    """The corpus and its index, made once for the tests of a module that only read."""
    folder = tmp_path_factory.mktemp("corpus") / "index"
    with django_db_blocker.unblock(), shared_country(folder) as made:
        yield made, folder


@pytest.fixture
def country(module_country: tuple[Country, Path], db: None, own_index: Path) -> Iterator[Country]:
    """The corpus of the module, to read; a test that writes is undone, its index is not."""
    made, folder = module_country
    with use_index(folder):
        yield made
