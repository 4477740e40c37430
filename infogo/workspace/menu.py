"""The menu beside every page of a signed-in face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest

from infogo.accounts.roles import Act

SEEN_AT_ONCE = 8
"""A menu of no more entries needs no headings."""
CENTRAL_ACTS = (Act.REVIEW, Act.ANALYSE, Act.ADMINISTER)
"""Whoever may do one of these in the whole country is an officer of a central agency."""


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu; those an officer has no right to are left out.

    ``count`` is how much she has not read there; phones show such an entry outside the folded menu.
    ``group`` is the kind of work it belongs to, empty for what is hers alone; ``heading`` names
    it above the first entry of a group, in a menu too long to be seen at once.
    """

    label: str
    href: str
    current: bool
    count: int = 0
    group: str = ""
    heading: str = ""


def is_below(request: HttpRequest, home: str) -> bool:
    """Whether a request is for the face whose first page is ``home``."""
    return request.path.startswith(home)


def menu_items(
    path: str,
    home: str,
    groups: Sequence[tuple[str, Sequence[tuple[str, str, bool]]]],
    unread: Mapping[str, int] | None = None,
) -> list[MenuItem]:
    """Return the entries that are allowed; the page at ``path`` belongs to the current one.

    ``groups`` are entries under the name of their kind of work; ``unread`` counts by address what
    she has not read.
    """
    counts = {href: count for href, count in (unread or {}).items() if count}
    items = [
        MenuItem(
            f"{label} ({counts[href]:,})" if href in counts else label,
            href,
            current=path == href or (href != home and path.startswith(href)),
            count=counts.get(href, 0),
            group=group,
        )
        for group, entries in groups
        for label, href, allowed in entries
        if allowed
    ]
    return items if len(items) <= SEEN_AT_ONCE else _with_headings(items)


def _with_headings(items: Sequence[MenuItem]) -> list[MenuItem]:
    """Name each group above the first of its entries that she has."""
    before = ["", *(item.group for item in items)]
    return [
        replace(item, heading=item.group if item.group != last else "")
        for item, last in zip(items, before, strict=False)
    ]
