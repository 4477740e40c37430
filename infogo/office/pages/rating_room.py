"""The pages of the room of ratings, as far as an officer may open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act

PAGES = (
    ("ratings", "ความเห็น"),
    ("ratings_held", "รอตรวจ"),
    ("rating_trends", "แนวโน้ม"),
    ("improvements", "คุณบอก เราปรับ"),
    ("ready_texts", "ข้อความสำเร็จรูป"),
)


@dataclass(frozen=True)
class Tab:
    """One page, or one part of a list."""

    label: str
    href: str
    current: bool


def room_tabs(rights: Rights, current: str) -> Sequence[Tab]:
    """Return the pages; ready texts belong to an agency as a whole."""
    closed = () if rights.over_whole_agency(Act.HANDLE_FEEDBACK) else ("ready_texts",)
    return [
        Tab(label, reverse(f"office:{name}"), name == current)
        for name, label in PAGES
        if name not in closed
    ]
