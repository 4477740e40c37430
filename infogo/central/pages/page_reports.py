"""What readers report of pages in the whole country: by state, late ones, by who answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.central.pages.table import ShownFact
from infogo.display.key_facts import KNOWN
from infogo.page_reports.models import State
from infogo.page_reports.retention import UNANSWERED_YEARS_KEPT, YEARS_KEPT
from infogo.page_reports.selectors import AgencyTotals, country_totals, totals_by_agency

CENTRE = "ส่วนกลาง"


@dataclass(frozen=True)
class AgencyRow:
    """What one agency has not answered; ``href`` leads to it, for whoever may answer."""

    name: str
    href: str
    open: int
    late: int
    oldest_due_on: date


@dataclass(frozen=True)
class PageReportsPage:
    """All that ``central/page_reports.html`` shows; ``kept_years`` after the answer."""

    facts: Sequence[ShownFact]
    rows: Sequence[AgencyRow]
    inbox_href: str
    kept_years: int = YEARS_KEPT
    unanswered_years: int = UNANSWERED_YEARS_KEPT


def page_reports_page(rights: Rights) -> PageReportsPage:
    """Return the page; four queries."""
    totals = country_totals(rights.on)
    inbox = reverse("office:page_reports") if rights.everywhere(Act.HANDLE_FEEDBACK) else ""
    numbers = (
        ("ยังไม่จบ", totals.open, "show=open"),
        ("เกินกำหนด", totals.late, "show=all-late"),
        ("แก้แล้ว", totals.by_state[State.MENDED], ""),
        ("ข้อมูลไม่ผิด", totals.by_state[State.NOT_ERROR], ""),
        ("ตอบคำถามแล้ว", totals.by_state[State.ANSWERED], ""),
    )
    return PageReportsPage(
        facts=[
            ShownFact(label, f"{number:,} เรื่อง", KNOWN, "", _listed(inbox, query))
            for label, number, query in numbers
        ],
        rows=[_row(each, inbox) for each in totals_by_agency(rights.on)],
        inbox_href=inbox,
    )  # fmt: skip


def _listed(inbox: str, query: str) -> str:
    return f"{inbox}?{query}" if inbox and query else ""


def _row(each: AgencyTotals, inbox: str) -> AgencyRow:
    query = f"show=open&agency={each.agency_id}" if each.agency_id else ""
    return AgencyRow(
        name=each.name or CENTRE,
        href=_listed(inbox, query) if query else inbox,
        open=each.open,
        late=each.late,
        oldest_due_on=each.oldest_due_on,
    )
