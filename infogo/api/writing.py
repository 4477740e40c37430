"""What all addresses have in common by which an agency's program edits: rights, acts, refusals.

The rules are those of the workspace: a record that the officer may not see is not there (404), one
that she may see but not change is 403, and somebody else's newer version or lock is 409. The acts
themselves are the services of the workspace; nothing is checked here that they check.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Path, Schema, Status
from pydantic import ConfigDict

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.accounts.tokens import TOKEN_ACTS
from infogo.api.callers import FORBIDDEN, UNUSABLE, ApiProblemError, caller_of, once
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID

CREATED, NOT_FOUND, CONFLICT = 201, 404, 409
PROBLEMS: dict[Any, Any] = dict.fromkeys(
    (400, 401, FORBIDDEN, NOT_FOUND, CONFLICT, UNUSABLE), ProblemOut
)
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
IdIn = Annotated[int, Field(ge=1, le=LARGEST_ID)]
RowT = TypeVar("RowT", bound=Model)


class Sent(Schema):
    """What a program sends: no field that is unknown is passed over in silence."""

    model_config = ConfigDict(extra="forbid")


def rights_with(request: HttpRequest, *acts: Act) -> Rights:
    """Return the rights of the caller, who may do one of these acts somewhere.

    Raises:
        ApiProblemError: the token or its officer may not.
    """
    rights = caller_of(request).rights
    if not any(map(rights.can, acts)):
        words = " หรือ ".join(TOKEN_ACTS[act] for act in acts)
        raise ApiProblemError(
            FORBIDDEN,
            f"โทเค็นหรือสิทธิของเจ้าหน้าที่ไม่ให้ทำสิ่งนี้ สร้างโทเค็นที่เลือก “{words}”",
            f"The token or its officer may not; make one with the act {' or '.join(acts)}",
        )
    return rights


def found(seen: QuerySet[RowT], hers: QuerySet[RowT], pk: int, what: tuple[str, str]) -> RowT:
    """Return a record that she may change: one of ``hers``.

    Raises:
        ApiProblemError: there is none that she may see (404), or she may only see it (403).
    """
    row = hers.filter(pk=pk).first()
    if row is not None:
        return row
    thai, english = what
    if seen.filter(pk=pk).exists():
        raise ApiProblemError(
            FORBIDDEN, f"คุณไม่มีสิทธิแก้{thai} {pk}", f"You may see {english} {pk} but not change it"
        )
    raise ApiProblemError(
        NOT_FOUND,
        f"ไม่พบ{thai} {pk} ในสิทธิของโทเค็นนี้",
        f"There is no {english} {pk} within the rights of this token",
    )


def acted(
    request: HttpRequest,
    act: Callable[[], tuple[int, Any]],
    told: Callable[[Exception], ApiProblemError],
    *refusals: type[Exception],
    content: str | None = None,
    first: Callable[[], object] | None = None,
) -> Any:
    """Act once; ``told`` says as a problem why a service refused.

    ``content`` is the digest of a body that was read already; ``first`` is done before anything
    is held.

    Raises:
        ApiProblemError: it did.
    """
    try:
        return Status(*once(request, act, content, first))
    except refusals as refusal:
        raise told(refusal) from refusal


def line(parameter: str, english: str, thai: str) -> dict[str, str]:
    """Return one line of a problem."""
    return {"parameter": parameter, "message": english, "message_th": thai}


def problem_of_fields(problems: dict[str, str]) -> ApiProblemError:
    """Return the problem of fields that cannot be used, each with what to do in Thai."""
    return ApiProblemError(
        UNUSABLE,
        "มีช่องที่ใช้ไม่ได้ แก้ตามรายการแล้วส่งใหม่",
        "Some fields cannot be used; message_th says what to do",
        [line(name, f"{name} cannot be used as it is", thai) for name, thai in problems.items()],
    )
