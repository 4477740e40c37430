"""Bodies of requests as JSON: bounded in depth, and without what no text may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import orjson
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.types import DictStrAny

from infogo.api.callers import ApiProblemError

MOST_DEPTH = 40
"""Lists and objects inside one another; a whole manual needs twelve."""


class BoundedParser(Parser):
    """Reads JSON that cannot exhaust what looks at it afterwards."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """Return the body.

        Raises:
            ApiProblemError: it is nested too deeply, or a text holds NUL.
            orjson.JSONDecodeError: it is no JSON.
        """
        found = orjson.loads(request.body)
        for value, depth in _values(found):
            if depth > MOST_DEPTH:
                raise ApiProblemError(
                    400,
                    f"JSON ซ้อนกันลึกเกิน {MOST_DEPTH} ชั้น",
                    f"The JSON is nested more than {MOST_DEPTH} levels deep",
                )
            if isinstance(value, str) and "\x00" in value:
                raise ApiProblemError(
                    400, "ข้อความมีอักขระ NUL เอาออกแล้วส่งใหม่", "A text holds NUL; leave it out"
                )
        return cast(DictStrAny, found)


def unreadable(error: HttpError) -> ApiProblemError:
    """Return the problem of a body that could not be read."""
    if isinstance(error.__cause__, ApiProblemError):
        return error.__cause__
    return ApiProblemError(
        error.status_code, "อ่านเนื้อหาของคำขอไม่ได้ ส่งเป็น JSON (UTF-8)", "The body is not JSON in UTF-8"
    )


def _values(root: Any) -> Iterator[tuple[Any, int]]:
    """Give every value and every key with its depth, without calling itself."""
    waiting = [(root, 1)]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        if depth > MOST_DEPTH:
            continue
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]
