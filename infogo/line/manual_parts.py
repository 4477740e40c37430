"""Answers to the buttons of a service: what to bring and what it costs."""

from __future__ import annotations

from infogo.core.money import baht_text
from infogo.display.case_view import narrow
from infogo.display.manual_head import ManualHead, find_manual, manual_head
from infogo.display.manual_parts import DocumentRow, FeeRow, document_rows, fee_rows
from infogo.line import words
from infogo.line.buttons import Button, Wish
from infogo.line.messages import (
    SOFT,
    WARNING,
    Json,
    asks,
    bubble,
    flex_message,
    line,
    opens,
    shares_place,
    with_quick,
)
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.selectors import NotPublishedError, content_here, merged_manual
from infogo.manuals.wording import caution_on

MOST_LINES = 25


def manual_in_use(button: Button) -> Manual | None:
    """Return the manual of a button if citizens can still read it."""
    manual = find_manual(button.procedure_id, button.agency_id) if button.procedure_id else None
    if manual is None or manual.procedure.status != ProcedureStatus.ACTIVE:
        return None
    return manual if manual.status == ManualStatus.PUBLISHED else None


def answer_part(button: Button) -> list[Json]:
    """Return the documents or the fees of a manual."""
    manual = manual_in_use(button)
    try:
        merged = merged_manual(manual) if manual else None
    except NotPublishedError:
        merged = None
    if merged is None:
        return words.plain(words.OLD_BUTTON)
    head = manual_head(merged)
    content = narrow(content_here(merged), "", is_for_other=False).content
    is_documents = button.wish is Wish.DOCUMENTS
    label = "เอกสารที่ต้องใช้" if is_documents else "ค่าธรรมเนียม"
    lines = _documents(content) if is_documents else _fees(content)
    if len(lines) > MOST_LINES:
        more = f"อีก {len(lines) - MOST_LINES} รายการอยู่ในคู่มือ"
        lines = [*lines[:MOST_LINES], line(more, color=SOFT)]
    if not is_documents and content.fees.items and content.fee_note:
        lines.append(line(content.fee_note, color=SOFT))
    lines += _standing(content)
    shown = bubble(f"{label}: {head.title}", lines, _buttons(button, head))
    return with_quick([flex_message(f"{label}: {head.title}", [shown])], [shares_place()])


def _buttons(button: Button, head: ManualHead) -> list[Json | None]:
    other = Wish.FEES if button.wish is Wish.DOCUMENTS else Wish.DOCUMENTS
    label = "ค่าธรรมเนียม" if other is Wish.FEES else "เอกสารที่ต้องใช้"
    data = Button(other, button.procedure_id, button.agency_id).data
    near = Button(Wish.NEAR, button.procedure_id, button.agency_id).data
    return [
        asks(label, data, f"{label}: {head.title}"),
        asks("จุดให้บริการใกล้ฉัน", near, f"จุดให้บริการใกล้ฉัน: {head.title}"),
        opens("เปิดคู่มือ", head.page_url),
    ]


def _documents(content: ManualContent) -> list[Json]:
    if content.documents.is_unknown:
        return [line("คู่มือยังไม่ได้บอกว่าใช้เอกสารอะไร ถามหน่วยงานก่อนไป")]
    if content.documents.is_none:
        return [line("ไม่ต้องใช้เอกสาร")]
    return [line(_document(row)) for row in document_rows(content)]


def _document(row: DocumentRow) -> str:
    counts = []
    if row.originals:
        counts.append(f"{row.originals} {row.unit}" if row.unit else f"ตัวจริง {row.originals} ฉบับ")
    if row.copies:
        counts.append(f"สำเนา {row.copies} ฉบับ")
    told = f"{row.key}. {row.name}" + (f" ({' '.join(counts)})" if counts else "")
    case = row.condition.removeprefix("กรณี").lstrip(" :")
    unlawful = "ขอสำเนาที่กฎหมายไม่ให้ขอ" if row.unlawful else ""
    more = (f"เฉพาะกรณี {case}" if case else "", unlawful, row.note)
    return " – ".join(part for part in (told, *more) if part)


def _fees(content: ManualContent) -> list[Json]:
    if content.fees.is_unknown:
        return [line("คู่มือยังไม่ได้บอกค่าธรรมเนียม ถามหน่วยงานก่อนไป")]
    if content.fees.is_none:
        return [line("ไม่มีค่าธรรมเนียม")]
    return [line(_fee(row)) for row in fee_rows(content)]


def _fee(row: FeeRow) -> str:
    told = f"{row.label}: {_amount(row)}"
    return f"{told} – {row.note}" if row.note else told


def _amount(row: FeeRow) -> str:
    """Say what is paid, as the page's table does; an amount may have words beside it."""
    if row.amount is None:
        return row.formula or "ไม่มีข้อมูล"
    if row.amount == 0:
        return "ไม่เสียค่าธรรมเนียม"
    return " ".join(part for part in (baht_text(row.amount), row.unit, row.formula) if part)


def _standing(content: ManualContent) -> list[Json]:
    caution = caution_on(content.provenance.status)
    return [line(caution.words, color=WARNING)] if caution.words else []
