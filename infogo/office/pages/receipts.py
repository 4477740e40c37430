"""Receipts in the workspace: one key press for each filing, two hundred times a day."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.core.dates import long_date, start_of_day
from infogo.core.simulation import SIMULATED_TH
from infogo.core.written import asked_words
from infogo.delays.receipts import receipts_of
from infogo.delays.receipts_code import grouped
from infogo.delays.receipts_models import Receipt
from infogo.delays.receipts_papers import due_words
from infogo.delays.refusals import is_no_time, is_returned, refusal_of, returned_late
from infogo.delays.refusals_models import Outcome
from infogo.delays.selectors import counters_of
from infogo.display.qr import qr_svg
from infogo.display.structured import absolute
from infogo.office.pages.point_words import Said
from infogo.office.pages.refusals import PastRefusal, past_refusals, refusal_facts
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint

MOST_SERVICES = 12
MOST_POINTS = 30
MOST_PINS = 500
MOST_RECENT = 8
LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class PointChoice:
    """A point to give receipts at."""

    id: int
    name: str
    agency: str


@dataclass(frozen=True)
class ServiceChoice:
    """One service of the point; ``given`` is how often in the last 30 days."""

    pin_id: int
    name: str
    agency: str
    given: int


@dataclass(frozen=True)
class ReceiptLine:
    """One receipt of today."""

    id: int
    code: str
    service: str
    due: str
    state: str
    state_kind: str


@dataclass(frozen=True)
class ReceiptsPage:
    """What the officer sees at her counter; without a ``point`` she chooses one first."""

    query: str
    point: PointChoice | None
    points: Sequence[PointChoice]
    is_more: bool
    services: Sequence[ServiceChoice]
    hidden: int
    recent: Sequence[ReceiptLine]
    today_count: int
    overdue: Sequence[ReceiptLine]
    key: str


@dataclass(frozen=True)
class ReceiptPage:
    """One receipt: its slip, and what can be done with it."""

    id: int
    code: str
    service: str
    agency: str
    point: PointChoice
    received_at: datetime
    by_channel: bool
    promised: str
    edition: int
    due: str
    state: str
    state_kind: str
    is_open: bool
    can_reopen: bool
    is_genuine: bool
    address: str
    public_path: str
    qr: str
    notice: str
    outcome: str
    refusal: Sequence[Said]
    past_refusals: Sequence[PastRefusal]


def receipts_page(rights: Rights, point_id: int | None, query: str, today: date) -> ReceiptsPage:
    """Return the counter of a point, or the points to choose from."""
    words = asked_words(query)
    # Where a service ended or a point is gone, nobody files anything.
    pins = that_count(counters_of(rights))
    points = ServicePoint.objects.filter(pk__in=pins.order_by().values("point_id"))
    chosen = _chosen(points, point_id)
    if chosen is None:
        found = points.select_related("agency").order_by("sort_key", "pk")
        if words:
            found = found.filter(Q(name_th__icontains=words) | Q(agency__name_th__icontains=words))
        listed = [_point(point) for point in found[: MOST_POINTS + 1]]
        more = len(listed) > MOST_POINTS
        return ReceiptsPage(words, None, listed[:MOST_POINTS], more, (), 0, (), 0, (), "")
    given = _given(chosen, today)
    there = pins.filter(point=chosen).select_related("manual__procedure", "manual__agency")
    if words:
        there = there.filter(
            Q(procedure__name_th__icontains=words) | Q(procedure__official_name_th__icontains=words)
        )
    services = sorted(
        (_service(pin, given) for pin in there.order_by("-procedure__popularity")[:MOST_PINS]),
        key=lambda service: -service.given,
    )
    mine = receipts_of(rights).filter(point=chosen).select_related("manual__procedure")
    begins = start_of_day(today)
    of_today = mine.filter(issued_at__gte=begins)
    late = mine.filter(finished_on=None, voided_at=None, due_on__lt=today).order_by("due_on", "pk")
    return ReceiptsPage(
        query=words,
        point=_point(chosen),
        points=(),
        is_more=False,
        services=services[:MOST_SERVICES],
        hidden=max(0, len(services) - MOST_SERVICES),
        recent=[
            _line(receipt, today, back=_back(receipt.is_back, receipt.is_stopped))
            for receipt in of_today.annotate(is_back=is_returned(), is_stopped=is_no_time())[
                :MOST_RECENT
            ]
        ],
        today_count=of_today.filter(voided_at=None).order_by().count(),
        overdue=[_line(receipt, today) for receipt in late[:MOST_RECENT]],
        key=secrets.token_hex(16),
    )


def receipt_page(receipt: Receipt, today: date) -> ReceiptPage:
    """Return one receipt as it is printed."""
    refusal = refusal_of(receipt)
    is_back = refusal is not None and refusal.outcome == Outcome.RETURNED
    is_stopped = not returned_late(refusal, receipt.due_on)
    state, kind = state_of(receipt, today, _back(is_back, is_stopped))
    path = reverse("www:receipt", args=[receipt.code])
    address = absolute(path)
    return ReceiptPage(
        id=receipt.pk,
        code=grouped(receipt.code),
        service=receipt.manual.procedure.name_th,
        agency=receipt.agency.name_th,
        point=_point(receipt.point),
        received_at=timezone.localtime(receipt.received_at),
        by_channel=receipt.by_channel,
        promised=receipt.promised.text(),
        edition=receipt.edition.number,
        due=due_words(receipt),
        state=state,
        state_kind=kind,
        is_open=receipt.is_open,
        can_reopen=receipt.finished_on is not None and receipt.voided_at is None,
        is_genuine=receipt.is_genuine,
        address=address,
        public_path=path,
        qr=qr_svg(address),
        notice=SIMULATED_TH if receipt.is_simulated else "",
        outcome=refusal.get_outcome_display() if refusal and not is_back else "",
        refusal=refusal_facts(refusal),
        past_refusals=past_refusals(receipt),
    )


class Back(StrEnum):
    """Whether the request of a receipt was returned, and whether it counts as late all the same."""

    NOT = "not"
    IN_TIME = "in_time"
    LATE = "late"


def _back(is_back: bool, is_stopped: bool) -> Back:
    if not is_back:
        return Back.NOT
    return Back.IN_TIME if is_stopped else Back.LATE


def state_of(receipt: Receipt, today: date, back: Back = Back.NOT) -> tuple[str, str]:
    """Say how a receipt stands, and in which colour."""
    if receipt.voided_at is not None:
        return "ยกเลิกแล้ว", "neutral"
    if receipt.finished_on is not None:
        when = long_date(receipt.finished_on)
        if back is Back.LATE:
            return f"คืนคำขอ {when} เกินกำหนด", "error"
        if back is Back.IN_TIME:
            return f"คืนคำขอ {when}", "neutral"
        if receipt.finished_on > receipt.due_on:
            return f"เสร็จ {when} เกินกำหนด", "error"
        return f"เสร็จ {when} ในกำหนด", "success"
    if receipt.due_on < today:
        return "เกินกำหนด", "error"
    return "อยู่ในกำหนด", "info"


def _chosen(points: object, point_id: int | None) -> ServicePoint | None:
    """Return the point asked for, or the only one there is."""
    found = points.select_related("agency")  # type: ignore[attr-defined]
    if point_id is not None:
        asked: ServicePoint | None = found.filter(pk=point_id).first()
        return asked
    some = list(found[:2])
    return some[0] if len(some) == 1 else None


def _given(point: ServicePoint, today: date) -> Mapping[int, int]:
    since = start_of_day(today - LOOKED_BACK)
    rows = Receipt.objects.filter(point=point, issued_at__gte=since).order_by()
    return dict(rows.values("manual_id").annotate(n=Count("pk")).values_list("manual_id", "n"))


def _point(point: ServicePoint) -> PointChoice:
    return PointChoice(point.pk, point.name_th, point.agency.name_th)


def _service(pin: Pin, given: Mapping[int, int]) -> ServiceChoice:
    return ServiceChoice(
        pin.pk,
        pin.manual.procedure.name_th,
        pin.manual.agency.name_th,
        given.get(pin.manual_id, 0),
    )


def _line(receipt: Receipt, today: date, *, back: Back = Back.NOT) -> ReceiptLine:
    state, kind = state_of(receipt, today, back)
    return ReceiptLine(
        receipt.pk,
        grouped(receipt.code),
        receipt.manual.procedure.name_th,
        due_words(receipt),
        state,
        kind,
    )
