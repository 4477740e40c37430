"""A form that could not be taken because the system failed, given back as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import loader

from infogo.core.trouble import Trouble
from infogo.workspace.unsent import FORGERY_TOKEN, UnsentForm, came_from_here, unsent_form


@dataclass(frozen=True)
class Wording:
    """What the page says in one language."""

    lang: str
    site: str
    title: str
    title_of_failure: str
    ready: str
    look_first: str
    typed: str
    again: str
    back: str
    files: str
    urgent: str
    numbers: Sequence[tuple[str, str]]


REASONS = {
    Trouble.AWAY: (
        "ระบบเก็บข้อมูลหยุดชั่วคราว",
        "The database is not available for the moment.",
    ),
    Trouble.FULL: (
        "ที่เก็บข้อมูลเต็ม ผู้ดูแลระบบต้องเพิ่มที่ก่อน",
        "The disk is full; the operator has to make room.",
    ),
    Trouble.READ_ONLY: (
        "ตอนนี้ระบบเปิดให้อ่านอย่างเดียว",
        "The system is open for reading only.",
    ),
    # An error of our own: it may have come before the form was taken, or after.
    None: (
        "ความผิดพลาดอยู่ที่ระบบ ไม่ใช่ที่คุณ",
        "It is a fault of the system, not yours.",
    ),
}
THAI = Wording(
    lang="th",
    site="ติดต่อราชการ",
    title="ยังบันทึกไม่ได้",
    title_of_failure="ระบบขัดข้องระหว่างส่ง",
    ready="สิ่งที่คุณกรอกยังอยู่ในหน้านี้ เปิดหน้านี้ค้างไว้ รอสักครู่แล้วกดส่งอีกครั้ง",
    look_first="ถ้าไม่แน่ใจว่าบันทึกแล้วหรือยัง เปิดหน้าเดิมดูในอีกแท็บก่อนส่งอีกครั้ง",
    typed="ข้อความที่กรอก",
    again="ส่งอีกครั้ง",
    back="กลับไปกรอกใหม่",
    files="ไฟล์ที่แนบต้องเลือกใหม่",
    urgent="ถ้ารีบ โทร",
    numbers=(
        ("1111", "ถามเรื่องบริการของรัฐ"),
        ("191", "เหตุด่วน"),
        ("1669", "เจ็บป่วยฉุกเฉิน"),
        ("199", "ไฟไหม้"),
    ),
)
ENGLISH = Wording(
    lang="en",
    site="Thai Public Services",
    title="Not saved yet",
    title_of_failure="The system failed while you were sending",
    ready="What you filled in is still on this page. Keep it open, wait and send it again.",
    look_first="If unsure whether it was saved, look in another tab before you send again.",
    typed="What you wrote",
    again="Send again",
    back="Fill in again",
    files="Files have to be chosen again.",
    urgent="If it is urgent, call",
    numbers=(
        ("1111", "about government services"),
        ("191", "police"),
        ("1669", "ambulance"),
        ("199", "fire brigade"),
    ),
)


@dataclass(frozen=True)
class RefusedPage:
    """The page: what was sent, and the ``token`` it came with, which still counts; empty for none.

    A new token cannot be made: it belongs to a session, and sessions are in the database.
    """

    words: Wording
    code: int
    reason: str
    sent: UnsentForm
    token: str


def refused_html(request: HttpRequest, trouble: Trouble | None, *, is_english: bool) -> str:
    """Return the page; empty when the request was no form of our own pages.

    ``trouble`` is None for an error that says nothing of the system. Nothing but the request and
    the template is needed: no database, no session.
    """
    if request.headers.get("HX-Request") or not came_from_here(request):
        return ""
    page = refused_page(request, trouble, is_english=is_english)
    # Without the request no context processor runs: those ask the database.
    return loader.render_to_string("www/refused.html", {"page": page})


def refused_page(request: HttpRequest, trouble: Trouble | None, *, is_english: bool) -> RefusedPage:
    """Return what stands on the page; a form with a secret in it cannot be sent again."""
    return RefusedPage(
        words=ENGLISH if is_english else THAI,
        code=500 if trouble is None else 503,
        reason=REASONS[trouble][int(is_english)],
        sent=unsent_form(request),
        token=request.POST.get(FORGERY_TOKEN, ""),
    )
