"""Why something was refused or returned, as officers see it; also what was taken back since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.core.dates import long_date
from infogo.delays.appeals import COURT_DAYS
from infogo.delays.models import DelayCase, Receipt
from infogo.delays.refusal_letters import is_for_court, record_until
from infogo.delays.refusals import LEFT_BEHIND, refusals_before
from infogo.delays.refusals_models import Refusal
from infogo.office.pages.point_words import Said


@dataclass(frozen=True)
class PastRefusal:
    """A refusal that does not stand any more; ``at`` is empty where nobody wrote down when."""

    outcome: str
    facts: Sequence[Said]
    noted_at: datetime
    noted_by: str
    at: datetime | None
    by: str
    why: str


def refusal_facts(refusal: Refusal | None) -> list[Said]:
    """Return why something was refused or returned, as its letter says."""
    if refusal is None:
        return []
    found = [
        Said("เหตุผล", refusal.reason),
        Said("ข้อเท็จจริง", refusal.facts),
        Said("กฎหมายและมาตรา", refusal.law),
    ]
    if refusal.record_due_on is not None:
        made = f" ทำเมื่อ {long_date(refusal.record_on)}" if refusal.record_on else ""
        until = record_until(refusal)
        found += [
            Said("บันทึกความบกพร่อง", f"{refusal.record}{made} ให้ส่งภายใน {until}"),
            Said("เอกสารที่ยังขาด", ", ".join(refusal.missing.splitlines())),
            Said("การนับเวลา", f"จบลง {long_date(refusal.decided_on)} เพราะคืนคำขอ"),
        ]
    found.append(Said("ผู้ออกคำสั่ง", refusal.get_made_by_display()))
    if refusal.appeal_days is not None:
        words = f"{refusal.appeal_to} ภายใน {refusal.appeal_days} วัน ตาม {refusal.appeal_law}"
        found.append(Said("อุทธรณ์ต่อ", words))
    elif is_for_court(refusal):
        found.append(Said("ฟ้องต่อ", f"ศาลปกครอง ภายใน {COURT_DAYS} วัน"))
    return [said for said in found if said.value]


def past_refusals(of: DelayCase | Receipt) -> list[PastRefusal]:
    """Return what was refused and taken back, newest first."""
    return [
        PastRefusal(
            outcome=f"{refusal.get_outcome_display()} {long_date(refusal.decided_on)}",
            facts=refusal_facts(refusal),
            noted_at=timezone.localtime(refusal.noted_at),
            noted_by=name_in(refusal.noted_by),
            at=timezone.localtime(refusal.withdrawn_at) if refusal.withdrawn_at else None,
            by=name_in(refusal.withdrawn_by) if refusal.withdrawn_at else "",
            why=refusal.withdrawn_why or LEFT_BEHIND,
        )
        for refusal in refusals_before(of)
    ]
