"""The record of rights: who gave, ended, invited, began and left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import Grant, Officer
from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.core.models import AuditEntry
from infogo.display.filters import DOT
from infogo.workspace.grants import words_of

PAGE_SIZE = 50
VERBS = {
    "invite": "ส่งคำเชิญ",
    "accept_invitation": "ตอบรับคำเชิญ",
    "give_grant": "ให้สิทธิ",
    "end_grant": "ยุติสิทธิ",
    "officer_leaves": "ปิดบัญชี",
    "forget_invitee": "ลบชื่อผู้ไม่ตอบรับคำเชิญ",
}


@dataclass(frozen=True)
class LogLine:
    """One thing that happened."""

    number: int
    at: datetime
    actor: str
    what: str
    about: str
    detail: str


@dataclass(frozen=True)
class LogPage:
    """The list's content."""

    lines: Sequence[LogLine]
    total: int
    number: int
    pages: int


def log_page(rights: Rights, page: str) -> LogPage:
    """Show what happened to the officers and grants that she administers."""
    hers = Q(target="grant", target_id__in=rights.given_grants().order_by().values("pk")) | Q(
        target="officer", target_id__in=rights.officers().order_by().values("pk")
    )
    entries = AuditEntry.objects.filter(hers, verb__in=VERBS).order_by("-number")
    shown = Paginator(entries, PAGE_SIZE).get_page(page)
    rows = list(shown.object_list)
    grants = {
        grant.pk: grant
        for grant in Grant.objects.filter(pk__in=_targets(rows, "grant"))
        .select_related("agency", "officer")
        .with_counts()
    }
    officers = Officer.objects.in_bulk(_targets(rows, "officer"))
    return LogPage(
        lines=[_line(row, grants, officers) for row in rows],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
    )


def _targets(rows: Sequence[AuditEntry], target: str) -> list[int]:
    return [row.target_id for row in rows if row.target == target]


def _line(row: AuditEntry, grants: dict[int, Grant], officers: dict[int, Officer]) -> LogLine:
    grant, officer = grants.get(row.target_id), officers.get(row.target_id)
    about, detail = "", str(row.detail.get("reason", ""))
    if row.target == "grant" and grant is not None:
        about = grant.officer.name_th
        detail = DOT.join(part for part in (words_of(grant), detail) if part)
    elif row.target == "officer" and officer is not None:
        about = officer.name_th
    return LogLine(
        number=row.number,
        at=timezone.localtime(row.at),
        actor=name_in(row.actor),
        what=VERBS[row.verb],
        about=about,
        detail=detail,
    )
