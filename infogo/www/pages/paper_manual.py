"""A manual on paper, as the official form has it: the same 19 items as its page ``/legal``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.display.legal import LegalItem, LegalTable, legal_page
from infogo.display.runs import in_lang, words
from infogo.manuals.selectors import MergedManual
from infogo.manuals.wording import caution_on
from infogo.paper.press import press
from infogo.www.pages.paper_marks import imprint_of, made_at, qr_of

WIDTHS: Mapping[str, tuple[int, ...]] = {
    "steps": (22, 40, 15, 23),
    "documents": (38, 24, 13, 11, 13, 29),
    "fees": (42, 28, 30),
}
"""How wide the columns of an item's tables are beside one another."""


def manual_pdf(merged: MergedManual, printed_on: date) -> bytes:
    """Return a manual as PDF/UA in the page's language.

    Raises:
        BusyError: too many papers are being asked for.
    """
    return press.pdf("manual", manual_data(merged, printed_on), made_at=made_at(printed_on))


def manual_data(merged: MergedManual, printed_on: date) -> dict[str, Any]:
    """Return what ``manual.typ`` shows."""
    page, imprint = legal_page(merged, printed_on), imprint_of(merged, printed_on)
    head, author_lang = page.head, "th" if current_language() == "en" else None
    about = f"{imprint.edition} {imprint.published}".strip()
    return {
        "lang": current_language(),
        "title": _("คู่มือสำหรับประชาชน: %(title)s") % {"title": head.title},
        "about": f"{head.agency} · {about}",
        "author": head.agency,
        "heading": _("คู่มือสำหรับประชาชน"),
        "official": in_lang(head.official, head.official_lang),
        "agency_label": _("หน่วยงานที่รับผิดชอบ"),
        "agency": in_lang(head.agency, head.agency_lang),
        "notice": caution_on(merged.content.provenance.status).words,
        "items": [_item(item) for item in page.items],
        "received_label": _("สิ่งที่ได้รับ"),
        "received": [words(name) for name in page.received.marked],
        "marks": [
            (imprint.edition, imprint.published),
            (_("จัดทำโดย"), in_lang(page.author, author_lang)),
            (imprint.printed, ""),
            (_("ตรวจว่ายังใช้ได้ที่"), imprint.shown_address),
            (_("อ่านบนเว็บที่"), head.page_url),
        ],
        "footer": imprint.footer,
        "page_word": _("หน้า"),
        "qr": qr_of(imprint.address),
        "qr_alt": _("คิวอาร์โค้ดไปหน้าตรวจฉบับ %(address)s") % {"address": imprint.shown_address},
        "qr_note": _("สแกนเพื่อตรวจว่าฉบับนี้ยังใช้ได้"),
    }


def _item(item: LegalItem) -> dict[str, Any]:
    answer = item.answer
    says_nothing = not answer.lines and not answer.tables
    return {
        "title": f"{item.number}. {item.title}",
        "own": _("เฉพาะหน่วยงานนี้") if item.is_own else "",
        "lines": [_("ไม่ได้ระบุ")] if says_nothing else [words(line) for line in answer.lines],
        "tables": [_table(item.code, table) for table in answer.tables],
        "closing": words(answer.closing),
    }


def _table(code: str, table: LegalTable) -> dict[str, Any]:
    columns = len(table.columns)
    widths = WIDTHS.get(code, ())
    return {
        "caption": table.caption,
        "columns": [{"label": one.label, "numeric": one.numeric} for one in table.columns],
        "widths": widths if len(widths) == columns else (1,) * columns,
        "rows": [[words(cell) for cell in row] for row in table.rows],
    }
