"""What waits for a central officer: by what she may do, the longest waiting first in each list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.channels.selectors import waiting_declarations
from infogo.core.dates import BANGKOK, be_year, long_date
from infogo.delays.holidays import years_without
from infogo.editing.models import Draft, DraftState
from infogo.inspection.models import InspectionCase
from infogo.inspection.selectors import OVERDUE
from infogo.inspection.states import CaseState
from infogo.page_reports.models import PageReport
from infogo.page_reports.selectors import overdue
from infogo.simplify.models import Finding, State

MOST = 1000
"""Nobody reads further; counting all of a country's takes too long."""


@dataclass(frozen=True)
class Waiting:
    """One kind of work: how much of it waits, since when, and the list of it."""

    title: str
    href: str
    count: int
    is_more: bool
    since: str

    @property
    def number(self) -> str:
        """Return how much waits, in words."""
        return f"มากกว่า {MOST:,} รายการ" if self.is_more else f"{self.count:,} รายการ"


@dataclass(frozen=True)
class Kind:
    """A kind of work for whoever may do one of ``acts`` in the whole country.

    ``query`` are the filters of the list at ``address`` that show it.
    """

    acts: Sequence[Act]
    title: str
    address: str
    rows: QuerySet[Any]
    since: str
    query: str = ""


def kinds(officer: Officer, today: date) -> Sequence[Kind]:
    """Return every kind of work, the most urgent for citizens first."""
    drafts = Draft.objects.filter(state=DraftState.IN_REVIEW)
    return (
        Kind((Act.REVIEW,), "ตรวจคู่มือที่รอส่วนกลาง", "central:reviews", drafts, "changed_at"),
        Kind(
            (Act.REVIEW,),
            "ตรวจประกาศช่องทางอิเล็กทรอนิกส์",
            "central:declarations",
            waiting_declarations(),
            "declared_at",
        ),
        Kind(
            (Act.REVIEW,),
            "พิจารณาคำชี้แจงที่หน่วยงานส่งมาแล้ว",
            "central:cases",
            InspectionCase.objects.filter(state=CaseState.ANSWERED),
            "changed_at",
            f"state={CaseState.ANSWERED.value}",
        ),
        Kind(
            (Act.REVIEW,),
            "พิจารณาเรื่องที่หน่วยงานไม่ชี้แจงภายในกำหนด",
            "central:cases",
            InspectionCase.objects.filter(state=CaseState.ASKED, due_on__lt=today),
            "due_on",
            f"state={OVERDUE}",
        ),
        Kind(
            (Act.REVIEW,),
            "ขอคำชี้แจงในเรื่องที่ตั้งไว้",
            "central:cases",
            InspectionCase.objects.filter(state=CaseState.FLAGGED),
            "changed_at",
            f"state={CaseState.FLAGGED.value}",
        ),
        Kind(
            (Act.HANDLE_FEEDBACK, Act.ANALYSE),
            "ติดตามเรื่องที่ประชาชนแจ้งซึ่งเกินกำหนด",
            "central:page_reports",
            overdue(PageReport.objects.all(), today),
            "due_on",
        ),
        Kind(
            (Act.ANALYSE, Act.REVIEW),
            "ทำข้อค้นพบที่คุณรับไว้ให้เสร็จ",
            "central:simplify",
            Finding.objects.filter(owner=officer, state__in=(State.SEEN, State.TAKEN)),
            "state_at",
            f"owner={officer.pk}",
        ),
        Kind(
            (Act.ANALYSE, Act.REVIEW),
            "ดูข้อค้นพบใหม่ของเรดาร์ลดความยุ่งยาก",
            "central:simplify",
            Finding.objects.filter(state=State.NEW),
            "first_seen_at",
            f"state={State.NEW.value}",
        ),
    )


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what waits for her; two queries for each kind of which there is any."""
    return _holidays(rights) + [
        found
        for kind in kinds(rights.officer, rights.on)
        if any(map(rights.everywhere, kind.acts)) and (found := _waiting(kind)) is not None
    ]


def _holidays(rights: Rights) -> list[Waiting]:
    """Return the years whose holidays are to be added, before days in them are promised wrongly."""
    if not rights.everywhere(Act.ADMINISTER):
        return []
    href = reverse("central:holidays")
    return [
        Waiting(f"เพิ่มวันหยุดราชการของ พ.ศ. {be_year(year)}", href, count=1, is_more=False, since="")
        for year in years_without(rights.on)
    ]


def _waiting(kind: Kind) -> Waiting | None:
    count = kind.rows.order_by()[: MOST + 1].count()
    if not count:
        return None
    oldest = kind.rows.order_by(kind.since).values_list(kind.since, flat=True).first()
    return Waiting(
        title=kind.title,
        href=f"{reverse(kind.address)}?{kind.query}" if kind.query else reverse(kind.address),
        count=min(count, MOST),
        is_more=count > MOST,
        since=_day(oldest),
    )


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    return long_date(moment.astimezone(BANGKOK) if isinstance(moment, datetime) else moment)
