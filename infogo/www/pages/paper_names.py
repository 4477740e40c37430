"""Names of papers as files: plain ones for old readers, and in the page's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.display.manual_head import manual_head
from infogo.manuals.marks import mark_of
from infogo.manuals.selectors import MergedManual
from infogo.www.pages.point import PointPage


@dataclass(frozen=True)
class FileName:
    """``plain`` has only ASCII; ``told`` is what people read, without an ending."""

    plain: str
    told: str


def of_manual(merged: MergedManual, kind: str) -> FileName:
    """Return the name of a manual's paper of a kind: manual, checklist."""
    head, mark = manual_head(merged), mark_of(merged.manual)
    at = f"-{head.agency_id}" if head.agency_id else ""
    words = {"manual": _("คู่มือ"), "checklist": _("แบบตรวจเอกสาร")}[kind]
    edition = _("ฉบับที่ %(number)s") % {"number": mark}
    return FileName(f"{kind}-{head.procedure_id}{at}-v{mark}", f"{words} {head.title} {edition}")


def of_plan(*, is_large: bool) -> FileName:
    """Return the name of a plan as a file."""
    told = _("รายการเตรียมตัว ตัวใหญ่") if is_large else _("รายการเตรียมตัว")
    return FileName("plan-large" if is_large else "plan", told)


def of_point(page: PointPage) -> FileName:
    """Return the name of a point's poster as a file."""
    return FileName(f"place-{page.pk}", _("โปสเตอร์ %(place)s") % {"place": page.name})
