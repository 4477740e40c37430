"""Services beside a service, each with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.core.memory import Memory
from infogo.display.filters import DOT
from infogo.display.manual_head import manual_keys
from infogo.insights.selectors import Reason, related_services
from infogo.manuals.models import Procedure
from infogo.www.pages.cards import service_cards

SHOWN = 6
REASONS_SHOWN = 1
SECONDS_REMEMBERED = 600.0
"""What readers open next is counted all the time and has no token: it shows this much later."""
_rows = Memory(most=250)


@dataclass(frozen=True)
class RelatedRow:
    """One related service, as ``related_list`` reads it."""

    title: str
    href: str
    why: str
    facts: Sequence[str]
    lang: str | None


def related_rows(procedure: Procedure) -> list[RelatedRow]:
    """Return the services that belong with ``procedure``, the strongest reason first.

    All manuals of a procedure show the same ones.
    """
    return _rows.recall(
        (procedure.pk, current_language()),
        manual_keys(procedure.pk),
        lambda: _related_rows(procedure),
        seconds=SECONDS_REMEMBERED,
    )


def _related_rows(procedure: Procedure) -> list[RelatedRow]:
    related = related_services(procedure, limit=SHOWN)
    why = {
        item.procedure_id: [reason_text(reason) for reason in item.reasons[:REASONS_SHOWN]]
        for item in related
    }
    cards = service_cards([item.procedure_id for item in related], why=why)
    return [
        RelatedRow(card.title, card.href, DOT.join(card.why), card.facts, card.lang)
        for card in cards
    ]


def reason_text(reason: Reason) -> str:
    """Say why a service is shown beside another one."""
    return {
        Reason.REQUIRED_FIRST: _("ต้องทำก่อนเรื่องนี้"),
        Reason.RENEW: _("ต่ออายุของอย่างเดียวกัน"),
        Reason.REPLACE: _("ขอใบแทนเมื่อหายหรือชำรุด"),
        Reason.AMEND: _("แก้ไขหรือเปลี่ยนแปลงเรื่องเดียวกัน"),
        Reason.CANCEL: _("ยกเลิกเรื่องเดียวกัน"),
        Reason.NEW: _("เรื่องเดียวกัน ในกรณีอื่น"),
        Reason.VIEWED_NEXT: _("คนที่อ่านเรื่องนี้มักเปิดต่อ"),
        Reason.SAME_EVENT: _("มักทำในช่วงเดียวกัน"),
        Reason.SAME_DOCUMENTS: _("ใช้เอกสารเหมือนกันหลายอย่าง"),
        Reason.EDITOR: _("มักทำคู่กัน"),
    }[reason]
