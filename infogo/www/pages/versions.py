"""The editions of a manual, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.accounts.names import name_in
from infogo.display.filters import DOT
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.manual_parts import said
from infogo.manuals.models import ManualRevision, RevisionStatus
from infogo.manuals.selectors import MergedManual, editions

HASH_SHOWN = 12


@dataclass(frozen=True)
class VersionRow:
    """One edition, as ``version_list`` reads it."""

    label: str
    href: str
    date: datetime | None
    status: str
    status_kind: str
    note: str
    current: bool


@dataclass(frozen=True)
class VersionsPage:
    """All editions that citizens could read. ``shows_standard`` when they are the standard's."""

    head: ManualHead
    editions: Sequence[VersionRow]
    shows_standard: bool


def versions_page(merged: MergedManual) -> VersionsPage:
    """Return the history of a manual; an agency that follows the standard shows that one's."""
    head = manual_head(merged)
    return VersionsPage(
        head=head,
        editions=[_row(head, revision) for revision in editions(merged.manual)],
        shows_standard=head.is_local and merged.manual.current_id is None,
    )


def version_address(head: ManualHead, number: int) -> str:
    """Return the path of one edition."""
    return number_address(head.procedure_id, head.agency_id, number)


def number_address(procedure_id: int, agency_id: int | None, number: int) -> str:
    """Return the path of one edition of a standard manual, or of an agency's one."""
    if agency_id:
        return reverse("www:local_manual_version", args=[procedure_id, agency_id, number])
    return reverse("www:manual_version", args=[procedure_id, number])


def _row(head: ManualHead, revision: ManualRevision) -> VersionRow:
    is_current = revision.status == RevisionStatus.PUBLISHED
    check = _("รหัสตรวจสอบ %(hash)s") % {"hash": revision.content_hash[:HASH_SHOWN]}
    author = Markup("{} {}").format(_("โดย"), said(name_in(revision.author)))
    return VersionRow(
        label=_("ฉบับที่ %(number)s") % {"number": revision.number},
        href=version_address(head, revision.number),
        date=revision.published_at,
        status=_("ใช้อยู่") if is_current else _("ฉบับเก่า"),
        status_kind="success" if is_current else "neutral",
        note=escape(DOT).join(part for part in (author, said(revision.note), check) if part),
        current=is_current,
    )
