"""How to get a copy of a manual, and what it costs, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.language import current_language
from infogo.core.money import baht_text
from infogo.display.manual_parts import said
from infogo.manuals.content import ManualContent


def copy_words(content: ManualContent) -> Markup:
    """Say where to ask for a copy and what it costs; a charge that is not named cannot be taken."""
    where = escape(_("ขอคัดสำเนาคู่มือได้จากเจ้าหน้าที่ ณ จุดที่ยื่นคำขอ"))
    cost = copy_cost(content) or escape(_("คู่มือไม่ได้ระบุค่าสำเนาไว้ หน่วยงานเก็บได้เฉพาะที่ระบุไว้ในคู่มือ"))
    return where + " " + cost


def copy_cost(content: ManualContent) -> Markup | None:
    """Say what a copy costs, ``None`` where the manual names nothing."""
    fee = content.copy_fee
    if fee is None:
        return None
    if not fee.amount_satang:
        return escape(_("ไม่คิดค่าสำเนา"))
    amount = baht_text(fee.amount_satang, current_language())
    if not fee.per:
        return escape(_("ค่าสำเนา %(amount)s")) % {"amount": amount}
    return escape(_("ค่าสำเนา %(amount)s ต่อ%(thing)s")) % {"amount": amount, "thing": said(fee.per)}
