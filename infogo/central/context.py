"""The menu of the central agencies' workspace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.workspace.menu import CENTRAL_ACTS, MenuItem, is_below, menu_items


def central_context(request: HttpRequest) -> dict[str, Any]:
    """Return the menu of ``/central/``; nothing on other pages, nor to officers of agencies."""
    rights: Rights | None = getattr(request, "rights", None)
    if rights is None or not is_below(request, reverse("central:home")):
        return {}
    if not any(map(rights.everywhere, CENTRAL_ACTS)):
        return {}
    return {"menu": SimpleLazyObject(lambda: menu(request, rights))}


def menu(request: HttpRequest, rights: Rights) -> list[MenuItem]:
    """Return the parts of the central workspace that she may enter, in four groups of work."""
    reviews, administers = rights.everywhere(Act.REVIEW), rights.everywhere(Act.ADMINISTER)
    reads = reviews or rights.everywhere(Act.ANALYSE)
    groups = (
        (
            "",
            (
                ("ภาพรวมประเทศ", reverse("central:home"), True),
                ("งานเจ้าหน้าที่", reverse("office:home"), True),
            ),
        ),
        (
            "ตัวเลขทั้งประเทศ",
            (
                ("ความครอบคลุม", reverse("central:coverage_first"), True),
                ("ดัชนีคุณภาพบริการ", reverse("central:index"), True),
                ("ความพึงพอใจ", reverse("central:satisfaction"), True),
                ("ธุรกรรมทั้งประเทศ", reverse("central:volumes"), True),
                ("เรื่องล่าช้าทั้งประเทศ", reverse("central:delays"), True),
                ("เรื่องที่ประชาชนแจ้ง", reverse("central:page_reports"), True),
                ("คุณภาพข้อมูล", reverse("central:quality"), True),
            ),
        ),
        (
            "ตรวจและปรับปรุง",
            (
                ("ตรวจคู่มือ", reverse("central:reviews"), reviews),
                ("เรื่องตรวจสอบ", reverse("central:cases"), reads),
                ("ศูนย์ราชการสะดวก", reverse("central:certificates"), reads),
                ("เรดาร์ลดความยุ่งยาก", reverse("central:simplify"), reads),
                ("คำที่ค้นไม่พบ", reverse("central:searches"), reads),
                ("สถานะตามมาตรา 20", reverse("central:e_act"), reads),
            ),
        ),
        (
            "ดูแลระบบ",
            (
                ("หน่วยงาน", reverse("central:agencies"), True),
                ("รวมหน่วยงาน", reverse("central:mergers"), True),
                ("ข้อมูลอ้างอิง", reverse("central:reference"), administers),
                ("เจ้าหน้าที่ทั่วประเทศ", reverse("central:officers"), administers),
                ("หน้าที่ส่วนกลาง", reverse("central:roles"), administers),
                ("บันทึกการใช้งาน", reverse("central:audit"), administers),
            ),
        ),
    )
    return menu_items(request.path, reverse("central:home"), groups)
