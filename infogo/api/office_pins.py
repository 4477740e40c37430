"""``/api/v1/office/pins``: what is served where, pinned and told by an agency's own program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.api.answering import PageOut
from infogo.api.callers import FORBIDDEN, UNUSABLE, ApiProblemError, TokenAuth
from infogo.api.hours_in import HoursIn, read_hours
from infogo.api.office_paging import OfficePage, page_of_rows
from infogo.api.writing import (
    CONFLICT,
    PROBLEMS,
    Id,
    IdIn,
    Sent,
    acted,
    found,
    problem_of_fields,
    rights_with,
)
from infogo.core.converters import LARGEST_ID
from infogo.core.hours import Hours
from infogo.core.written import Written, phones_text, stored_phones
from infogo.pins.errors import ChangedMeanwhileError, NotAllowedError, PinError
from infogo.pins.models import Pin
from infogo.pins.perms import changeable_pins
from infogo.pins.planning import Pair
from infogo.pins.services.changes import change_pins
from infogo.pins.services.facts import confirm_pins, set_facts, state_of
from infogo.points.opening import stored_hours
from infogo.records.base import said

router = Router(tags=["office-pins"], auth=TokenAuth())
PIN = ("หมุด", "pin")
MOST_PAIRS = 1000
LARGEST_LIMIT = 99_999
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]
SEEN = ("รหัสรุ่นที่อ่านมา", "The mark of the pin, as you read it")


class PairIn(Sent):
    """A manual and a service point."""

    manual: IdIn = said("เลขคู่มือ", "Id of the manual")
    point: IdIn = said("เลขจุดให้บริการ", "Id of the service point")


class PinsIn(Sent):
    """What is to be served where, and where no more; one act."""

    add: list[PairIn] = said("ปักหมุด", "To be pinned", default=[], max_length=MOST_PAIRS)
    remove: list[PairIn] = said("เอาออก", "To be taken away", default=[], max_length=MOST_PAIRS)


class PinFactsIn(Sent):
    """What differs at a counter; all of it, as the form of the workspace."""

    counter: str = Field("", max_length=100)
    accepts_walk_in: bool | None = None
    residents_only: bool | None = None
    accepts_foreigners: bool | None = None
    queue_url: str = Field("", max_length=400)
    daily_limit: int | None = Field(None, ge=1, le=LARGEST_LIMIT)
    phones: str = Field("", max_length=400, description="Such as 0 2281 3333 ต่อ 12")
    note: str = Field("", max_length=300)
    hours: HoursIn | None = said(
        "เวลาของเรื่องนี้ null คือใช้เวลาของจุด", "Own hours; null: those of the point", default=None
    )
    seen: str = said(*SEEN, min_length=1, max_length=16)


class ConfirmIn(Sent):
    """Which pins are still true today."""

    pins: list[IdIn] = said("เลขหมุด", "Ids of the pins", min_length=1, max_length=MOST_PAIRS)


class PairOut(Schema):
    """A manual and a service point."""

    manual: int = said("เลขคู่มือ", "Id of the manual")
    point: int = said("เลขจุดให้บริการ", "Id of the service point")


class SkippedOut(PairOut):
    """What could not be pinned, for reasons that are nobody's right."""

    why: str = said("เหตุผล", "Why, in Thai")


class PinsOut(Schema):
    """What came of it; what was so already is in none of the lists."""

    added: list[PairOut] = said("ปักแล้ว", "Pinned now")
    removed: list[PairOut] = said("เอาออกแล้ว", "Taken away now")
    skipped: list[SkippedOut] = said("ปักไม่ได้", "Not pinned, and why")


class OfficePinOut(PairOut):
    """A pin that the caller may change, with what differs at its counter."""

    id: int = said("เลขหมุด", "Id of the pin")
    counter: str = said("เคาน์เตอร์", "Name or number of the counter")
    accepts_walk_in: bool | None = said("ไปได้โดยไม่ต้องนัด", "Whether one may come unannounced")
    residents_only: bool | None = said("เฉพาะคนในพื้นที่", "Whether only residents are served")
    accepts_foreigners: bool | None = said("รับชาวต่างชาติ", "Whether foreigners are served")
    queue_url: str = said("หน้าจองคิว", "Where a turn is booked")
    daily_limit: int | None = said("รับวันละกี่คน", "How many are served a day")
    phones: str = said("โทรศัพท์", "Telephone numbers as people write them")
    note: str = said("หมายเหตุ", "What else differs here")
    hours: Hours | None = said("เวลาของเรื่องนี้", "Own hours, null when as the point")
    confirmed_on: date | None = said("ยืนยันเมื่อ", "Day on which it was confirmed")
    seen: str = said(*SEEN)


class ConfirmedOut(Schema):
    """How many pins were confirmed; those that are gone by now are passed over."""

    count: int = said("จำนวนหมุดที่ยืนยัน", "How many")


@router.get("/office/pins", response={200: PageOut[OfficePinOut], **PROBLEMS})
def list_office_pins(
    request: HttpRequest, asked: OfficePage, manual: OtherId = 0, point: OtherId = 0
) -> object:
    """List the pins that the caller may change, by id."""
    rows = changeable_pins(_rights(request))
    if manual:
        rows = rows.filter(manual=manual)
    if point:
        rows = rows.filter(point=point)
    return page_of_rows(request, asked, rows, lambda some: [_told(pin) for pin in some])


