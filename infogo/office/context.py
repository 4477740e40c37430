"""What every page of the workspace may use besides its own data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from infogo.accounts.demo import DEMO_PASSWORD, DemoHint, demo_hints
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.office.middleware import is_office
from infogo.office.pages.points import sees_points
from infogo.office.providers import configured_providers

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
        "menu": menu(request, rights) if rights else (),
        "messages": [
            (STATUS.get(message.level_tag, "info"), str(message))
            for message in get_messages(request)
        ],
        "providers": configured_providers(),
        "demo": demo(),
    }


def menu(request: HttpRequest, rights: Rights) -> Sequence[MenuItem]:
    """Return the parts of the workspace that she may enter."""
    entries = [("งานของฉัน", reverse("office:home"), True)]
    entries.append(("จุดให้บริการ", reverse("office:points"), sees_points(rights)))
    entries.append(("ข้อมูลหน่วยงาน", reverse("office:agencies"), rights.can(Act.EDIT_AGENCY)))
    entries.append(("ทีมและสิทธิ", reverse("office:team"), rights.can(Act.ADMINISTER)))
    entries.append(("บัญชีของฉัน", reverse("office:account"), True))
    home = reverse("office:home")
    return [
        MenuItem(
            label=label,
            href=href,
            current=request.path == href or (href != home and request.path.startswith(href)),
        )
        for label, href, allowed in entries
        if allowed
    ]


def demo() -> tuple[str, Sequence[DemoHint]] | None:
    """Return the password and the officers of the demonstration, where there is one."""
    if not settings.INFOGO["DEMO_OFFICERS"]:
        return None
    return DEMO_PASSWORD, demo_hints()
