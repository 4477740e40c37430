"""Fixtures for every test: the loaded country, the served country and a real browser.

Most tests want none of them: they make a few rows with ``tests.factories`` and use the plain
``db`` fixture. The country is loaded once per run, by the same commands that ``./dev run`` uses.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management.commands import flush
from django.db import connection, transaction
from django.utils import translation
from hypothesis import settings
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker, Settings

from infogo.contacts import register as contacts
from infogo.core.later import Later
from infogo.core.memory import Memory
from infogo.insights import counting
from infogo.search.curation import failed
from infogo.search.memory.background import Background
from infogo.search.retrieval.shelf import shelf
from infogo.search.words import synonyms
from tests import asked
from tests.e2e.pages import find_examples
from tests.filled import flush_of_filled
from tests.search.corpus import Country, shared_country
from tools import country as country_tool
from tools.chromium import chromium

# How fast a machine is says nothing about whether the code is right. Where a test does not say how
# many examples of an input it wants, ``./dev test --whole`` tries more.
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "50"))
settings.register_profile("patient", deadline=None, max_examples=EXAMPLES)
settings.load_profile("patient")


GARBAGE = 100_000
"""So many new objects make Python look for rings that nothing holds any more."""
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup"})

ASKED = Path(os.environ.get("TEST_ASKED", ""))
"""What was asked on SQLite, for the run on PostgreSQL: ``tests.asked``."""
WRITES_ASKED = "TEST_ASKED" in os.environ and connection.vendor == "sqlite"
READS_ASKED = "TEST_ASKED" in os.environ and connection.vendor == "postgresql"
TOLD: dict[str, asked.Asked] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what can tell one database from another: tests that touch one.

    All parameters of a test ask the same questions of the database, so the second one is asked
    with the first and the last of them; and tests that ask nothing new are left out where the first
    run wrote down what they ask (``tests.asked``).
    """
    of_one: dict[str, list[pytest.Item]] = {}
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or not DATABASE_FIXTURES.isdisjoint(fixtures):
            of_one.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = [item for of in of_one.values() for item in dict.fromkeys((of[0], of[-1]))]
    again = asked.left_out(ASKED, chosen) if READS_ASKED else frozenset()
    for item in chosen:
        if item.nodeid not in again:
            item.add_marker("rows")


