"""Giving receipts, finishing and voiding them; and the same clock for whoever asks without one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core import audit
from infogo.core.calendar import working_days_between
from infogo.core.dates import BANGKOK, bangkok_now, long_date
from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.delays.clock import ClockError, Promise, counts_from, promise
from infogo.delays.editions import in_force, promised_length
from infogo.delays.errors import DelayError
from infogo.delays.receipts_code import new_code, read_code
from infogo.delays.receipts_models import Receipt
from infogo.delays.reckoning import Almanac
from infogo.delays.refusals import refusal_of, take_back
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual, ManualRevision
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.opening import hours_of

OLDEST = timedelta(days=60)
"""A receipt can be written later, for what came by an electronic channel; not for the past."""
MOST_TRIES = 5
TARGET = "receipt"


@dataclass(frozen=True)
class Filed:
    """When something complete was filed, and whether it came through an electronic channel."""

    at: datetime
    by_channel: bool = False


@dataclass(frozen=True)
class Reckoned:
    """A promise with the edition that makes it, and what that says."""

    edition: ManualRevision
    content: ManualContent
    length: Duration
    promise: Promise
    due_on: date


def reckon(manual: Manual, filed: Filed, almanac: Almanac, hours: Hours | None = None) -> Reckoned:
    """Return by when something filed then is promised, by the edition in force then.

    ``manual`` needs its ``standard``. Used for receipts and for citizens who only ask.

    Raises:
        DelayError: nothing is published, or its time cannot be counted.
    """
    found = in_force(manual, filed.at)
    if found is None:
        raise DelayError("คู่มือนี้ยังไม่เผยแพร่ จึงยังไม่มีระยะเวลาที่สัญญาไว้", "manual")
    length = promised_length(found)
    try:
        starts_at = counts_from(filed.at, filed.by_channel, almanac.holidays, hours=hours)
        counted = promise(starts_at, length, holidays=almanac.holidays, hours=hours)
    except ClockError as refusal:
        raise DelayError(str(refusal), "received") from refusal
    if counted.due_on is None:
        raise DelayError("นับวันครบกำหนดไม่ได้", "received")
    return Reckoned(found.edition, found.content, length, counted, counted.due_on)


def receipts_of(rights: Rights) -> QuerySet[Receipt]:
    """Return the receipts of the points and manuals about which an officer reports."""
    if rights.everywhere(Act.REPORT):
        return Receipt.objects.all()
    return Receipt.objects.filter(
        Q(point__in=rights.points(Act.REPORT).order_by().values("pk"))
        | Q(manual__in=rights.manuals(Act.REPORT).order_by().values("pk"))
    )


def find_receipt(typed: str) -> Receipt | None:
    """Return the receipt of a code as somebody typed it; a wrong code asks no database."""
    code = read_code(typed)
    if code is None:
        return None
    related = ("manual__procedure", "manual__agency", "manual__standard", "edition")
    places = ("point__agency", "point__province", "point__district", "point__subdistrict")
    return Receipt.objects.select_related(*related, *places).filter(code=code).first()


@transaction.atomic
def issue_receipt(*, pin: Pin, request_key: str, actor: str, filed: Filed | None = None) -> Receipt:
    """Give a receipt for something complete that was filed; now, if not said otherwise.

    The same ``request_key`` gives the same receipt again, but never for something else: a page that
    the back button shows again has its old key.

    Raises:
        DelayError: the moment is ahead or long past, the manual promises nothing countable, nobody
            is served so there any more, or the key gave a receipt for another service or point.
    """
    again = Receipt.objects.filter(request_key=request_key).first()
    if again is not None:
        if (again.manual_id, again.point_id) != (pin.manual_id, pin.point_id):
            raise DelayError("หน้าที่เปิดค้างไว้ออกใบรับไปแล้ว ยังไม่ได้ออกใบใหม่ กดออกใบรับของเรื่องนี้อีกครั้ง")
        return again
    if not that_count(Pin.objects.filter(pk=pin.pk)).exists():
        raise DelayError("เรื่องนี้ยกเลิกแล้ว หรือจุดนี้ปิดหรือย้ายแล้ว จึงไม่ได้ออกใบรับ ดูหน้าคู่มือว่าผู้ยื่นต้องทำอย่างไรแทน")
    now = timezone.now()
    given = filed or Filed(now)
    _check_moment(given.at, now)
    # To the minute: what is printed on the slip is what the code is signed over.
    when = Filed(given.at.replace(second=0, microsecond=0), given.by_channel)
    hours = hours_of(pin.point, pin.hours)
    found = reckon(pin.manual, when, Almanac.read(), hours)
    receipt = Receipt(
        manual=pin.manual,
        edition=found.edition,
        point=pin.point,
        agency_id=pin.manual.agency_id,
        received_at=when.at,
        by_channel=when.by_channel,
        promised_value=found.length.value_max,
        promised_unit=found.length.unit.value,
        due_on=found.due_on,
        due_at=found.promise.due_at,
        request_key=request_key,
    )
    other = _save_with_code(receipt)
    if other is not None:
        return other
    audit.record(
        actor=actor,
        verb="issue_receipt",
        target=TARGET,
        target_id=receipt.pk,
        detail={"manual": pin.manual_id, "point": pin.point_id, "due_on": str(receipt.due_on)},
    )
    return receipt


@transaction.atomic
def finish_receipt(*, receipt_id: int, finished_on: date, actor: str) -> Receipt:
    """Note the day on which what was filed was decided.

    Raises:
        DelayError: it is finished or void already, or the day lies before the receipt or ahead.
        Receipt.DoesNotExist: there is no such receipt.
    """
    receipt = _open(receipt_id)
    received = receipt.received_at.astimezone(BANGKOK).date()
    if not received <= finished_on <= bangkok_now().date():
        raise DelayError(f"ใส่วันตั้งแต่ {long_date(received)} ที่รับเรื่อง ถึงวันนี้", "finished_on")
    receipt.finished_on = finished_on
    receipt.days_taken = days_taken(receipt, Almanac.read())
    receipt.save(update_fields=["finished_on", "days_taken"])
    _record(receipt, actor, "finish_receipt", finished_on=str(finished_on))
    return receipt


@transaction.atomic
def reopen_receipt(*, receipt_id: int, reason: str, actor: str) -> Receipt:
    """Take back that something was decided: the wrong receipt was finished, or the wrong day told.

    Its promise, its code and the day it was given stay, so a citizen sees again how long it waits.
    A refusal does not stand any more, but stays on record. The trail keeps it, the day that was
    told, and the month whose sums no longer count it.

    Raises:
        DelayError: it is void or not finished.
        Receipt.DoesNotExist: there is no such receipt.
    """
    receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
    if receipt.voided_at is not None:
        raise DelayError("ใบรับนี้ยกเลิกไปแล้ว")
    told = receipt.finished_on
    if told is None:
        raise DelayError("ใบรับนี้ยังไม่ได้ปิด")
    receipt.finished_on = receipt.days_taken = None
    receipt.save(update_fields=["finished_on", "days_taken"])
    taken = take_back(receipt, why=reason, actor=actor)
    month = told.replace(day=1).isoformat()
    detail = {"reason": reason, "finished_on": str(told), "month": month, "refusals": taken}
    _record(receipt, actor, "reopen_receipt", **detail)
    return receipt


@transaction.atomic
def void_receipt(*, receipt_id: int, actor: str) -> Receipt:
    """Take back a receipt that was given by mistake; its page says so.

    Raises:
        DelayError: it is finished or void already.
        Receipt.DoesNotExist: there is no such receipt.
    """
    receipt = _open(receipt_id)
    receipt.voided_at = timezone.now()
    receipt.save(update_fields=["voided_at"])
    _record(receipt, actor, "void_receipt")
    return receipt


def days_taken(receipt: Receipt, almanac: Almanac) -> int:
    """Return how many days a finished receipt took, the day of receipt not counted.

    Working days where working days are promised, calendar days otherwise; never mixed. They begin
    when the promise does, which for what came online at night is when the office opens next.
    """
    if receipt.finished_on is None:
        raise ValueError("a receipt that is not finished has taken no time yet")
    first = _counts_from(receipt, almanac)
    if receipt.promised_unit == DurationUnit.WORKING_DAY:
        return working_days_between(first, receipt.finished_on, almanac.holidays)
    return max(0, (receipt.finished_on - first).days)


def _counts_from(receipt: Receipt, almanac: Almanac) -> date:
    received = receipt.received_at.astimezone(BANGKOK)
    if receipt.by_channel:
        own = Pin.objects.filter(manual=receipt.manual_id, point=receipt.point_id)
        hours = hours_of(receipt.point, own.values_list("hours", flat=True).first())
        with suppress(ClockError):  # hours that were changed since and have no day any more
            received = counts_from(received, True, almanac.holidays, hours=hours)
    return received.date()


def sign(receipt: Receipt, chance: Callable[[int], int] | None = None) -> None:
    """Give a receipt the code that fits what it says."""
    receipt.code = new_code(receipt.says, chance) if chance else new_code(receipt.says)


def _save_with_code(receipt: Receipt) -> Receipt | None:
    """Save under a code that nobody has: chance repeats itself once in billions.

    Returns the other receipt when the same form was being saved at this very moment.
    """
    for attempt in range(MOST_TRIES):
        sign(receipt)
        try:
            with transaction.atomic():
                receipt.save(force_insert=True)
        except IntegrityError:
            same = Receipt.objects.filter(request_key=receipt.request_key).first()
            if same is not None:
                return same
            if attempt == MOST_TRIES - 1:
                raise
        else:
            break
    return None


def _check_moment(moment: datetime, now: datetime) -> None:
    if moment > now + timedelta(minutes=1):
        raise DelayError("เวลารับเรื่องต้องไม่เกินขณะนี้", "received")
    if moment < now - OLDEST:
        raise DelayError(f"รับเรื่องเกิน {OLDEST.days} วันมาแล้ว ออกใบรับย้อนหลังไม่ได้", "received")


def _open(receipt_id: int) -> Receipt:
    receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
    if receipt.voided_at is not None:
        raise DelayError("ใบรับนี้ยกเลิกไปแล้ว")
    if receipt.finished_on is not None:
        refused = refusal_of(receipt)
        why = f" ผล: {refused.get_outcome_display()}" if refused else ""
        raise DelayError(
            f"ใบรับนี้ปิดไปแล้วเมื่อ {long_date(receipt.finished_on)}{why} "
            "ถ้าผลผิด เปิดใบรับอีกครั้งโดยบอกเหตุผล แล้วบันทึกผลใหม่"
        )
    return receipt


def _record(receipt: Receipt, actor: str, verb: str, **detail: object) -> None:
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=receipt.pk, detail=dict(detail))
