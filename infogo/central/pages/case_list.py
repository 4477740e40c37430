"""The cases of the country: how many are where, which ones, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from infogo.bulk.tables import Row
from infogo.central.exporting import ListFile
from infogo.central.pages.review_queue import ministries
from infogo.core.dates import BANGKOK, short_date
from infogo.core.written import asked_words
from infogo.inspection.evidence import Evidence, over_standard
from infogo.inspection.models import InspectionCase
from infogo.inspection.selectors import OVERDUE, Asked, asked_cases, counts_by_state
from infogo.inspection.states import SHORT_TH, CaseState, Outcome

PAGE_SIZE = 20
MOST_WRITTEN = 5000
TAGS = {
    CaseState.FLAGGED: "warning",
    CaseState.ASKED: "info",
    CaseState.ANSWERED: "warning",
    CaseState.PROPOSED: "info",
    CaseState.CLOSED: "neutral",
}
HEADS = (
    "เรื่องที่", "คู่มือ", "หน่วยงาน", "สถานะ", "ผล", "ตั้งเรื่องเมื่อ", "ครบกำหนดชี้แจง", "เกินกำหนด",
    "ระยะเวลาที่สัญญาเมื่อตั้งเรื่อง", "ค่ากลางของเรื่องเดียวกัน", "จำนวนที่เทียบ",
    "ค่ากลางของเรื่องแบบเดียวกัน", "จำนวนที่เทียบ", "ขั้นตอนเกินมาตรฐาน", "ปิดเมื่อ",
)  # fmt: skip


@dataclass(frozen=True)
class CaseLine:
    """One case of the list."""

    id: int
    title: str
    agency: str
    state: str
    kind: str
    opened_at: datetime
    due: date | None
    is_overdue: bool
    total: str
    peers: str
    outcome: str


@dataclass(frozen=True)
class StateCount:
    """How many cases are in a state; the number is the way to them."""

    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True)
class CasesPage:
    """The list's content."""

    asked: Asked
    counts: Sequence[StateCount]
    lines: Sequence[CaseLine]
    total: int
    number: int
    pages: int
    base: str
    file_base: str
    ministries: Sequence[tuple[int, str]]
    outcomes: Sequence[tuple[str, str]]


def read_asked(given: Mapping[str, Any]) -> Asked:
    """Read the cleaned data of a ``CaseFilter``."""
    return Asked(
        q=asked_words(given.get("q")),
        state=given.get("state") or "",
        ministry=given.get("ministry"),
        outcome=given.get("outcome") or "",
    )


def cases_page(asked: Asked, page: int, today: date) -> CasesPage:
    """Return one page of the cases as asked, with the numbers of each state."""
    found = asked_cases(asked, today)
    total = found.order_by().count()
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, page), pages)
    rows = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    path, query = reverse("central:cases"), _query(asked)
    return CasesPage(
        asked=asked,
        counts=_counts(asked, today),
        lines=[_line(case, today) for case in rows],
        total=total,
        number=number,
        pages=pages,
        base=f"{path}?{query}&page=" if query else f"{path}?page=",
        file_base=f"?{query}" if query else "",
        ministries=ministries(),
        outcomes=Outcome.choices,
    )


def cases_table(asked: Asked, today: date) -> ListFile:
    """Return the cases as asked as a table to take away."""
    rows = asked_cases(asked, today)[:MOST_WRITTEN]
    return ListFile("cases", "เรื่องตรวจสอบ", HEADS, _rows(rows, today), wide=(1, 2))


def _query(asked: Asked) -> str:
    pairs = {
        "q": asked.q,
        "state": asked.state,
        "ministry": asked.ministry,
        "outcome": asked.outcome,
    }
    return urlencode({name: value for name, value in pairs.items() if value})


def _counts(asked: Asked, today: date) -> list[StateCount]:
    numbers = counts_by_state(asked, today)
    labels = {**SHORT_TH, OVERDUE: "เกินกำหนดชี้แจง"}
    order = [CaseState.FLAGGED, CaseState.ASKED, OVERDUE, *list(CaseState)[2:]]
    path = reverse("central:cases")
    found = []
    for state in order:
        query = _query(Asked(asked.q, str(state), asked.ministry, asked.outcome))
        count = numbers[str(state)]
        found.append(StateCount(labels[state], count, f"{path}?{query}", asked.state == str(state)))
    return found


def _line(case: InspectionCase, today: date) -> CaseLine:
    evidence = Evidence.model_validate(case.evidence)
    time = evidence.total_measure
    peer = time.same if time.same.count else time.like
    return CaseLine(
        id=case.pk,
        title=case.manual.procedure.name_th,
        agency=case.agency.name_th,
        state=SHORT_TH[case.state],
        kind=TAGS[CaseState(case.state)],
        opened_at=timezone.localtime(case.opened_at),
        due=case.due_on if case.state == CaseState.ASKED else None,
        is_overdue=case.is_overdue(today),
        total=evidence.total,
        peers=f"{peer.value} (เทียบ {peer.count:,} คู่มือ)" if peer.count else "",
        outcome=Outcome(case.outcome).label if case.outcome else "",
    )


def _rows(cases: Sequence[InspectionCase] | Any, today: date) -> Iterator[Row]:
    for case in cases:
        evidence = Evidence.model_validate(case.evidence)
        time = evidence.total_measure
        yield (
            case.pk,
            case.manual.procedure.name_th,
            case.agency.name_th,
            SHORT_TH[case.state],
            Outcome(case.outcome).label if case.outcome else "",
            _day(case.opened_at),
            short_date(case.due_on) if case.due_on else "",
            "ใช่" if case.is_overdue(today) else "",
            evidence.total,
            time.same.value,
            time.same.count or "",
            time.like.value,
            time.like.count or "",
            len(over_standard(evidence)),
            _day(case.closed_at) if case.closed_at else "",
        )


def _day(moment: datetime) -> str:
    return short_date(moment.astimezone(BANGKOK).date())
