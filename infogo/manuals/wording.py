"""How the facts of a manual are put into words, the same wherever they are told."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from infogo.core.durations import Duration, DurationUnit, totals_by_unit, totals_text
from infogo.core.language import current_language
from infogo.core.money import baht_text, range_text
from infogo.manuals.content import Fee, FeeKind, ManualContent, ProvenanceStatus, TotalBasis
from infogo.manuals.models import ManualFacts


class Caution(NamedTuple):
    """How far facts may be trusted: a sentence and a tag; both empty once they are verified."""

    words: str
    tag: str


def caution_on(status: ProvenanceStatus) -> Caution:
    """Say how far the facts of a manual were checked."""
    return {
        ProvenanceStatus.VERIFIED: Caution("", ""),
        ProvenanceStatus.PARTLY_SEEN: Caution(
            _("บางส่วนพบในแหล่งอ้างอิง ที่เหลือยังไม่ได้ตรวจ ถามหน่วยงานก่อนไป"),
            _("ยังตรวจไม่ครบ"),
        ),
        ProvenanceStatus.UNVERIFIED: Caution(
            _("ข้อมูลตัวอย่าง ยังไม่ได้ตรวจกับหน่วยงาน ถามหน่วยงานก่อนไป"),
            _("ยังไม่ตรวจสอบ"),
        ),
    }[status]


def fee_text(facts: ManualFacts) -> str:
    """Say what a service costs in a few words: free, one amount, a range, or that it varies."""
    lang = current_language()
    if facts.is_free:
        return _("ไม่มีค่าธรรมเนียม")
    if facts.is_fee_unknown:
        return _("ค่าธรรมเนียม: ไม่มีข้อมูล")
    low, high = facts.fee_low_satang, facts.fee_high_satang
    if low is None or high is None:
        return _("ค่าธรรมเนียมคิดตามกรณี")
    if facts.has_variable_fee:
        # A percentage or a formula comes on top, so the lowest item alone would mislead.
        return _("%(amount)s และส่วนที่คิดตามกรณี") % {"amount": range_text(low, high, lang)}
    if low == 0:
        return _("%(amount)s ตามกรณี") % {"amount": range_text(low, high, lang)}
    if facts.fee_count > 1:
        return _("รายการละ %(amount)s") % {"amount": range_text(low, high, lang)}
    return range_text(low, high, lang)


def promised_time_text(value: Decimal | None, unit: str) -> str:
    """Say the promised total time in its own unit: "ไม่เกิน 15 นาที"."""
    if value is None or not unit:
        return _("ระยะเวลา: ไม่มีข้อมูล")
    duration = Duration.of(value, DurationUnit(unit))
    return _("ไม่เกิน %(duration)s") % {"duration": duration.text(current_language())}


def fee_formula(fee: Fee) -> str:
    """Write how a fee is set when it is not one amount; else its formula, if it has one."""
    lang = current_language()
    low = fee.amount_satang or 0
    if fee.kind is FeeKind.RANGE and fee.amount_max_satang is not None:
        return fee.formula or _per(range_text(low, fee.amount_max_satang, lang), fee)
    if fee.kind is FeeKind.START_AT:
        return _per(_("เริ่มต้น %(amount)s") % {"amount": baht_text(low, lang)}, fee)
    if fee.kind is FeeKind.PERCENT and fee.percent is not None:
        percent = f"{fee.percent.normalize():f}"
        if not fee.percent_base:
            return fee.formula or _("ร้อยละ %(percent)s") % {"percent": percent}
        return fee.formula or _("ร้อยละ %(percent)s ของ%(base)s") % {
            "percent": percent,
            "base": fee.percent_base,
        }
    return fee.formula


def _per(text: str, fee: Fee) -> str:
    return f"{text} {_('ต่อ%(thing)s') % {'thing': fee.per}}" if fee.per else text


def limit_text(content: ManualContent) -> str:
    """Return the promised total time: "ไม่เกิน 15 นาที"; empty when none is promised."""
    if content.total is None:
        return ""
    return _("ไม่เกิน %(duration)s") % {"duration": content.total.text(current_language())}


def limit_note(content: ManualContent) -> str:
    """Say who set the promised time, and how the steps compare with it, unit by unit."""
    if content.total is None:
        return ""
    by_law = content.total_basis is TotalBasis.LAW
    basis = _("เวลาที่กฎหมายกำหนด") if by_law else _("เวลาที่หน่วยงานสัญญาไว้ในคู่มือ")
    comparison = _steps_against_limit(content)
    return f"{basis} · {comparison}" if comparison else basis


def _steps_against_limit(content: ManualContent) -> str:
    limit = content.total
    sums = totals_by_unit(step.duration for step in content.steps.items if step.duration)
    if limit is None or not sums:
        return ""
    words = {"total": totals_text(sums, current_language())}
    if len(sums) > 1 or sums[0].unit is not limit.unit:
        return _("ขั้นตอนรวมกัน %(total)s นับคนละหน่วยจึงเทียบกันไม่ได้") % words
    if any(step.duration is None for step in content.steps.items):
        return _("ขั้นตอนที่บอกเวลาไว้รวมกัน %(total)s") % words
    least = totals_by_unit(step.duration for step in content.steps_of_all if step.duration)
    if len(content.steps_of_all) < len(content.steps.items) and not (
        least and least[0].value_max > limit.value_max
    ):
        return _("ขั้นตอนรวมกันไม่เกิน %(total)s ตามกรณีของคุณ") % words
    if sums[0].value_max > limit.value_max:
        return _("ขั้นตอนรวมกัน %(total)s มากกว่าเวลานี้ ถามหน่วยงานก่อนไป") % words
    return _("ขั้นตอนรวมกัน %(total)s") % words
