"""Programs that call with an agency's token: who they are, and acting once for each request.

Documented for agencies in docs/api-write.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from infogo.accounts.tokens import (
    LONGEST_KEY,
    Caller,
    OtherNetworkError,
    OtherRequestError,
    answer_once,
    caller_with,
    is_answered,
)
from infogo.api.limits import of_tokens, points_of
from infogo.core import audit
from infogo.core.limits import METER
from infogo.core.networks import address_of

BY_TOKEN = "Authorization"  # noqa: S105
"""The header in which a token comes."""
ONCE = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]+")
UNAUTHORISED, FORBIDDEN, UNUSABLE, TOO_MANY = 401, 403, 422, 429


class ApiProblemError(Exception):
    """An answer that cannot be given: why, in two languages, and what is wrong line by line.

    ``retry_after`` is in how many seconds it may be given, 0 when waiting does not help.
    """

    def __init__(
        self,
        status: int,
        thai: str,
        english: str,
        errors: Sequence[dict[str, str]] = (),
        retry_after: int = 0,
    ) -> None:
        super().__init__(english)
        self.retry_after = retry_after
        self.status, self.thai, self.english = status, thai, english
        self.errors = list(errors)


class TokenAuth(HttpBearer):
    """Lets in whoever brings a token that is good now; ``request.auth`` is then the ``Caller``."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return who calls, or nothing.

        Raises:
            ApiProblemError: the token asked too often in this minute, or opens only from other
                networks.
        """
        try:
            caller = caller_with(token, address_of(request))
        except OtherNetworkError as error:
            raise ApiProblemError(
                FORBIDDEN,
                "โทเค็นนี้ใช้ได้จากเครือข่ายที่กำหนดเท่านั้น เรียกจากเครือข่ายนั้น หรือสร้างโทเค็นใหม่",
                "This token opens from its own networks only; call from there, or make another",
            ) from error
        if caller is not None:
            left = METER.take(of_tokens(), caller.token.prefix, points_of(request))
            if not left.is_allowed:
                raise ApiProblemError(
                    TOO_MANY,
                    f"โทเค็นนี้ถามถี่เกินไป ลองใหม่ใน {left.seconds} วินาที",
                    f"This token asks too often; try again in {left.seconds} seconds",
                    retry_after=left.seconds,
                )
        return caller


def no_token() -> ApiProblemError:
    """Return the problem of a request without a token that is good now."""
    return ApiProblemError(
        UNAUTHORISED,
        "ไม่มีโทเค็นที่ใช้ได้ สร้างโทเค็นที่บัญชีของฉันในระบบงานเจ้าหน้าที่ แล้วส่งใน Authorization: Bearer",
        "No valid token; make one in the officers' workspace and send it as Authorization: Bearer",
    )


def caller_of(request: HttpRequest) -> Caller:
    """Return who calls; only for addresses that demand a token."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


def once(
    request: HttpRequest,
    do: Callable[[], tuple[int, Any]],
    content: str | None = None,
    first: Callable[[], object] | None = None,
) -> tuple[int, Any]:
    """Do what a request asks, or repeat what the same request was answered before.

    ``content`` is the digest of a body that was read already. ``first`` prepares what takes time,
    while nobody has to wait for the database; what is only repeated needs none.

    ``do`` runs in one transaction with the note of its answer; it returns a status and JSON. What
    it raises undoes both, so a refused request may be mended and sent with the same key.

    Raises:
        ApiProblemError: the request has no usable key, or its key belonged to another request.
    """
    key = request.headers.get(ONCE, "")
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise ApiProblemError(
            UNUSABLE,
            f"ใส่ส่วนหัว {ONCE} เป็นข้อความไม่ซ้ำ ยาวไม่เกิน {LONGEST_KEY} ตัว เช่น UUID",
            f"Send a header {ONCE} with a unique text of at most {LONGEST_KEY} characters",
        )
    body = request.body if content is None else content.encode()
    asked = f"{request.method} {request.get_full_path()}\n".encode() + body
    try:
        with audit.by_program(caller_of(request).token.prefix):
            digest = hashlib.sha256(asked).hexdigest()
            token = caller_of(request).token
            if first and not is_answered(token=token, key=key, request_digest=digest):
                first()
            return answer_once(token=token, key=key, request_digest=digest, do=do)
    except OtherRequestError as error:
        raise ApiProblemError(
            UNUSABLE,
            f"{ONCE} นี้ใช้กับคำขออื่นแล้ว ใช้ค่าใหม่สำหรับคำขอใหม่",
            f"This {ONCE} was used for another request; use a new one for a new request",
        ) from error
