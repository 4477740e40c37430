"""The menu of the officers' workspace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from infogo.accounts.notices import unread_count
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.articles.rights import works_with_articles
from infogo.office.pages.points import sees_points
from infogo.volumes.expected import works_with_volumes
from infogo.workspace.menu import CENTRAL_ACTS, MenuItem, is_below, menu_items

BELONGS = {"/office/drafts/": "office:manuals", "/office/handovers/": "office:points"}
"""Where pages have their addresses, and the entry of the menu to which they belong."""


def office_context(request: HttpRequest) -> dict[str, Any]:
    """Return the menu of ``/office/``; nothing on other pages."""
    rights: Rights | None = getattr(request, "rights", None)
    if rights is None or not is_below(request, reverse("office:home")):
        return {}
    # Fragments show no menu and pay for none.
    return {"menu": SimpleLazyObject(lambda: menu(request, rights))}


def menu(request: HttpRequest, rights: Rights) -> list[MenuItem]:
    """Return the parts of the workspace that she may enter, by kind of work."""
    path = request.path
    for begin, entry in BELONGS.items():
        path = path.replace(begin, reverse(entry), 1)
    edits_manuals = rights.can(Act.EDIT_MANUAL)
    speaks_for_manuals = edits_manuals or rights.can(Act.APPROVE_MANUAL)
    places_or_manuals = edits_manuals or rights.can(Act.EDIT_POINT)
    reports, edits_agency = rights.can(Act.REPORT), rights.can(Act.EDIT_AGENCY)
    administers = rights.can(Act.ADMINISTER)
    notices = reverse("office:notices")
    groups = (
        (
            "",
            (
                ("งานของฉัน", reverse("office:home"), True),
                ("แจ้งเตือน", notices, True),
                ("บัญชีของฉัน", reverse("office:account"), True),
                ("งานส่วนกลาง", reverse("central:home"), any(map(rights.everywhere, CENTRAL_ACTS))),
            ),
        ),
        (
            "คู่มือและจุดให้บริการ",
            (
                ("คู่มือ", reverse("office:manuals"), rights.can(Act.VIEW)),
                ("จุดให้บริการ", reverse("office:points"), sees_points(rights)),
                ("ปักหมุด", reverse("office:pins"), places_or_manuals),
                ("อนุมัติ", reverse("office:approvals"), rights.can(Act.APPROVE_MANUAL)),
                ("คำขอชี้แจง", reverse("office:inspections"), speaks_for_manuals),
                ("บทความ", reverse("office:articles"), works_with_articles(rights)),
                ("ไฟล์และภาพ", reverse("office:files"), edits_manuals),
                ("แก้ทีละหลายรายการ", reverse("office:bulk"), places_or_manuals or reports),
            ),
        ),
        (
            "งานบริการประชาชน",
            (
                ("ใบรับเรื่อง", reverse("office:receipts"), reports),
                ("เรื่องล่าช้า", reverse("office:delays"), rights.can(Act.VIEW)),
                ("ธุรกรรม", reverse("office:volumes"), works_with_volumes(rights)),
                ("ความเห็น", reverse("office:ratings"), rights.can(Act.HANDLE_FEEDBACK)),
                (
                    "เรื่องที่ประชาชนแจ้ง",
                    reverse("office:page_reports"),
                    rights.can(Act.HANDLE_FEEDBACK),
                ),
                ("คำที่ค้นไม่พบ", reverse("office:failed_searches"), edits_manuals),
            ),
        ),
        (
            "หน่วยงานและทีม",
            (
                ("ข้อมูลหน่วยงาน", reverse("office:agencies"), edits_agency),
                ("ช่องทางอิเล็กทรอนิกส์", reverse("office:channels"), edits_agency),
                ("ทีมและสิทธิ", reverse("office:team"), administers),
                ("ส่งการเปลี่ยนแปลง", reverse("office:webhooks"), administers),
            ),
        ),
    )
    unread = {notices: unread_count(rights.officer)}
    return menu_items(path, reverse("office:home"), groups, unread)
