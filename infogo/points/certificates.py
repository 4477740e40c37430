"""Certificates of points as ศูนย์ราชการสะดวก (GECC): told by agencies, confirmed by the centre.

The Office of the Permanent Secretary of the Prime Minister's Office grants them for three years at
one of three levels. Whether an officer may is asked before, of her rights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from infogo.core import audit
from infogo.core.dates import bangkok_now, long_date
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.prepared import Prepared
from infogo.core.written import Written, clean_line
from infogo.points.errors import PointError
from infogo.points.models import Certificate, CertificateLevel, CertificateState, ServicePoint
from infogo.points.selectors import VISITABLE

CERTIFIED = "gecc"
"""The parameter by which lists of points are narrowed to those that hold one."""
YEARS = 3
"""How long a certificate holds."""
SOON = timedelta(days=90)
"""What expires within this time is listed for the centre."""
SHORTEST_REASON, LONGEST_REASON = 5, 300
WRITTEN_FIELDS = {
    "level": "ระดับ",
    "number": "เลขที่ใบรับรอง",
    "granted_on": "วันที่ได้รับ",
    "expires_on": "วันหมดอายุ",
}


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says, checked."""

    level: str
    number: str
    granted_on: date
    expires_on: date


def read_certificate(texts: Mapping[str, str]) -> CertificateFacts:
    """Read what somebody wrote under the names of ``WRITTEN_FIELDS``.

    A missing last day is that after three years.

    Raises:
        infogo.core.written.WrittenError: with all that has to be mended, by name of the field.
    """
    written = Written(texts)
    level = written.line("level", WRITTEN_FIELDS["level"], 10)
    if level not in CertificateLevel.values:
        written.problems["level"] = "เลือกระดับตามใบรับรอง"
    number = written.line("number", WRITTEN_FIELDS["number"], 60, required=True)
    granted = written.day("granted_on", WRITTEN_FIELDS["granted_on"])
    today = bangkok_now().date()
    if granted is None:
        written.problems.setdefault("granted_on", "ใส่วันที่ได้รับ เช่น 1 เมษายน 2568")
        written.day("expires_on", WRITTEN_FIELDS["expires_on"])
        written.done()
        raise ValueError("what is missing was told")
    latest = years_after(granted)
    expires = written.day("expires_on", WRITTEN_FIELDS["expires_on"]) or latest
    if granted > today:
        written.problems["granted_on"] = f"{long_date(granted)} ยังไม่ถึง ตรวจวันและปี พ.ศ."
    elif "expires_on" not in written.problems:
        if expires <= granted:
            written.problems["expires_on"] = "วันหมดอายุต้องอยู่หลังวันที่ได้รับ"
        elif expires > latest:
            written.problems["expires_on"] = (
                f"ใบรับรองมีอายุ {YEARS} ปี วันหมดอายุต้องไม่เกิน {long_date(latest)}"
            )
        elif expires < today:
            written.problems["expires_on"] = (
                f"ใบรับรองหมดอายุเมื่อ {long_date(expires)} ใส่ใบรับรองที่ยังใช้ได้"
            )
    written.done()
    return CertificateFacts(level, number, granted, expires)


