"""Asking the database whether a kept page is still what Django would make.

There is no time during which an old answer is believed: each use of a kept page asks. What is
asked depends on the database:

- PostgreSQL: the present tokens of the page, one query by primary key.
- SQLite: ``PRAGMA data_version``, which changes whenever any other connection, in any process,
  has committed anything. While it stands still, tokens that were found present are present. The
  connection that asks is used for nothing else and cannot write, so every write of this process
  comes from "another connection" too.
"""

from __future__ import annotations

import sqlite3
import threading
from urllib.parse import quote

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db import Error as DatabaseProblem

from infogo.core.versions import NEVER_CHANGED, Tokens, tokens, tokens_statement

PROBLEMS = (DatabaseProblem, sqlite3.Error)
# Sets of tokens, not pages: thousands of pages share a few hundred of them.
MOST_CONFIRMED = 20_000


class SqliteWatch:
    """One thread's look at one SQLite file."""

    def __init__(self, path: str) -> None:
        """Open the file.

        Raises:
            sqlite3.Error: there is no such file, or it cannot be read.
        """
        self.path = path
        self._connection = sqlite3.connect(
            f"file:{quote(path)}?mode=rw", uri=True, isolation_level=None
        )
        self._connection.execute("PRAGMA query_only=1")
        self._cursor = self._connection.cursor()
        self._version = -1
        self._confirmed: set[Tokens] = set()

    def are_present(self, wanted: Tokens) -> bool:
        """Whether every key has the token named, now.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        # fetchall, because a statement that is not read to its end holds on to an old snapshot.
        ((version,),) = self._cursor.execute("PRAGMA data_version").fetchall()
        if version != self._version or len(self._confirmed) >= MOST_CONFIRMED:
            self._confirmed.clear()
            self._version = version
        if wanted in self._confirmed:
            return True
        # These tokens may be newer than ``version``; then the next call sees another version.
        keys = [key for key, _token in wanted]
        statement = tokens_statement(len(keys), "?")
        found = dict(self._cursor.execute(statement, keys).fetchall())
        if any(found.get(key, NEVER_CHANGED) != token for key, token in wanted):
            return False
        self._confirmed.add(wanted)
        return True


class QueryWatch:
    """One thread's look at any other database: the tokens are read each time."""

    def __init__(self, path: str) -> None:
        self.path = path

    def are_present(self, wanted: Tokens) -> bool:
        """Whether every key has the token named, now.

        Raises:
            django.db.Error: the database cannot be asked.
        """
        return tuple(tokens(key for key, _token in wanted).items()) == wanted


class _Own(threading.local):
    watch: SqliteWatch | QueryWatch | None = None


_own = _Own()


def are_present(wanted: Tokens) -> bool:
    """Whether every key has the token named, now, in the database.

    Raises:
        django.db.Error, sqlite3.Error: the database cannot be asked; see ``PROBLEMS``.
    """
    # Looked up every time, because tests put another database in the place of this one; not
    # through ``connection``, which takes longer than SQLite does to answer.
    path = str(connections.settings[DEFAULT_DB_ALIAS]["NAME"])
    watch = _own.watch
    if watch is None or watch.path != path:
        kind = SqliteWatch if connection.vendor == "sqlite" else QueryWatch
        watch = _own.watch = kind(path)
    return watch.are_present(wanted)


def forget_connections() -> None:
    """Close what this thread asked with, after a problem: the next question opens it anew."""
    _own.watch = None
    connection.close()
