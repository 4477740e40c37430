"""A poster for the door of a service point: its hours, and what can be done there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from infogo.core.dates import short_date
from infogo.core.language import current_language
from infogo.display.runs import Words, in_lang
from infogo.paper.press import press
from infogo.www.pages.paper_marks import bare, made_at, qr_of
from infogo.www.pages.paper_plan import phones
from infogo.www.pages.point import PointPage

MOST_SERVICES = 36
"""How many fit on the page; the code leads to all of them."""


def point_pdf(page: PointPage) -> bytes:
    """Return the poster of a point as PDF/UA in the page's language.

    Raises:
        BusyError: too many papers are being asked for.
    """
    return press.pdf("point_poster", point_poster_data(page), made_at=made_at(page.printed_on))


def point_poster_data(page: PointPage) -> dict[str, Any]:
    """Return what ``point_poster.typ`` shows."""
    lang, address = current_language(), bare(page.page_url)
    left = len(page.services) - MOST_SERVICES
    return {
        "lang": lang,
        "title": _("เวลาทำการและเรื่องที่ทำได้: %(place)s") % {"place": page.name},
        "about": page.address,
        "author": page.agency,
        "name": in_lang(page.name, page.lang),
        "agency": in_lang(page.agency, page.agency_lang),
        "hours_title": _("เวลาทำการ"),
        "hours": [
            {"days": row.days, "times": _("ปิด") if row.closed else row.times}
            for row in page.opening.rows
        ]
        or [{"days": _("ไม่มีข้อมูลเวลาทำการ"), "times": ""}],
        "hours_note": page.opening.notes,
        "contact": _contact(page),
        "services_title": _("เรื่องที่ทำได้ที่นี่"),
        "services": [in_lang(one.title, one.lang) for one in page.services[:MOST_SERVICES]],
        "no_services": _("ยังไม่มีข้อมูลว่าที่นี่รับเรื่องใดบ้าง"),
        "more": _("และอีก %(count)s เรื่อง สแกนดูทั้งหมด") % {"count": left} if left > 0 else "",
        "footer": _footer(page, address),
        "qr": qr_of(page.page_url),
        "qr_alt": _("คิวอาร์โค้ดไปหน้า %(address)s") % {"address": address},
        "qr_note": _("สแกนดูเอกสารที่ต้องเตรียม"),
    }


def _contact(page: PointPage) -> list[Words]:
    lines = [in_lang(page.address, page.address_lang), page.landmark, phones(page.phones)]
    return [line for line in lines if line]


def _footer(page: PointPage, address: str) -> str:
    lang = current_language()
    checked = (
        _("ตรวจสอบล่าสุด %(day)s") % {"day": short_date(page.checked_on, lang)}
        if page.checked_on
        else _("ยังไม่เคยตรวจกับหน่วยงาน")
    )
    printed = _("พิมพ์ %(day)s") % {"day": short_date(page.printed_on, lang)}
    return " · ".join((checked, printed, address))