# Ten thousand tests are collected, which all stay: looking for rings among them finds none.
gc.set_threshold(GARBAGE, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look through what was loaded for good once, not again and again during ten thousand tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_use_migrations: bool,
    monkeypatch_session: pytest.MonkeyPatch,
) -> None:
    """Empty only what a test has filled, and keep what migrating made.

    On PostgreSQL the database begins as a copy of ``TEST_TEMPLATE``, where ``./dev test`` names
    one that went through all migrations.
    """
    if django_db_use_migrations and connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("TEST_TEMPLATE")
    monkeypatch_session.setattr(connection.ops, "sql_flush", flush_of_filled(connection))
    monkeypatch_session.setattr(flush, "emit_post_migrate_signal", lambda *_told, **_options: None)


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool, django_db_modify_db_settings: None, django_db_use_migrations: bool
) -> bool:
    """On SQLite, begin with a copy of the database of ``TEST_MIGRATED``, where it is given."""
    given = os.environ.get("TEST_MIGRATED")
    if not (given and django_db_use_migrations and connection.vendor == "sqlite"):
        return django_db_keepdb
    shutil.copy(Path(given) / "db.sqlite3", connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(autouse=True)
def note_what_is_asked(request: pytest.FixtureRequest) -> Iterator[None]:
    """Write down what the test asks of the database, where ``./dev test`` wants to know it."""
    if not WRITES_ASKED:
        yield
        return
    with asked.noted(TOLD.setdefault(request.node.nodeid, asked.Asked())):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Remember that a test passed."""
    yield
    if item.nodeid in TOLD:
        TOLD[item.nodeid].has_passed = True


def pytest_sessionfinish() -> None:
    """Keep what the tests of this process asked."""
    if TOLD:
        asked.write_down(ASKED, TOLD)


@pytest.fixture(autouse=True)
def speak_thai() -> Iterator[None]:
    """Begin every test in Thai: a request for an English page leaves its language behind."""
    with translation.override("th"):
        yield


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Begin every test with nothing at hand: a rolled back test leaves rows nobody announced."""
    shelf.forget()
    synonyms.forget()
    Memory.forget_all()
    contacts.forget()


ASK = Later.ask


@pytest.fixture
def writing_later(no_background_notes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this test write later all the same."""
    monkeypatch.setattr(Later, "ask", ASK)


@pytest.fixture(autouse=True)
def no_background_notes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test's failed searches and openings be written later, in another test."""
    monkeypatch.setattr(Later, "ask", lambda _self: None)
    yield
    failed.forget()
    counting._openings.clear()
    counting._next_openings.clear()


@pytest.fixture(autouse=True)
def work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do background work in the test's own thread: only there are its rows to be seen."""
    monkeypatch.setattr(Background, "start", lambda _self, work: work())


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let fixtures of a module write rows once for all its tests, each of which is undone alone.

    Every test of the module sees them, also one that asks for none: those that begin with an
    empty database belong into a module of their own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def module_country(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Country, Path]]:
    """The small country of the search tests and its index, made once for a module that only reads.

    A test puts the index in use with ``tests.search.corpus.use_index``.
    """
    folder = tmp_path_factory.mktemp("corpus") / "index"
    with django_db_blocker.unblock(), shared_country(folder) as made:
        yield made, folder


@pytest.fixture(scope="session")
def country_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the whole demonstration country, shared by all workers of the run.

    ``./dev test`` has one prepared already and names it in ``TEST_COUNTRY_HOME``.
    """
    if given := os.environ.get("TEST_COUNTRY_HOME"):
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "country"
    country_tool.prepare(home)
    return home


@pytest.fixture(scope="session")
def country_database(country_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This worker's own copy of the country's database, so that workers never wait in line."""
    copy = tmp_path_factory.mktemp("country") / "db.sqlite3"
    with (
        closing(sqlite3.connect(country_home / "db.sqlite3")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


@pytest.fixture
def country(
    country_home: Path,
    country_database: Path,
    settings: Settings,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Path]:
    """Let the test see the whole country in the default database; its writes are rolled back."""
    assert connection.vendor == "sqlite", "tests of the whole country run on SQLite"
    settings.INFOGO = {
        **settings.INFOGO,
        "HOME": country_home,
        "INDEX_DIR": country_home / "index",
    }
    small = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = str(country_database)
        try:
            with transaction.atomic():
                yield country_home
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = small


@pytest.fixture(scope="session")
def served(country_home: Path) -> Iterator[str]:
    """The address at which a real server shows the whole country.

    Learning what search keeps is a quarter of a minute's work, so ``./dev test`` has one server for
    all workers of all runs and names in ``TEST_COUNTRY_SERVED`` the file with its address.
    """
    if given := os.environ.get("TEST_COUNTRY_SERVED"):
        yield country_tool.address_in(Path(given))
        return
    with country_tool.served(country_home) as address:
        yield address


@pytest.fixture(scope="session")
def examples(country_home: Path) -> dict[str, int | str]:
    """The ids that the addresses in ``tests.e2e.pages`` name, looked up in the loaded country."""
    return find_examples(country_home)


@pytest.fixture(scope="session")
def monkeypatch_session() -> Iterator[pytest.MonkeyPatch]:
    """Like ``monkeypatch``, for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def browser(monkeypatch_session: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A real Chromium, the one that Debian packages."""
    # Playwright's loop makes Django think that this thread must not touch the database.
    monkeypatch_session.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium() as started:
        yield started