@router.post("/office/pins", response={200: PinsOut, **PROBLEMS})
def change_office_pins(request: HttpRequest, body: PinsIn) -> object:
    """Pin manuals at points and take pins away, all in one act.

    Safe to repeat. If some of it is not yours to decide nothing is changed (403).
    """
    rights = _rights(request)

    def act() -> tuple[int, Any]:
        done = change_pins(rights=rights, add=_pairs(body.add), remove=_pairs(body.remove))
        return 200, {
            "added": [_pair(pair) for pair in done.added],
            "removed": [_pair(pair) for pair in done.removed],
            "skipped": [{**_pair(pair), "why": str(why)} for pair, why in done.skipped],
        }

    return acted(request, act, _problem, PinError)


@router.post("/office/pins/confirm", response={200: ConfirmedOut, **PROBLEMS})
def confirm_office_pins(request: HttpRequest, body: ConfirmIn) -> object:
    """Say that these manuals are still served at these points today."""
    rights = _rights(request)

    def act() -> tuple[int, Any]:
        return 200, {"count": confirm_pins(rights=rights, pin_ids=body.pins)}

    return acted(request, act, _problem, PinError)


@router.get("/office/pins/{pin_id}", response={200: OfficePinOut, **PROBLEMS})
def read_office_pin(request: HttpRequest, pin_id: Id) -> object:
    """Read one pin with the mark that a change has to name."""
    return _told(_found(_rights(request), pin_id))


@router.put("/office/pins/{pin_id}", response={200: OfficePinOut, **PROBLEMS})
def tell_office_pin(request: HttpRequest, pin_id: Id, body: PinFactsIn) -> object:
    """Tell what differs at a counter, which also confirms the pin."""
    rights = _rights(request)

    def act() -> tuple[int, Any]:
        pin = _found(rights, pin_id)
        set_facts(
            rights=rights,
            pin_ids=[pin.pk],
            facts=_facts(body),
            about=("pin", pin.pk),
            seen=body.seen,
        )
        pin.refresh_from_db()
        return 200, _told(pin).model_dump(mode="json")

    return acted(request, act, _problem, PinError)


def _problem(refusal: Exception) -> ApiProblemError:
    """Say why pins were not changed."""
    if isinstance(refusal, NotAllowedError):
        english = "Some of these pins are not yours to decide; nothing was changed"
        return ApiProblemError(FORBIDDEN, str(refusal), english)
    if isinstance(refusal, ChangedMeanwhileError):
        return ApiProblemError(
            CONFLICT,
            "มีคนแก้หมุดนี้หลังจากที่คุณอ่าน อ่านอีกครั้งแล้วส่งพร้อม seen ใหม่",
            "Somebody changed this pin since you read it; read it again and send the new mark",
        )
    return ApiProblemError(UNUSABLE, str(refusal), "The pins cannot be so; see title_th")


def _rights(request: HttpRequest) -> Rights:
    return rights_with(request, Act.EDIT_POINT, Act.EDIT_MANUAL)


def _found(rights: Rights, pin_id: int) -> Pin:
    rows = changeable_pins(rights)
    return found(rows, rows, pin_id, PIN)


def _pairs(sent: Sequence[PairIn]) -> list[Pair]:
    return [Pair(pair.manual, pair.point) for pair in sent]


def _pair(pair: Pair) -> dict[str, Any]:
    return {"manual": pair.manual_id, "point": pair.point_id}


def _facts(body: PinFactsIn) -> dict[str, Any]:
    """Return what was sent as a pin keeps it.

    Raises:
        ApiProblemError: telephone numbers or the link cannot be read.
    """
    written = Written({"phones": body.phones, "queue_url": body.queue_url,
                       "counter": body.counter, "note": body.note})  # fmt: skip
    facts = {
        "counter": written.line("counter", "ช่องหรือเคาน์เตอร์", 100),
        "note": written.line("note", "หมายเหตุ", 300),
        "phones": stored_phones(written.phones("phones")),
        "queue_url": written.website("queue_url"),
        "daily_limit": body.daily_limit,
        "accepts_walk_in": body.accepts_walk_in,
        "residents_only": body.residents_only,
        "accepts_foreigners": body.accepts_foreigners,
        "hours": stored_hours(read_hours(body.hours)) if body.hours else {},
    }
    if written.problems:
        raise problem_of_fields(written.problems)
    return facts


def _told(pin: Pin) -> OfficePinOut:
    return OfficePinOut(
        id=pin.pk,
        manual=pin.manual_id,
        point=pin.point_id,
        counter=pin.counter,
        accepts_walk_in=pin.accepts_walk_in,
        residents_only=pin.residents_only,
        accepts_foreigners=pin.accepts_foreigners,
        queue_url=pin.queue_url,
        daily_limit=pin.daily_limit,
        phones=phones_text(pin.phones),
        note=pin.note,
        hours=Hours.model_validate(pin.hours) if pin.hours else None,
        confirmed_on=pin.confirmed_on,
        seen=state_of(pin),
    )
