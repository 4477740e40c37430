"""What the layers in front of Django and Django itself tell each other about one request.

Keys of the WSGI environment, and the number by which every log line of a request is found.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextvars import ContextVar, Token
from itertools import count
from typing import Any

VIEW = "infogo.view"
"""Name of the view that answers, such as ``www:manual``."""
WHO = "infogo.who"
"""Who is signed in, such as ``officer 12``; missing for everybody else."""
PATH = "infogo.path"
"""The path as it may be logged: without texts that somebody typed, secrets or references."""
SOURCE = "infogo.source"
"""Where a page came from; one of the following."""
MEMORY, SHARED, MADE = "memory", "shared", "made"
FACTS = (VIEW, WHO, PATH, SOURCE)

GIVEN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_process, _number = secrets.token_hex(8), count(1)
"""Unlike any other process, and counted within it: asking for chance takes longer than a page."""
_request_id: ContextVar[str] = ContextVar("request id", default="")


def request_id() -> str:
    """Return the number of the request under way; empty outside of requests."""
    return _request_id.get()


def id_for(environ: Mapping[str, Any], *, is_trusted: bool) -> str:
    """Return the number that a trusted proxy gave in ``X-Request-Id``, else a new one.

    What is given must look like a number: it is written into every log line.
    """
    given = environ.get("HTTP_X_REQUEST_ID", "") if is_trusted else ""
    return given if GIVEN_ID.fullmatch(given) else f"{_process}{next(_number):016x}"


def begin_numbered(number: str) -> Token[str]:
    """Let every log line carry a number, until ``end_numbered`` is given what this returns."""
    return _request_id.set(number)


def end_numbered(before: Token[str]) -> None:
    """Let log lines carry what they carried before. (A context manager takes thrice as long.)"""
    _request_id.reset(before)
