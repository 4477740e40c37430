"""Where one manual is served: by province, by district, or nearest to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from infogo.display.manual_head import ManualHead, manual_head
from infogo.geo.models import District, Province
from infogo.geo.wording import district_name, province_name
from infogo.manuals.selectors import MergedManual
from infogo.pins.models import Pin
from infogo.pins.selectors import count_by_district, nearest_pins, pins_of, with_points
from infogo.points.access import count_access, with_access
from infogo.points.opening import Clock
from infogo.points.selectors import districts_of
from infogo.www.pages.access import AccessFilter, access_filter, chosen_fields
from infogo.www.pages.manual_area import Choice, provinces_of
from infogo.www.pages.paging import paging_of
from infogo.www.pages.place_query import Near, PlaceFilter
from infogo.www.pages.places import (
    NEAREST_SHOWN,
    PAGE_SIZE,
    Link,
    PointList,
    district_choices,
    point_list,
    province_choices,
    province_links,
)
from infogo.www.pages.point_rows import pin_rows

POINT = "point__"
"""How a pin leads to what its point says."""


@dataclass(frozen=True)
class ManualPlacesPage:
    """The points of one manual. ``place`` names the province or district that is shown.

    ``kept`` are the parameters that choosing another place keeps, ``around`` those that the
    filter of access keeps.
    """

    head: ManualHead
    place: str
    near: Near | None
    pickers: Sequence[Choice]
    province: str
    districts: Sequence[Choice]
    district: str
    provinces: Sequence[Link]
    total: int
    found: PointList | None
    kept: Sequence[tuple[str, str]]
    access: AccessFilter
    around: Sequence[tuple[str, str]]


def manual_places_page(merged: MergedManual, wanted: PlaceFilter, clock: Clock) -> ManualPlacesPage:
    """Return the points of a manual: nearest, in a province, or the provinces to choose from."""
    manual, head = merged.manual, manual_head(merged)
    asked = wanted.access
    everywhere = pins_of(manual)
    provinces = provinces_of(everywhere)
    known = [province for province, _count in provinces]
    chosen = next((province for province in known if province.code == wanted.province), None)
    if chosen is None and len(known) == 1 and not wanted.near:
        chosen = known[0]
    districts = districts_of(chosen) if chosen and not wanted.near else []
    district = next((d for d in districts if d.code == wanted.district), None)
    inside = everywhere.filter(province=chosen) if chosen else everywhere
    here = inside.filter(point__district=district) if district else inside
    fitting = with_access(inside, asked, POINT)
    counted = None if wanted.near else count_access(here, asked, POINT)
    found = None
    if wanted.near:
        found = _nearest(merged, wanted, wanted.near, clock)
    elif chosen and counted:
        shown = with_access(here, asked, POINT)
        found = _in_province(shown, counted.total, head, chosen, district, wanted, clock)
    path = head.address("places")
    in_district = count_by_district(fitting) if districts else {}
    # Only where no list is shown are provinces there to choose from.
    fit_in = provinces_of(fitting) if asked and found is None else provinces
    counts = {p.code: count for p, count in fit_in}
    place = [("prov", chosen.code)] if chosen else []
    place += [("district", district.code)] if district else []
    near = [("near", f"{wanted.near.lat:g},{wanted.near.lng:g}")] if wanted.near else []
    return ManualPlacesPage(
        head=head,
        place=_place(chosen, district) if chosen and not wanted.near else "",
        near=wanted.near,
        pickers=province_choices(known),
        province=chosen.code if chosen else "",
        districts=district_choices(
            [d for d in districts if in_district.get(d.code) or (asked and d == district)],
            in_district,
        ),
        district=district.code if district else "",
        provinces=() if found else province_links(known, counts, path, chosen_fields(asked)),
        total=sum(count for _province, count in provinces),
        found=found,
        kept=chosen_fields(asked),
        access=access_filter(asked, counted),
        around=near or place,
    )


def _nearest(merged: MergedManual, wanted: PlaceFilter, near: Near, clock: Clock) -> PointList:
    found = (
        nearest_pins(merged.manual, near.lat, near.lng, limit=NEAREST_SHOWN, access=wanted.access)
        if near.is_inside
        else []
    )
    pins = [item.pin for item in found]
    outline = pins[0].point.province_id if pins else None
    rows, notes = pin_rows(pins, clock, [item.km for item in found])
    return point_list(rows, notes, outline or "country")


def _in_province(
    pins: QuerySet[Pin],
    total: int,
    head: ManualHead,
    province: Province,
    district: District | None,
    wanted: PlaceFilter,
    clock: Clock,
) -> PointList:
    place = [("prov", province.code)]
    if district:
        place.append(("district", district.code))
    fields = [*place, *chosen_fields(wanted.access)]
    paging = paging_of(total, wanted.page, PAGE_SIZE, head.address("places"), fields)
    ordered = with_points(pins).order_by("point__district", "point__sort_key", "pk")
    rows, notes = pin_rows(list(ordered[paging.start : paging.end]), clock)
    return point_list(rows, notes, province.code, total, paging)


def _place(province: Province, district: District | None) -> str:
    if district is None:
        return province_name(province)
    return f"{district_name(district)} {province_name(province)}"
