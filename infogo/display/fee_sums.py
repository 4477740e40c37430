"""What fees come to together, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.core.money import baht_text, range_text
from infogo.planning.totals import FeeTotal


def fee_sum_text(total: FeeTotal) -> str:
    """Return a sum in one line: nothing, an amount, a range, and whether more comes on top."""
    lang = current_language()
    if total.is_free:
        return _("ไม่มีค่าธรรมเนียม")
    if not (total.high or total.has_more):
        if total.open_fees:
            return _("คิดตามกรณี")
        if total.extra:
            return _("%(amount)s ตามกรณี") % {"amount": range_text(0, total.extra, lang)}
        return _("ไม่มีข้อมูล")
    if total.has_more and total.low:
        amount = _("ตั้งแต่ %(amount)s") % {"amount": baht_text(total.low, lang)}
    else:
        amount = range_text(total.low, total.high, lang)
    if total.open_fees:
        return _("%(amount)s และส่วนที่คิดตามกรณี") % {"amount": amount}
    return amount
