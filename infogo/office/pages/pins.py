"""Choosing points for a manual, or manuals for a point, and looking once more before saving."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from infogo.display.filters import DOT
from infogo.geo.wording import province_name
from infogo.manuals.models import Manual
from infogo.office.pages.pin_filters import (
    STATES,
    Filters,
    Option,
    kinds_to_choose,
    provinces_to_choose,
)
from infogo.pins.history import last_change
from infogo.pins.planning import Pair, plan_change
from infogo.pins.sides import Side
from infogo.points.models import ServicePoint

PAGE_SIZE = 50
MOST_NAMED = 100
"""Names that a review writes out for each kind of change."""


@dataclass(frozen=True)
class Heading:
    """What all pages of a side say about the record in hand."""

    title: str
    detail: str
    is_manual: bool
    pick_path: str
    review_path: str
    facts_path: str
    undo_path: str
    public_path: str

    @property
    def things(self) -> str:
        """What is chosen."""
        return "จุดให้บริการ" if self.is_manual else "คู่มือ"

    @property
    def unit(self) -> str:
        """How it is counted."""
        return "จุด" if self.is_manual else "เรื่อง"


@dataclass(frozen=True)
class PickRow:
    """One record that may be ticked."""

    id: int
    name: str
    detail: str
    is_pinned: bool
    is_checked: bool
    pin_id: int | None

    @property
    def change(self) -> str:
        """What saving does to it."""
        if self.is_pinned == self.is_checked:
            return ""
        return "จะปักเพิ่ม" if self.is_checked else "จะนำออก"


@dataclass(frozen=True)
class Picked:
    """How much she has picked so far."""

    pinned: int
    added: int
    removed: int
    unit: str

    @property
    def is_empty(self) -> bool:
        """Whether saving would change nothing."""
        return not self.added and not self.removed


@dataclass(frozen=True)
class PickPage:
    """The page's content."""

    heading: Heading
    filters: Filters
    states: Sequence[Option]
    provinces: Sequence[Option]
    kinds: Sequence[Option]
    rows: Sequence[PickRow]
    total: int
    number: int
    pages: int
    picked: Picked
    undo: str
    """What the last change was, if it can be undone."""

    @property
    def shown(self) -> str:
        """The ids on this page, as the form sends them back."""
        return ",".join(str(row.id) for row in self.rows)


@dataclass(frozen=True)
class ReviewPage:
    """What will be added and removed, in words."""

    heading: Heading
    added: Sequence[str]
    added_count: int
    removed: Sequence[str]
    removed_count: int
    skipped: Sequence[tuple[str, str]]
    skipped_count: int
    refused_count: int
    version: str
    back: str

    @property
    def can_save(self) -> bool:
        """Whether anything is left to be done."""
        return bool(self.added_count or self.removed_count) and not self.refused_count

    @property
    def button(self) -> str:
        """What the button does."""
        return f"บันทึก: {change_words(self.added_count, self.removed_count, self.heading.unit)}"


def pick_page(side: Side, filters: Filters) -> PickPage:
    """Show the candidates, ticked where they are pinned or picked."""
    found = ordered(filters.of(side), side)
    shown = Paginator(found, PAGE_SIZE).get_page(filters.page)
    records = list(shown.object_list)
    ids = [record.pk for record in records]
    pins = dict(side.pins.filter(**{f"{side.other}__in": ids}).values_list(side.other, "pk"))
    selection = side.selection()
    items = selection.items.filter(other_id__in=ids) if selection else ()
    changes = {item.other_id: item.is_added for item in items}
    heading = heading_of(side)
    return PickPage(
        heading=heading,
        filters=filters,
        states=[Option(value, label, value == filters.state) for value, label in STATES],
        provinces=provinces_to_choose(side, filters),
        kinds=kinds_to_choose(side, filters),
        rows=[_row(record, pins.get(record.pk), changes.get(record.pk)) for record in records],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        picked=picked_so_far(side),
        undo=_undo_words(side, heading),
    )


def picked_so_far(side: Side) -> Picked:
    """Count what she has picked."""
    return Picked(
        pinned=side.pins.count(),
        added=side.picked(is_added=True).count(),
        removed=side.picked(is_added=False).count(),
        unit=heading_of(side).unit,
    )


def review_page(side: Side) -> ReviewPage:
    """Tell what saving would do now."""
    added = [item.other_id for item in side.picked(is_added=True)]
    removed = [item.other_id for item in side.picked(is_added=False)]
    plan = plan_change(side.rights, side.pairs(added), side.pairs(removed))
    gone = [pair for pair, _pin in plan.remove]
    obstacles = plan.skipped[:MOST_NAMED]
    names = _names(side, [*plan.add[:MOST_NAMED], *gone[:MOST_NAMED], *(p for p, _ in obstacles)])
    heading = heading_of(side)
    return ReviewPage(
        heading=heading,
        added=_named(side, names, plan.add),
        added_count=len(plan.add),
        removed=_named(side, names, gone),
        removed_count=len(gone),
        skipped=[(names[_other(side, pair)], str(why.value)) for pair, why in obstacles],
        skipped_count=len(plan.skipped),
        refused_count=len(plan.refused),
        version=_version_of(added, removed),
        back=heading.pick_path,
    )


