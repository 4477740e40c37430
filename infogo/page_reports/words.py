"""What the letter to a reader says, in the language of the page on which she reported."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from infogo.page_reports.models import PageReport, State
from infogo.page_reports.selectors import subject_names


def state_words() -> Mapping[str, str]:
    """Return what a reader is told of each state."""
    return {
        State.NEW: _("รับเรื่องแล้ว รอเจ้าหน้าที่อ่าน"),
        State.MENDING: _("เจ้าหน้าที่กำลังแก้"),
        State.MENDED: _("แก้แล้ว"),
        State.NOT_ERROR: _("ตรวจแล้ว ข้อมูลไม่ผิด"),
        State.ANSWERED: _("ตอบแล้ว"),
    }


def letter(report: PageReport, answer: str) -> tuple[str, str]:
    """Return the subject and the words of the letter with the answer to a report.

    What the reader wrote is not repeated: a letter is no way of sending one's own words to others.
    """
    with override(report.language):
        thai, english = subject_names(report)
        title = (english if report.language == "en" else "") or thai
        title = {"": _("ทั้งเว็บไซต์"), "/": _("หน้าแรก")}.get(title, title)
        said = {
            "state": state_words()[report.state],
            "title": title,
            "answer": answer,
            "reference": report.reference,
            "address": f"{settings.INFOGO['PUBLIC_URL']}{_address(report)}",
        }
        subject = _("คำตอบเรื่องที่คุณแจ้ง รหัส %(reference)s") % said
        body = _(
            "เรื่องที่คุณแจ้งเกี่ยวกับ “%(title)s”\n\n"
            "ผล: %(state)s\n"
            "%(answer)s\n\n"
            "ดูเรื่องนี้: %(address)s\n"
            "รหัส: %(reference)s\n\n"
            "เราลบอีเมลของคุณจากเรื่องนี้แล้ว และจะไม่ส่งจดหมายอีก ไม่ต้องตอบจดหมายนี้\n"
        )
        return subject, body % said


def _address(report: PageReport) -> str:
    return reverse("www:reported", args=[report.reference])
