"""Where pinning begins: what is missing, what is old, and every manual and point to start from.

Lists may be as long as the country: they are read a page at a time behind the last row shown,
and counted only up to a number beyond which nobody cares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.memory import Memory, reading_under
from infogo.core.versions import EVERYTHING, tokens
from infogo.core.written import asked_words
from infogo.display.filters import DOT
from infogo.manuals.models import Manual
from infogo.office.pages.pin_facts import PinRow, pin_row
from infogo.office.pages.pin_filters import by_words
from infogo.office.pages.pins import detail_of, name_of
from infogo.pins.models import Pin
from infogo.pins.perms import changeable_pins, manuals_to_open, points_to_open
from infogo.pins.selectors import manuals_without_point, points_without_manual, unconfirmed_pins
from infogo.points.models import ServicePoint

PAGE_SIZE = 30
MOST_COUNTED = 1000
LONGEST_ID = 15
MANUALS, POINTS = "manuals", "points"
NO_POINT, NO_MANUAL, OLD = "no-point", "no-manual", "unconfirmed"
TITLES = {
    NO_POINT: "คู่มือที่ไม่มีจุดให้บริการ",
    NO_MANUAL: "จุดที่ไม่มีคู่มือ",
    OLD: "หมุดที่ไม่ได้ยืนยันเกิน 12 เดือน",
    MANUALS: "เริ่มจากคู่มือ",
    POINTS: "เริ่มจากจุดให้บริการ",
}
SHOWS = ("procedure", "point", "agency")
"""Version keys of all that the counts depend on; a change of pins touches the first two."""
_counts = Memory(most=500)
OF_MANUALS = (NO_POINT, MANUALS)
COUNTED = (NO_POINT, NO_MANUAL, OLD)


@dataclass(frozen=True)
class Tab:
    """One of the lists; ``count`` is empty where it is not counted."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class StartRow:
    """A manual or a point to start from."""

    name: str
    detail: str
    href: str
    pins: int


@dataclass(frozen=True)
class HubPage:
    """The page's content: ``starts`` or ``pins``, as the list is about."""

    current: str
    title: str
    tabs: Sequence[Tab]
    query: str
    starts: Sequence[StartRow]
    pins: Sequence[PinRow]
    next_href: str
    first_href: str
    thing: str


def hub_page(rights: Rights, data: QueryDict) -> HubPage:
    """Show one list of what she looks after."""
    lists = _lists(rights)
    wanted = data.get("list", "")
    current = wanted if wanted in lists else next(iter(lists))
    words = asked_words(data.get("q"))
    after = data.get("after", "")
    is_number = after.isascii() and after.isdecimal() and len(after) <= LONGEST_ID
    found = lists[current].filter(_named(current, words), pk__gt=int(after) if is_number else 0)
    # First the ids alone: sorting whole rows of a long list costs ten times as much.
    ids = list(found.order_by("pk").values_list("pk", flat=True)[: PAGE_SIZE + 1])
    records = found.model._default_manager.filter(pk__in=ids[:PAGE_SIZE])
    shown = list(_with_names(records, current).order_by("pk"))
    more = {"after": ids[PAGE_SIZE - 1]} if len(ids) > PAGE_SIZE else None
    return HubPage(
        current=current,
        title=TITLES[current],
        tabs=_tabs(rights, lists, current),
        query=words,
        starts=_starts(shown) if current != OLD else (),
        pins=[_pin(pin, rights) for pin in shown] if current == OLD else (),
        next_href=_href(current, words, **more) if more else "",
        first_href=_href(current, words) if is_number else "",
        thing="คู่มือ" if current in OF_MANUALS else "จุดให้บริการ",
    )


def capped(found: QuerySet[Any]) -> str:
    """Say how many there are, up to "มากกว่า 1,000"."""
    count = found.order_by()[: MOST_COUNTED + 1].count()
    return f"มากกว่า {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"


def _lists(rights: Rights) -> dict[str, QuerySet[Any]]:
    """Return the lists that concern her, those with something to do first."""
    lists: dict[str, QuerySet[Any]] = {}
    if rights.can(Act.EDIT_MANUAL):
        lists[NO_POINT] = manuals_without_point(rights.manuals(Act.EDIT_MANUAL))
    if rights.can(Act.EDIT_POINT):
        lists[NO_MANUAL] = points_without_manual(rights.points(Act.EDIT_POINT))
    lists[OLD] = unconfirmed_pins(changeable_pins(rights), rights.on)
    lists[MANUALS] = manuals_to_open(rights)
    lists[POINTS] = points_to_open(rights)
    return lists


def _named(current: str, words: str) -> Any:
    columns = {
        OLD: ("procedure", "point__name_th"),
        NO_POINT: ("procedure", "agency"),
        MANUALS: ("procedure", "agency"),
    }
    return by_words(words, *columns.get(current, ("name_th", "agency")))


def _with_names(found: QuerySet[Any], current: str) -> QuerySet[Any]:
    if current == OLD:
        return found.select_related(
            "manual__procedure", "manual__agency", "point__agency", "point__province"
        )
    other = "procedure" if current in OF_MANUALS else "province"
    return found.select_related("agency", other)


def _starts(records: Sequence[Manual | ServicePoint]) -> list[StartRow]:
    """Return rows with the number of pins of each; one query for all of them."""
    if not records:
        return []
    side = "manual" if isinstance(records[0], Manual) else "point"
    pins = Pin.objects.filter(**{f"{side}__in": [record.pk for record in records]}).order_by()
    counts = dict(pins.values_list(side).annotate(Count("pk")))
    return [
        StartRow(
            name=name_of(record),
            detail=detail_of(record),
            href=reverse(f"office:{side}_pins", args=[record.pk]),
            pins=counts.get(record.pk, 0),
        )
        for record in records
    ]


def _pin(pin: Pin, rights: Rights) -> PinRow:
    detail = f"{name_of(pin.point)}{DOT}{detail_of(pin.point)}"
    return pin_row(pin, name_of(pin.manual), detail, rights.on)


def _tabs(rights: Rights, lists: Mapping[str, QuerySet[Any]], current: str) -> list[Tab]:
    """Return the lists with their counts, which are kept for as long as nothing changes.

    A grant is never changed, so its number stands for what it reaches.
    """
    scope = tuple(grant.pk for grant in rights.grants)
    tabs = []
    with reading_under(tokens((EVERYTHING, *SHOWS))):
        for name, found in lists.items():
            count = ""
            if name in COUNTED:
                key = (name, scope, rights.on)
                count = f" ({_counts.recall(key, SHOWS, partial(capped, found))})"
            tabs.append(Tab(f"{TITLES[name]}{count}", _href(name, ""), name == current))
    return tabs


def _href(current: str, words: str, **more: int) -> str:
    named = {"list": current, "q": words, **more}
    query = urlencode({name: value for name, value in named.items() if value})
    return f"{reverse('office:pins')}?{query}"
