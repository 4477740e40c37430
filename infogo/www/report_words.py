"""What the form of reports calls things, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from infogo.page_reports.models import Kind, Subject

OF_SUBJECT: Mapping[str, tuple[Kind, ...]] = {
    Subject.MANUAL: (
        Kind.DOCUMENTS,
        Kind.FEE,
        Kind.STEPS,
        Kind.PHONE,
        Kind.PLACE,
        Kind.HOURS,
        Kind.COPIES,
        Kind.UNCLEAR,
        Kind.QUESTION,
        Kind.OTHER,
    ),
    Subject.POINT: (
        Kind.PHONE,
        Kind.HOURS,
        Kind.PLACE,
        Kind.COPIES,
        Kind.UNCLEAR,
        Kind.QUESTION,
        Kind.OTHER,
    ),
    Subject.AGENCY: (Kind.PHONE, Kind.PLACE, Kind.UNCLEAR, Kind.QUESTION, Kind.OTHER),
    Subject.ARTICLE: (
        Kind.DOCUMENTS,
        Kind.FEE,
        Kind.STEPS,
        Kind.UNCLEAR,
        Kind.QUESTION,
        Kind.OTHER,
    ),
    Subject.PAGE: tuple(Kind),
}
"""What can be wrong on each kind of page, likeliest first."""


def kind_words() -> Mapping[str, str]:
    """Return what each kind is called."""
    return {
        Kind.PHONE: _("เบอร์โทรผิดหรือโทรไม่ติด"),
        Kind.HOURS: _("เวลาทำการผิด"),
        Kind.PLACE: _("ที่อยู่หรือที่ตั้งผิด"),
        Kind.FEE: _("ค่าธรรมเนียมผิด"),
        Kind.DOCUMENTS: _("เอกสารที่ต้องใช้ผิด"),
        Kind.STEPS: _("ขั้นตอนหรือระยะเวลาผิด"),
        Kind.COPIES: _("ถูกขอสำเนาเอกสารที่ราชการออกให้ เช่น สำเนาบัตรประชาชนหรือทะเบียนบ้าน"),
        Kind.UNCLEAR: _("อ่านแล้วไม่เข้าใจ"),
        Kind.QUESTION: _("มีคำถาม"),
        Kind.OTHER: _("เรื่องอื่น"),
    }


def kinds_of(subject: str) -> list[tuple[str, str]]:
    """Return the choices for one kind of page."""
    words = kind_words()
    return [(kind.value, words[kind]) for kind in OF_SUBJECT[subject]]
