from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings
from pytest_django import Settings

from tests.loader.small import cut_out

Load = Callable[..., str]


@pytest.fixture(scope="session")
def small_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the small country; tests that change them use ``data`` instead."""
    return cut_out(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def loaded(
    module_rows: None, small_country: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The small country, loaded once for a module whose tests go on from there.

    The files are those that ``data`` copies.
    """
    told = {**django_settings.INFOGO, "HOME": tmp_path_factory.mktemp("loaded")}
    with override_settings(INFOGO=told):
        call_command("load_country", "--data", str(small_country), stdout=io.StringIO())


@pytest.fixture
def data(small_country: Path, tmp_path: Path) -> Path:
    """A copy of the small country that the test may change."""
    return Path(shutil.copytree(small_country, tmp_path / "data"))


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    settings.INFOGO = {**settings.INFOGO, "HOME": folder}
    return folder


@pytest.fixture
def load(db: None, data: Path, home: Path) -> Load:
    """Run the command over ``data`` and return what it printed."""

    def run(*arguments: str) -> str:
        out = io.StringIO()
        call_command("load_country", "--data", str(data), *arguments, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def report(home: Path) -> Callable[[], list[dict[str, str]]]:
    """Return the lines of the report, none when there is no file."""

    def read() -> list[dict[str, str]]:
        path = home / "load-report.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
