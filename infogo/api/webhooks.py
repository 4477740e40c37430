"""``/api/v1/webhooks``: addresses to which changes are sent, kept by an agency's own program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from infogo.accounts.roles import Act
from infogo.api.callers import FORBIDDEN, UNUSABLE, ApiProblemError, TokenAuth, caller_of, once
from infogo.api.schemas import ProblemOut
from infogo.changes.models import LONGEST_NAME, LONGEST_URL, Subscription
from infogo.changes.services import (
    MOST_AGENCIES,
    Wanted,
    manageable,
    pause,
    renew_secret,
    resume,
    subscribe,
    try_out,
    unsubscribe,
)
from infogo.core.converters import LARGEST_ID
from infogo.core.refusal import RefusalError
from infogo.records.base import said

router = Router(tags=["webhooks"], auth=TokenAuth())
CREATED = 201
PROBLEMS: dict[Any, Any] = dict.fromkeys((401, 403, 404, 422), ProblemOut)
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]


class WebhookIn(Schema):
    """Whom to write to, and about what."""

    name: str = Field(max_length=LONGEST_NAME, description="What it is called in lists")
    url: str = Field(max_length=LONGEST_URL, description="https address that takes messages")
    agency: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="For which agency; null only for the centre"
    )
    kinds: list[Annotated[str, Field(max_length=20)]] = Field(
        [], max_length=20, description="Only these kinds; empty means all"
    )
    agencies: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] = Field(
        [], max_length=MOST_AGENCIES, description="Only of these agencies and all below them"
    )


class WebhookOut(Schema):
    """An address and how it stands."""

    id: int = said("เลขของปลายทาง", "Id of the subscription")
    name: str = said("ชื่อ", "What it is called")
    url: str = said("ที่อยู่", "Its address")
    agency: int | None = said("หน่วยงาน", "For which agency, null for the centre")
    kinds: list[str] = said("ชนิดข้อมูลที่ส่ง ว่างคือทั้งหมด", "Kinds that are sent, empty: all")
    agencies: list[int] = said("เฉพาะหน่วยงาน ว่างคือทั้งหมด", "Of which agencies, empty: all")
    state: str = said("สถานะ", "verifying, active, paused or stopped")
    position: int = said("ส่งถึงเลข", "Number of the last change that it has")
    failures: int = said("ส่งไม่สำเร็จติดกัน", "Failures in a row of the message that is due")
    problem: str = said("ปัญหาล่าสุด", "What was wrong last, in Thai")
    last_success_at: datetime | None = said("สำเร็จล่าสุด", "When it last took a message")
    next_at: datetime | None = said("ลองอีกครั้งเมื่อ", "When it is tried again after a failure")
    secret: str | None = said(
        "กุญแจ บอกครั้งเดียวเมื่อสร้าง", "The secret; told once, when it is new", default=None
    )


class WebhooksOut(Schema):
    """The addresses that the token may keep."""

    webhooks: list[WebhookOut] = said("ปลายทาง", "Subscriptions by id")


class ResumeIn(Schema):
    """How to go on."""

    skip: bool = Field(False, description="Leave the message behind at which it stopped")


@router.get("/webhooks", response={200: WebhooksOut, **PROBLEMS}, url_name="webhooks")
def list_webhooks(request: HttpRequest) -> object:
    """List the addresses of the agencies that the token administers."""
    _may(request)
    rows = manageable(caller_of(request).rights).order_by("pk")
    return {"webhooks": [_told(row) for row in rows]}


@router.post("/webhooks", response={CREATED: WebhookOut, **PROBLEMS}, url_name="webhooks")
def add_webhook(request: HttpRequest, body: WebhookIn) -> object:
    """Add an address; it gets changes from now on, once it has answered the challenge."""
    rights = _may(request)
    wanted = Wanted(body.name, body.url, tuple(body.kinds), tuple(body.agencies))

    def act() -> tuple[int, Any]:
        row, secret = subscribe(rights=rights, agency_id=body.agency, wanted=wanted)
        return CREATED, _told(row) | {"secret": secret}

    return _once(request, act)


@router.get("/webhooks/{webhook_id}", response={200: WebhookOut, **PROBLEMS}, url_name="webhook")
def read_webhook(request: HttpRequest, webhook_id: Id) -> object:
    """Read how an address stands."""
    return _told(_found(request, webhook_id))


@router.delete("/webhooks/{webhook_id}", response={204: None, **PROBLEMS}, url_name="webhook")
def end_webhook(request: HttpRequest, webhook_id: Id) -> object:
    """Send nothing more and forget the address."""

    def act() -> tuple[int, Any]:
        unsubscribe(rights=_may(request), subscription_id=_found(request, webhook_id).pk)
        return 204, None

    return _once(request, act)


@router.post("/webhooks/{webhook_id}/pause", response={200: WebhookOut, **PROBLEMS})
def pause_webhook(request: HttpRequest, webhook_id: Id) -> object:
    """Send nothing for a while; the place in the feed is kept."""
    return _act(request, webhook_id, pause)


@router.post("/webhooks/{webhook_id}/resume", response={200: WebhookOut, **PROBLEMS})
def resume_webhook(request: HttpRequest, webhook_id: Id, body: ResumeIn) -> object:
    """Go on where it stopped."""
    return _act(request, webhook_id, resume, skip=body.skip)


@router.post("/webhooks/{webhook_id}/test", response={200: WebhookOut, **PROBLEMS})
def test_webhook(request: HttpRequest, webhook_id: Id) -> object:
    """Have a message sent that tells of nothing."""
    return _act(request, webhook_id, try_out)


@router.post("/webhooks/{webhook_id}/secret", response={200: WebhookOut, **PROBLEMS})
def renew_webhook_secret(request: HttpRequest, webhook_id: Id) -> object:
    """Get a new secret; for seven days messages are signed with the old one too."""

    def act() -> tuple[int, Any]:
        found = _found(request, webhook_id)
        row, secret = renew_secret(rights=_may(request), subscription_id=found.pk)
        return 200, _told(row) | {"secret": secret}

    return _once(request, act)


def _act(
    request: HttpRequest, webhook_id: int, service: Callable[..., Subscription], **more: Any
) -> object:
    def act() -> tuple[int, Any]:
        found = _found(request, webhook_id)
        return 200, _told(service(rights=_may(request), subscription_id=found.pk, **more))

    return _once(request, act)


def _once(request: HttpRequest, act: Callable[[], tuple[int, Any]]) -> object:
    try:
        return Status(*once(request, act))
    except RefusalError as refusal:
        line = {"parameter": refusal.field, "message": str(refusal), "message_th": str(refusal)}
        english = "It cannot be so; see message_th"
        raise ApiProblemError(UNUSABLE, str(refusal), english, [line]) from refusal


def _may(request: HttpRequest) -> Any:
    rights = caller_of(request).rights
    if not rights.can(Act.ADMINISTER):
        raise ApiProblemError(
            FORBIDDEN,
            "โทเค็นนี้ดูแลปลายทางไม่ได้ สร้างโทเค็นที่เลือกดูแล webhook",
            "This token may not keep webhooks; make one with the act administer",
        )
    return rights


def _found(request: HttpRequest, webhook_id: int) -> Subscription:
    row = manageable(_may(request)).filter(pk=webhook_id).first()
    if row is None:
        raise ApiProblemError(404, "ไม่พบปลายทางนี้", "There is no such webhook")
    return row


def _told(row: Subscription) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "url": row.url,
        "agency": row.agency_id,
        "kinds": row.kinds,
        "agencies": row.agencies,
        "state": str(row.state),
        "position": row.position,
        "failures": row.failures,
        "problem": row.problem,
        "last_success_at": row.last_success_at.isoformat() if row.last_success_at else None,
        "next_at": row.next_at.isoformat() if row.failures else None,
    }
