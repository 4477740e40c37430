"""What is wrong with the machine or the database, as far as an error says it.

Errors of our own programming are none of these: they stay errors.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError

FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY_ERRORS = frozenset({errno.EROFS})
FULL_STATES = frozenset({"53100"})
READ_ONLY_STATES = frozenset({"25006"})
_FULL_WORDS = ("disk is full", "no space left")
_READ_ONLY_WORDS = ("readonly database", "read-only transaction")


class Trouble(Enum):
    """Why nothing can be written, or not even read."""

    AWAY = "the database cannot be reached"
    FULL = "the disk is full"
    READ_ONLY = "the disk or the database takes no changes"


def trouble_of(problem: BaseException | None) -> Trouble | None:
    """Return what an error means for the whole system; ``None`` for an error of one request.

    The error that led to it counts too, for libraries wrap what the system told them.
    """
    found = [trouble for one in _chain(problem) if (trouble := _trouble(one))]
    # Django's wrapper says only that something failed, what it wraps says what.
    return next((one for one in found if one is not Trouble.AWAY), found[0] if found else None)


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        problem = problem.__cause__ or problem.__context__


def _trouble(problem: BaseException) -> Trouble | None:
    state = getattr(problem, "sqlstate", None)
    if isinstance(problem, OSError):
        if problem.errno in FULL_ERRORS:
            return Trouble.FULL
        return Trouble.READ_ONLY if problem.errno in READ_ONLY_ERRORS else None
    if isinstance(problem, DatabaseError) or state is not None:
        words = str(problem).lower()
        if state in FULL_STATES or any(word in words for word in _FULL_WORDS):
            return Trouble.FULL
        if state in READ_ONLY_STATES or any(word in words for word in _READ_ONLY_WORDS):
            return Trouble.READ_ONLY
    if isinstance(problem, OperationalError | InterfaceError):
        return Trouble.AWAY
    return None
