"""Which errors mean trouble of the machine or the database, and which are errors of ours."""

from __future__ import annotations

import errno

import pytest
from django.db import DataError, IntegrityError, InterfaceError, InternalError, OperationalError

from infogo.core.trouble import Trouble, trouble_of


class _ToldError(Exception):
    """An error as psycopg raises it, with the state that PostgreSQL told."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("told")
        self.sqlstate = sqlstate


def _because(problem: Exception, cause: Exception) -> Exception:
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    ("problem", "trouble"),
    [
        (OperationalError("connection refused"), Trouble.AWAY),
        (InterfaceError("connection already closed"), Trouble.AWAY),
        (OperationalError("database or disk is full"), Trouble.FULL),
        (_because(OperationalError("could not extend file"), _ToldError("53100")), Trouble.FULL),
        (OperationalError("attempt to write a readonly database"), Trouble.READ_ONLY),
        (_because(InternalError("cannot execute INSERT"), _ToldError("25006")), Trouble.READ_ONLY),
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Trouble.READ_ONLY),
        (_because(RuntimeError("wrapped"), OSError(errno.EDQUOT, "quota")), Trouble.FULL),
        (None, None),
        (IntegrityError("duplicate key"), None),
        (DataError("value too long"), None),
        (FileNotFoundError(errno.ENOENT, "no such file"), None),
        (ValueError("ours"), None),
    ],
)
def test_what_an_error_means(problem: Exception | None, trouble: Trouble | None) -> None:
    assert trouble_of(problem) is trouble
