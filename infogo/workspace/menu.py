"""The menu beside every page of a signed-in face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from infogo.accounts.roles import Act

CENTRAL_ACTS = (Act.REVIEW, Act.ANALYSE, Act.ADMINISTER)
"""Whoever may do one of these in the whole country is an officer of a central agency."""


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu; those an officer has no right to are left out.

    ``count`` is how much she has not read there; phones show such an entry outside the folded menu.
    """

    label: str
    href: str
    current: bool
    count: int = 0


def is_below(request: HttpRequest, home: str) -> bool:
    """Whether a request is for the face whose first page is ``home``."""
    return request.path.startswith(home)


def menu_items(
    path: str,
    home: str,
    entries: Sequence[tuple[str, str, bool]],
    unread: Mapping[str, int] | None = None,
) -> list[MenuItem]:
    """Return the entries that are allowed; the page at ``path`` belongs to the current one.

    ``unread`` counts by address what she has not read.
    """
    counts = {href: count for href, count in (unread or {}).items() if count}
    return [
        MenuItem(
            f"{label} ({counts[href]:,})" if href in counts else label,
            href,
            current=path == href or (href != home and path.startswith(href)),
            count=counts.get(href, 0),
        )
        for label, href, allowed in entries
        if allowed
    ]
