"""What error pages say: what happened, without blame, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.www.pages.cards import ServiceCard


@dataclass(frozen=True)
class ErrorPage:
    """A page that could not be shown; ``actions`` are (label, href) pairs."""

    code: int
    title: str
    text: str
    actions: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class GonePage:
    """What stood here and what to use instead. ``services`` come first, then ``links``.

    ``told`` is what officers wrote about its end, and the code of its language where that is not
    the page's.
    """

    title: str
    reason: str
    told: tuple[str, str | None] = ("", None)
    lang: str | None = None
    services: Sequence[ServiceCard] = ()
    links: Sequence[tuple[str, str]] = ()


def bad_request_page() -> ErrorPage:
    """Return what is said about an address that cannot be read (400)."""
    return ErrorPage(
        code=400,
        title=_("เปิดลิงก์นี้ไม่ได้"),
        text=_("ลิงก์อาจถูกตัดหรือคัดลอกมาไม่ครบ ลองค้นหาเรื่องที่ต้องการ หรือเริ่มจากหน้าด้านล่าง"),
        actions=_ways_on(),
    )


def forbidden_page(path: str) -> ErrorPage:
    """Return what is said about a page that needs a right (403)."""
    return ErrorPage(
        code=403,
        title=_("หน้านี้เปิดได้เฉพาะผู้มีสิทธิ"),
        text=_("ถ้าต้องใช้หน้านี้ทำงาน ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ หน้าสำหรับประชาชนเปิดได้โดยไม่ต้องเข้าสู่ระบบ"),
        actions=_ways_on(path),
    )


def not_found_page(path: str) -> ErrorPage:
    """Return what is said about an address that leads nowhere (404)."""
    # What officers miss in the workspace is rather out of their reach than moved.
    if path.startswith(settings.WORKSPACE_PATHS):
        return ErrorPage(
            code=404,
            title=_("ไม่พบหน้านี้"),
            text=_("อาจย้ายหรือถูกลบไปแล้ว หรืออยู่นอกสิทธิของคุณ ถ้าต้องใช้ทำงาน ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"),
            actions=_ways_on(path),
        )
    return ErrorPage(
        code=404,
        title=_("ไม่พบหน้านี้"),
        text=_("ลิงก์อาจไม่ครบ หรือหน้านี้ย้ายไปแล้ว ลองค้นหาด้วยชื่อเรื่อง หรือเริ่มจากหน้าด้านล่าง"),
        actions=_ways_on(path),
    )


def old_link_page() -> ErrorPage:
    """Return what is said about a link of the old site of which nothing is known here (404)."""
    return ErrorPage(
        code=404,
        title=_("ลิงก์นี้มาจากเว็บไซต์เดิม"),
        text=_("เรายังไม่รู้ว่าลิงก์นี้ตรงกับเรื่องใดหรือจุดใดในเว็บไซต์นี้ ค้นหาด้วยชื่อเรื่องหรือชื่อหน่วยงาน"),
        actions=_ways_on(),
    )


def busy_page() -> ErrorPage:
    """Return what is said when more papers are asked for than can be set (503)."""
    return ErrorPage(
        code=503,
        title=_("ตอนนี้มีคนขอไฟล์ PDF มาก"),
        text=_("รอหนึ่งนาทีแล้วลองใหม่ หรือกลับไปหน้าก่อนแล้วพิมพ์จากหน้านั้นได้เลย ข้อความเหมือนกัน"),
        actions=_ways_on(),
    )


def _ways_on(path: str = "") -> Sequence[tuple[str, str]]:
    is_work = path.startswith(settings.WORKSPACE_PATHS)
    work = ((_("งานของฉัน"), reverse("office:home")),) if is_work else ()
    return (
        *work,
        (_("หน้าแรก"), reverse("www:home")),
        (_("เรื่องทั้งหมดตามหมวดหมู่"), reverse("www:topics")),
        (_("หน่วยงานทั้งหมด"), reverse("www:agencies")),
        (_("จุดให้บริการใกล้ฉัน"), reverse("www:places")),
        (_("วิธีใช้และขอความช่วยเหลือ"), reverse("www:help")),
    )
