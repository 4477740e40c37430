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
    entries = [
        ("ภาพรวมประเทศ", reverse("central:home"), True),
        ("ความครอบคลุม", reverse("central:coverage_first"), True),
        ("หน่วยงาน", reverse("central:agencies"), True),
        ("รวมหน่วยงาน", reverse("central:mergers"), True),
        ("เจ้าหน้าที่ทั่วประเทศ", reverse("central:officers"), rights.everywhere(Act.ADMINISTER)),
        ("หน้าที่ส่วนกลาง", reverse("central:roles"), rights.everywhere(Act.ADMINISTER)),
        ("คุณภาพข้อมูล", reverse("central:quality"), True),
        ("บันทึกการใช้งาน", reverse("central:audit"), rights.everywhere(Act.ADMINISTER)),
        ("งานเจ้าหน้าที่", reverse("office:home"), True),
    ]
    return menu_items(request.path, reverse("central:home"), entries)
