"""How long the database may work for one request: statements are stopped, none begins after.

A process cannot end a thread from outside, but nearly all time of a request that takes too long is
spent in statements. SQLite looks at the clock while it works; PostgreSQL counts each statement.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

STEPS = 20_000
"""Of SQLite's machine between two looks at the clock: less than a millisecond."""
_KEPT = "infogo_statement_timeout"
_LEAVING = ("ROLLBACK", "RELEASE")
"""Statements that take back what was begun; they are never too late."""


class TookTooLongError(Exception):
    """The time is over; nothing of the statement under way was kept."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the database work for so long on what is done meanwhile; 0 lets it work on.

    Raises:
        TookTooLongError: a statement was stopped, or would have begun too late.
    """
    if not seconds:
        yield
        return
    watch = _Watch(time.monotonic() + seconds, round(seconds * 1000))
    with connection.execute_wrapper(watch):
        try:
            yield
        finally:
            watch.end()


class _Watch:
    """Stands between Django and the database until a moment of the monotonic clock."""

    def __init__(self, ends: float, milliseconds: int) -> None:
        self._ends, self._milliseconds = ends, milliseconds
        self._watched: Any = None

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith(_LEAVING):
            return execute(sql, params, many, context)
        if self._is_over():
            raise TookTooLongError
        self._begin(context["connection"])
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            if self._is_over():
                raise TookTooLongError from error
            raise

    def end(self) -> None:
        """Leave the connection to whoever comes next."""
        if self._watched is not None and connection.vendor == "sqlite":
            self._watched.set_progress_handler(None, 0)

    def _begin(self, held: Any) -> None:
        raw = held.connection
        if raw is None or raw is self._watched:
            return
        self._watched = raw
        if held.vendor == "sqlite":
            raw.set_progress_handler(self._is_over, STEPS)
        elif getattr(raw, _KEPT, None) != self._milliseconds:
            # Stays for the life of the connection: no page may take longer either.
            with raw.cursor() as cursor:
                cursor.execute(f"SET statement_timeout = {self._milliseconds:d}")
            if not held.in_atomic_block:  # taken back with the transaction, should it fail
                setattr(raw, _KEPT, self._milliseconds)

    def _is_over(self) -> bool:
        return time.monotonic() > self._ends