def _version_of(added: Sequence[int], removed: Sequence[int]) -> str:
    """Return what tells one selection from another, whenever and how often it was made.

    A tick is kept behind the page: a request on its way while she goes on says the same again.
    """
    chosen = f"{sorted(added)} {sorted(removed)}"
    return hashlib.sha256(chosen.encode()).hexdigest()


def shown_ids(data: QueryDict) -> tuple[list[int], list[int]]:
    """Return the ids that a sent page showed and those that were ticked on it."""
    shown = _ids(data.get("shown", "").split(","))
    return shown, _ids(data.getlist("pick"))


def heading_of(side: Side) -> Heading:
    """Say which record is in hand and where its pages are."""
    prefix = "manual" if side.manual else "point"
    record = side.manual or side.point
    if record is None:
        raise ValueError("a side has a manual or a point")
    paths = {
        page: reverse(f"office:{prefix}_pins{page}", args=[record.pk])
        for page in ("", "_review", "_facts", "_undo")
    }
    title = side.manual.procedure.name_th if side.manual else str(side.point)
    return Heading(
        title=title,
        detail=record.agency.name_th,
        is_manual=side.manual is not None,
        pick_path=paths[""],
        review_path=paths["_review"],
        facts_path=paths["_facts"],
        undo_path=paths["_undo"],
        public_path=_public_path(side),
    )


def ordered(found: QuerySet[Any], side: Side) -> QuerySet[Any]:
    """Put candidates in the order in which people look for them."""
    if side.manual:
        found = found.select_related("agency", "province")
        return found.order_by("province_id", "kind", "sort_key", "pk")
    # The few candidates are found first: in the order of procedures, all manuals would be read.
    few = Manual.objects.filter(pk__in=found.order_by().values("pk"))
    return few.select_related("agency", "procedure").order_by("procedure__code", "pk")


def name_of(record: Any) -> str:
    """Return what a point or a manual is called."""
    return record.procedure.name_th if isinstance(record, Manual) else record.name_th


def detail_of(record: Any) -> str:
    """Return whose it is, and for a point where."""
    if isinstance(record, Manual):
        kind = "มาตรฐานกลาง" if record.is_standard else "รับมาใช้"
        return f"{record.agency.name_th}{DOT}{kind}"
    where = province_name(record.province) if record.province else ""
    return DOT.join(part for part in (where, record.agency.name_th) if part)


def change_words(added: int, removed: int, unit: str) -> str:
    """Say a change in words: "ปักเพิ่ม 412 จุด นำออก 3 จุด"."""
    parts = [f"ปักเพิ่ม {added:,} {unit}"] if added else []
    if removed:
        parts.append(f"นำออก {removed:,} {unit}")
    return " ".join(parts)


def _row(record: Any, pin_id: int | None, is_added: bool | None) -> PickRow:
    is_pinned = pin_id is not None
    return PickRow(
        id=record.pk,
        name=name_of(record),
        detail=detail_of(record),
        is_pinned=is_pinned,
        is_checked=is_pinned if is_added is None else is_added,
        pin_id=pin_id,
    )


def _undo_words(side: Side, heading: Heading) -> str:
    entry = last_change(side.rights.officer, side.about)
    if entry is None:
        return ""
    counts = entry.detail["added_count"], entry.detail["removed_count"]
    return change_words(*counts, heading.unit)


def _public_path(side: Side) -> str:
    if side.point:
        return reverse("www:place", args=[side.point.pk])
    manual = side.manual
    if manual is None:
        raise ValueError("a side has a manual or a point")
    if manual.is_standard:
        return reverse("www:manual_places", args=[manual.procedure_id])
    return reverse("www:local_manual_places", args=[manual.procedure_id, manual.agency_id])


def _other(side: Side, pair: Pair) -> int:
    return pair.point_id if side.manual else pair.manual_id


def _named(side: Side, names: dict[int, str], pairs: Sequence[Pair]) -> list[str]:
    return [names[_other(side, pair)] for pair in pairs[:MOST_NAMED]]


def _names(side: Side, pairs: Iterable[Pair]) -> dict[int, str]:
    ids = {_other(side, pair) for pair in pairs}
    found: QuerySet[Any] = ServicePoint.objects.all() if side.manual else Manual.objects.all()
    records = ordered(found.filter(pk__in=ids), side)
    return {record.pk: f"{name_of(record)} ({detail_of(record)})" for record in records}


def _ids(texts: Iterable[str]) -> list[int]:
    whole = (text.strip() for text in texts)
    found = {int(text) for text in whole if text.isascii() and text.isdecimal() and len(text) < 16}
    return sorted(found)[: 4 * PAGE_SIZE]
