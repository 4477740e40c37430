"""A watch over the database that turns any write into a failure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

READING = re.compile(
    r"\s*(?:SELECT|WITH\b(?!.*\b(?:INSERT|UPDATE|DELETE)\b)|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN)",
    re.I | re.S,
)


class WroteWhileReadingError(AssertionError):
    """A page that only shows something changed the database."""


@contextmanager
def reading_only() -> Iterator[None]:
    """Let every statement but a read raise."""

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not READING.match(sql):
            raise WroteWhileReadingError(sql[:200])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield
