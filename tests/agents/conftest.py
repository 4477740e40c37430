"""The small country of the search tests, indexed for the tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.corpus import Country, use_index


@pytest.fixture
def country_indexed(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    """The corpus with search using its index."""
    made, folder = module_country
    with use_index(folder):
        yield made
