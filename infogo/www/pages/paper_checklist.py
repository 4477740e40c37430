"""The checklist of section 8: what was handed in and what is missing, one part for each side.

On receiving a request the officer checks its papers. Where something is missing that cannot be
mended at once, what is missing and until when is written down, both sign, and the applicant gets
a copy. Whoever then hands in all of it cannot be asked for more (Licensing Facilitation Act 2558,
section 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from infogo.core.language import current_language
from infogo.display.case_view import CaseView, narrow
from infogo.display.manual_parts import DocumentRow, document_rows, said
from infogo.display.received import received
from infogo.display.runs import in_lang, words
from infogo.manuals.content import ManualContent
from infogo.manuals.rule_sets import parameters_on
from infogo.manuals.selectors import MergedManual, content_here
from infogo.manuals.wording import caution_on
from infogo.paper.press import press
from infogo.www.pages.paper_marks import imprint_of, made_at, qr_of

LINES = 3
"""Lines to write on what is missing."""


def checklist_pdf(merged: MergedManual, printed_on: date, answers: str = "") -> bytes:
    """Return the checklist of a manual, or of one case of it, as PDF/UA in the page's language.

    ``answers`` are those of an address to the questions of the manual.

    Raises:
        BusyError: too many papers are being asked for.
    """
    data = checklist_data(merged, printed_on, answers)
    return press.pdf("checklist", data, made_at=made_at(printed_on))


def checklist_data(merged: MergedManual, printed_on: date, answers: str = "") -> dict[str, Any]:
    """Return what ``checklist.typ`` shows."""
    shown, imprint = narrow(content_here(merged), answers), imprint_of(merged, printed_on)
    content = shown.content
    documents = document_rows(content) if shown.documents is None else shown.documents
    head = imprint.head
    heading, result = _("แบบตรวจรายการเอกสารเมื่อรับคำขอ"), received(content)
    return {
        "lang": current_language(),
        "title": f"{heading}: {head.title}",
        "about": f"{head.agency} · {imprint.edition} {imprint.published}",
        "author": head.agency,
        "heading": heading,
        "service": in_lang(head.title, head.lang),
        "agency": in_lang(head.agency, head.agency_lang),
        "received_label": _("สิ่งที่ได้รับ"),
        "received": words(Markup(", ").join(result.marked)) if result.outputs else "",
        "notice": caution_on(content.provenance.status).words,
        "narrowed": _narrowed(shown.view),
        "parts": [
            {"title": _("ส่วนที่ 1 ผู้ยื่นคำขอเก็บไว้"), "is_first": True},
            {"title": _("ส่วนที่ 2 หน่วยงานเก็บไว้"), "is_first": False},
        ],
        "columns": [_("ที่"), _("เอกสาร"), _("ฉบับจริง"), _("สำเนา"), _("ครบ"), _("ขาด")],
        "rows": _rows(documents),
        "no_rows": _no_rows(content, shown.view),
        "lines": LINES,
        "labels": _labels(printed_on),
        "signatures": [_("ผู้ยื่นคำขอ"), _("เจ้าหน้าที่ผู้รับคำขอ")],
        "law": law_words(),
        "footer": imprint.footer,
        "page_word": _("หน้า"),
        "qr": qr_of(imprint.address),
        "qr_alt": _("คิวอาร์โค้ดไปหน้าตรวจฉบับ %(address)s") % {"address": imprint.shown_address},
        "qr_note": _("ยังใช้ได้หรือไม่"),
    }


def _narrowed(view: CaseView | None) -> str:
    """Say which answers the list holds for, so that the officer sees them too."""
    if view is None or not view.answers:
        return ""
    given = [
        f"{question.text} {option.label}"
        for question in view.questions
        if question.is_answered
        for option in question.options
        if option.checked
    ]
    return _("เฉพาะกรณีที่ตอบว่า: %(answers)s") % {"answers": " · ".join(given)}


def law_words() -> str:
    """Say what section 8 promises to whoever hands in everything that the paper names."""
    return _(
        "เมื่อยื่นเอกสารครบตามคู่มือหรือตามบันทึกนี้แล้ว เจ้าหน้าที่เรียกเอกสารเพิ่มไม่ได้"
        " และปฏิเสธคำขอเพราะเอกสารไม่ครบไม่ได้"
        " เว้นแต่ที่ไม่ครบเกิดจากความประมาทเลินเล่อหรือทุจริตของเจ้าหน้าที่"
        " (มาตรา 8 พ.ร.บ.การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558)"
    )


def _labels(printed_on: date) -> dict[str, str]:
    return {
        "applicant": _("ชื่อผู้ยื่นคำขอ"),
        "received": _("วันที่ยื่น"),
        "complete": _("ตรวจแล้ว เอกสารครบตามรายการ รับคำขอไว้"),
        "lacking": _("ตรวจแล้ว คำขอหรือเอกสารยังขาดหรือไม่ถูกต้อง และแก้ทันทีไม่ได้ ต้องยื่นหรือแก้สิ่งต่อไปนี้"),
        "until": _("ภายในวันที่"),
        "or_returned": _or_returned(printed_on),
        "signed": _("ลงชื่อ"),
        "date": _("วันที่"),
    }


def _or_returned(day: date) -> str:
    """Say what follows when nothing comes; days of appeal are those of the rules of ``day``."""
    days = parameters_on(day).appeal_days
    if days is None:
        return _("ถ้าเลยวันนั้น หน่วยงานคืนคำขอพร้อมเหตุผลเป็นหนังสือ ผู้ยื่นอุทธรณ์หรือยื่นใหม่ได้ (มาตรา 9)")
    return _(
        "ถ้าเลยวันนั้น หน่วยงานคืนคำขอพร้อมเหตุผลเป็นหนังสือ ผู้ยื่นอุทธรณ์ได้ภายใน %(days)d วันนับแต่วันที่ได้รับแจ้ง "
        "หรือยื่นใหม่ได้ (มาตรา 9)"
    ) % {"days": days}


def _rows(documents: Sequence[DocumentRow]) -> list[dict[str, Any]]:
    """Return the lines of the table: a line for each group, then its documents."""
    rows: list[dict[str, Any]] = []
    group = None
    for number, document in enumerate(documents, start=1):
        if document.group != group:
            group = document.group
            rows.append({"group": group})
        rows.append(
            {
                "group": "",
                "number": str(number),
                "name": words(_name(document)),
                "condition": words(said(document.condition)),
                "note": words(said(document.note)),
                "originals": _count(document.originals, document.unit),
                "copies": _count(document.copies, document.unit),
            }
        )
    return rows


def _name(document: DocumentRow) -> str:
    if not document.name_en:
        return said(document.name)
    return Markup("{} / {}").format(document.name_en, said(document.name))


def _count(count: int, unit: str) -> str:
    """Return how many are asked for; nothing where none is, so that nobody brings one."""
    return f"{count} {unit}".strip() if count else "–"


def _no_rows(content: ManualContent, view: CaseView | None) -> str:
    if content.documents.is_none or (view and view.answers):
        return _("ไม่ต้องใช้เอกสาร")
    return _("คู่มือยังไม่ได้บอกเอกสาร ถามหน่วยงานก่อนไป")