def years_after(day: date) -> date:
    """Return the same day when a certificate of that day ends; the 28th for a leap day."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + YEARS, day=28 if leap else day.day)


@transaction.atomic
def tell_certificate(
    *, point_id: int, facts: CertificateFacts, actor: str, seen: int = 0
) -> Certificate:
    """Keep what an agency says; citizens read it when the centre confirmed it.

    What was confirmed and is changed waits to be confirmed anew; the same values are no change.

    Raises:
        PointError: somebody changed it after ``seen`` (its version, 0 where there was none), or
            the point is gone.
    """
    point = ServicePoint.objects.select_for_update().get(pk=point_id)
    if point.status not in VISITABLE:
        raise PointError("จุดนี้ย้ายหรือปิดถาวรแล้ว")
    held = Certificate.objects.filter(point=point).first()
    if held and _says(held) == facts and held.state != CertificateState.REFUSED:
        return held
    _check_seen(held, seen)
    was_shown = held is not None and held.state == CertificateState.CONFIRMED
    if held is None:
        held = Certificate(point=point, version=0)
    for name, value in vars(facts).items():
        setattr(held, name, value)
    held.state, held.reason = CertificateState.TOLD, ""
    held.told_by, held.told_at = _stable(actor), timezone.now()
    _keep(held, "tell_certificate", actor, _plain(facts), is_shown=was_shown)
    return held


@transaction.atomic
def take_back_certificate(*, point_id: int, reason: str, actor: str, seen: int = 0) -> None:
    """Remove what was said: the point has no certificate, or not any more.

    Raises:
        PointError: no reason, nothing there, or somebody changed it after ``seen``.
    """
    why = _reason(reason)
    ServicePoint.objects.select_for_update().get(pk=point_id)
    held = Certificate.objects.filter(point=point_id).first()
    if held is None:
        raise PointError("จุดนี้ไม่มีใบรับรองในระบบแล้ว")
    _check_seen(held, seen)
    was_shown = held.state == CertificateState.CONFIRMED
    detail = {**_plain(_says(held)), "reason": why}
    held.delete()
    _note(point_id, "take_back_certificate", actor, detail, is_shown=was_shown)


@transaction.atomic
def decide_certificate(
    *, certificate_id: int, is_true: bool, reason: str, actor: str, seen: int
) -> Certificate:
    """Confirm a certificate, or refuse or withdraw it with a reason that the agency reads.

    Raises:
        PointError: she told it herself, it was changed after ``seen``, or a refusal has no reason.
    """
    held = Certificate.objects.filter(pk=certificate_id).first()
    if held is not None:
        # Behind the lock of its point it is read again: meanwhile it may have been taken out.
        ServicePoint.objects.select_for_update().get(pk=held.point_id)
        held = Certificate.objects.filter(pk=certificate_id).first()
    if held is None:
        raise PointError("หน่วยงานเอาใบรับรองนี้ออกแล้ว")
    _check_seen(held, seen)
    if held.told_by == _stable(actor):
        raise PointError("คุณแจ้งใบรับรองนี้เอง ให้เจ้าหน้าที่ส่วนกลางคนอื่นยืนยัน")
    why = "" if is_true else _reason(reason)
    was_shown = held.state == CertificateState.CONFIRMED
    held.state = CertificateState.CONFIRMED if is_true else CertificateState.REFUSED
    held.reason = why
    detail = {**_plain(_says(held)), **({"reason": why} if why else {})}
    verb = "confirm_certificate" if is_true else "refuse_certificate"
    _keep(held, verb, actor, detail, is_shown=is_true or was_shown)
    return held


def certificate_of(point: ServicePoint, day: date) -> Certificate | None:
    """Return the certificate that citizens are told of on a day; a query unless it is selected."""
    found: Certificate | None = getattr(point, "certificate", None)
    is_there = point.status in VISITABLE
    return found if found and is_there and found.holds_on(day) else None


def confirmed_at(point_ids: Sequence[int]) -> list[Certificate]:
    """Return the confirmed certificates of some points, expired ones as well; one query."""
    return _confirmed.objects(point_ids, CertificateState.CONFIRMED.value)


def that_hold(day: date, of: str = "certificate__") -> Q:
    """Return the condition of points that have a certificate on a day."""
    return Q(
        **{
            f"{of}state": CertificateState.CONFIRMED,
            f"{of}granted_on__lte": day,
            f"{of}expires_on__gte": day,
        }
    )


def waiting() -> QuerySet[Certificate]:
    """Return what the centre has to look at, the longest wait first."""
    told = Certificate.objects.filter(state=CertificateState.TOLD, point__status__in=VISITABLE)
    return told.select_related("point__agency", "point__province").order_by("told_at", "pk")


def holders(day: date) -> QuerySet[Certificate]:
    """Return the certificates that hold on a day, of points in use."""
    found = Certificate.objects.filter(that_hold(day, ""), point__status__in=VISITABLE)
    return found.select_related("point__agency", "point__province")


def expiring(day: date) -> QuerySet[Certificate]:
    """Return those that hold on a day and end within 90 days, the first to end first."""
    return holders(day).filter(expires_on__lte=day + SOON).order_by("expires_on", "pk")


def count_holders(day: date) -> dict[tuple[str, str], int]:
    """Return how many hold on a day, by the code of the province and by level."""
    rows = holders(day).order_by().values_list("point__province", "level")
    return {(code or "", level): n for code, level, n in rows.annotate(Count("pk"))}


def _says(held: Certificate) -> CertificateFacts:
    return CertificateFacts(held.level, held.number, held.granted_on, held.expires_on)


def _keep(
    held: Certificate, verb: str, actor: str, detail: Mapping[str, Any], *, is_shown: bool
) -> None:
    held.version += 1
    held.save()
    _note(held.point_id, verb, actor, detail, is_shown=is_shown)


def _note(
    point_id: int, verb: str, actor: str, detail: Mapping[str, Any], *, is_shown: bool
) -> None:
    ServicePoint.objects.filter(pk=point_id).update(updated_at=timezone.now())
    audit.record(actor=actor, verb=verb, target="point", target_id=point_id, detail=dict(detail))
    shows = Shows.EVERYWHERE if is_shown else Shows.OWN
    announce(OutboxTopic.POINT, [point_id], shows=shows)


def _check_seen(held: Certificate | None, seen: int) -> None:
    if seen != (held.version if held else 0):
        raise PointError("มีคนแก้ใบรับรองนี้หลังจากที่คุณเปิด อ่านอีกครั้งแล้วบันทึกใหม่")


def _reason(text: str) -> str:
    why = clean_line(text)
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise PointError(f"ใส่เหตุผล {SHORTEST_REASON} ถึง {LONGEST_REASON} ตัวอักษร เก็บไว้ในประวัติ")
    return why


def _stable(actor: str) -> str:
    """Return what of an actor stays the same when her name changes: "officer 12"."""
    number = audit.officer_number(actor)
    return f"officer {number}" if number is not None else actor[:100]


def _plain(facts: CertificateFacts) -> dict[str, str]:
    return {name: str(value) for name, value in vars(facts).items()}


_confirmed = Prepared(
    lambda points, state: Certificate.objects.filter(point__in=points, state=state).order_by()
)
