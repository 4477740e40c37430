"""What every page of the workspace may use besides its own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from infogo.accounts.demo import DEMO_PASSWORD, DemoHint, demo_hints
from infogo.accounts.notices import unread_count
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.articles.rights import works_with_articles
from infogo.office.middleware import is_office
from infogo.office.pages.points import sees_points
from infogo.office.providers import configured_providers
from infogo.volumes.expected import works_with_volumes

DRAFTS = "/office/drafts/"
"""Where drafts have their addresses; in the menu they belong to manuals."""
STATUS = {"error": "error", "success": "success", "warning": "warning"}


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu; those an officer has no right to are left out."""

    label: str
    href: str
    current: bool


def office_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names that ``base/office.html`` needs; nothing on public pages."""
    if not is_office(request):
        return {}
    rights: Rights | None = getattr(request, "rights", None)
    return {
        "officer": rights.officer if rights else None,
        # Fragments show no menu and pay for none.
        "menu": SimpleLazyObject(lambda: menu(request, rights) if rights else ()),
        "messages": [
            (STATUS.get(message.level_tag, "info"), str(message))
            for message in get_messages(request)
        ],
        "providers": configured_providers(),
        "demo": demo(),
    }


def menu(request: HttpRequest, rights: Rights) -> Sequence[MenuItem]:
    """Return the parts of the workspace that she may enter."""
    path = request.path.replace(DRAFTS, reverse("office:manuals"), 1)
    edits_manuals = rights.can(Act.EDIT_MANUAL)
    places_or_manuals = edits_manuals or rights.can(Act.EDIT_POINT)
    sees_e_act = rights.can(Act.REVIEW) or rights.can(Act.ANALYSE)
    unread = unread_count(rights.officer)
    entries = [
        ("งานของฉัน", reverse("office:home"), True),
        (f"แจ้งเตือน ({unread:,})" if unread else "แจ้งเตือน", reverse("office:notices"), True),
        ("คู่มือ", reverse("office:manuals"), rights.can(Act.VIEW)),
        ("อนุมัติ", reverse("office:approvals"), rights.can(Act.APPROVE_MANUAL)),
        ("ตรวจของส่วนกลาง", reverse("office:reviews"), rights.can(Act.REVIEW)),
        ("จุดให้บริการ", reverse("office:points"), sees_points(rights)),
        ("ปักหมุด", reverse("office:pins"), places_or_manuals),
        ("ใบรับเรื่อง", reverse("office:receipts"), rights.can(Act.REPORT)),
        ("เรื่องล่าช้า", reverse("office:delays"), rights.can(Act.VIEW)),
        ("ธุรกรรม", reverse("office:volumes"), works_with_volumes(rights)),
        ("คำที่ค้นไม่พบ", reverse("office:failed_searches"), edits_manuals),
        ("บทความ", reverse("office:articles"), works_with_articles(rights)),
        ("ไฟล์และภาพ", reverse("office:files"), edits_manuals),
        ("ช่องทางอิเล็กทรอนิกส์", reverse("office:channels"), rights.can(Act.EDIT_AGENCY)),
        ("สถานะตามมาตรา 20", reverse("office:e_act"), sees_e_act),
        ("ทำทีละมาก", reverse("office:bulk"), places_or_manuals or rights.can(Act.REPORT)),
        ("ข้อมูลหน่วยงาน", reverse("office:agencies"), rights.can(Act.EDIT_AGENCY)),
        ("ทีมและสิทธิ", reverse("office:team"), rights.can(Act.ADMINISTER)),
        ("บัญชีของฉัน", reverse("office:account"), True),
    ]
    home = reverse("office:home")
    return [
        MenuItem(
            label=label,
            href=href,
            current=path == href or (href != home and path.startswith(href)),
        )
        for label, href, allowed in entries
        if allowed
    ]


def demo() -> tuple[str, Sequence[DemoHint]] | None:
    """Return the password and the officers of the demonstration, where there is one."""
    if not settings.INFOGO["DEMO_OFFICERS"]:
        return None
    return DEMO_PASSWORD, demo_hints()
