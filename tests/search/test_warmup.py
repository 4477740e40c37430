from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.search.suggest import suggest
from infogo.search.warmup import warm_up
from tests.search.corpus import Country, use_index


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
