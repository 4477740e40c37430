from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.search.suggest import suggest
from infogo.search.warmup import warm_up
from tests.search.corpus import Country, use_index


@pytest.fixture(autouse=True)
def collector_as_before() -> Iterator[None]:
    before = gc.callbacks.copy()
    yield
    gc.callbacks[:] = before
    gc.unfreeze()


def test_after_warming_up_suggestions_ask_the_database_nothing(country: Country) -> None:
    warm_up()
    with CaptureQueriesContext(connection) as captured:
        assert suggest("บัตร")
    assert len(captured) == 0


def test_without_an_index_it_only_says_so(
    country: Country, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with use_index(tmp_path / "none"), caplog.at_level(logging.WARNING):
        warm_up()
    assert "not warmed up" in caplog.text


def test_what_outlives_the_garbage_collector_is_looked_through_once(country: Country) -> None:
    warm_up()
    warm_up()
    kept = [[number] for number in range(1000)]
    before = gc.get_freeze_count()
    gc.collect()
    assert gc.get_freeze_count() >= before + len(kept)
    assert gc.get_count()[2] == 0
