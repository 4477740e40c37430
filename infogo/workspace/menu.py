"""The menu beside every page of a signed-in face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from infogo.accounts.roles import Act

CENTRAL_ACTS = (Act.REVIEW, Act.ANALYSE, Act.ADMINISTER)
"""Whoever may do one of these in the whole country is an officer of a central agency."""


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu; those an officer has no right to are left out."""

    label: str
    href: str
    current: bool


def is_below(request: HttpRequest, home: str) -> bool:
    """Whether a request is for the face whose first page is ``home``."""
    return request.path.startswith(home)


def menu_items(path: str, home: str, entries: Sequence[tuple[str, str, bool]]) -> list[MenuItem]:
    """Return the entries that are allowed; the page at ``path`` belongs to the current one."""
    return [
        MenuItem(label, href, current=path == href or (href != home and path.startswith(href)))
        for label, href, allowed in entries
        if allowed
    ]
