"""A plan as plain text, to be copied into a message or a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from infogo.core.dates import long_date
from infogo.core.language import current_language
from infogo.www.pages.plan_documents import DocumentLine
from infogo.www.pages.plan_sums import Sums
from infogo.www.pages.plan_trip import RoundRow


def plan_text(
    titles: Mapping[int, str],
    documents: Sequence[DocumentLine],
    rounds: Sequence[RoundRow],
    sums: Sums,
    page_url: str,
) -> str:
    """Return a plan in lines: what, what to bring, where, how much, and where to read on."""
    lines = [_("รายการเตรียมตัว"), *(f"- {title}" for title in titles.values())]
    bring = [line for line in documents if not line.group]
    perhaps = [line for line in documents if line.is_open]
    if bring:
        lines += ["", _("เอกสารที่ต้องเตรียม"), *map(_document, bring)]
    if perhaps:
        lines += ["", _("อาจต้องใช้ ขึ้นกับคำตอบของคุณ"), *map(_document, perhaps)]
    for part in rounds:
        lines += ["", _("ไป%(day)s") % {"day": part.title}]
        for number, stop in enumerate(part.stops, start=1):
            done = ", ".join(titles[errand] for errand in stop.errands)
            lines += [f"{number}. {stop.place.name}: {done}"]
            lines += [f"   {stop.place.address}"] if stop.place.address else []
            lines += [f"   {line}" for line in stop.told]
        lines += [f"- {titles[errand]}: {why}" for errand, why in part.nowhere]
    lines += ["", _("ค่าธรรมเนียม %(amount)s") % {"amount": sums.fee}]
    lines += [sums.fee_extra] if sums.fee_extra else []
    if sums.done_on:
        day = long_date(sums.done_on, current_language())
        lines.append(_("ได้รับผลครบภายใน %(day)s") % {"day": day})
    return "\n".join([*lines, "", page_url])


def _document(line: DocumentLine) -> str:
    counts = [
        _("ตัวจริง %(count)s") % {"count": line.originals} if line.originals else "",
        _("สำเนา %(count)s") % {"count": line.copies} if line.copies else "",
        line.condition,
    ]
    shown = ", ".join(count for count in counts if count)
    return f"- {line.name} ({shown})" if shown else f"- {line.name}"
