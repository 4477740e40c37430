"""The small country of the search tests, indexed for the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.search.corpus import Country, shared_country, use_index


@pytest.fixture(scope="module")
def module_country(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Country, Path]]:
    """The corpus and its index, made once for the tests of a module."""
    folder = tmp_path_factory.mktemp("corpus") / "index"
    with django_db_blocker.unblock(), shared_country(folder) as made:
        yield made, folder


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
