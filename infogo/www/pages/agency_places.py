"""The service points of one agency, by province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.agencies.models import Agency
from infogo.agencies.selectors import ancestors_of
from infogo.geo.wording import province_name
from infogo.points.opening import Clock
from infogo.points.selectors import (
    count_by_province,
    provinces,
    visitable_points,
    with_whereabouts,
)
from infogo.www.pages.agency import AgencyHead, agency_head
from infogo.www.pages.manual_area import Choice
from infogo.www.pages.paging import paging_of
from infogo.www.pages.place_query import PlaceFilter
from infogo.www.pages.places import (
    PAGE_SIZE,
    Link,
    PointList,
    point_list,
    province_choices,
    province_links,
)
from infogo.www.pages.point_rows import notes_on, point_row


@dataclass(frozen=True)
class AgencyPlacesPage:
    """An agency's points: the provinces to choose from, or the points of one."""

    head: AgencyHead
    place: str
    pickers: Sequence[Choice]
    province: str
    provinces: Sequence[Link]
    total: int
    found: PointList | None


def agency_places_page(agency: Agency, wanted: PlaceFilter, clock: Clock) -> AgencyPlacesPage:
    """Return an agency's points in a province; all of them when they fit one page."""
    head = agency_head(agency, ancestors_of(agency), clock)
    points = visitable_points().filter(agency=agency)
    counts = count_by_province(points)
    total = points.count()
    known = [province for province in provinces() if counts.get(province.code)]
    chosen = next((province for province in known if province.code == wanted.province), None)
    found = None
    if chosen or total <= PAGE_SIZE:
        inside = points.filter(province=chosen) if chosen else points
        size = counts[chosen.code] if chosen else total
        fields = [("prov", chosen.code)] if chosen else []
        paging = paging_of(size, wanted.page, PAGE_SIZE, head.places_href, fields)
        ordered = with_whereabouts(inside).order_by("sort_key", "pk")
        listed = list(ordered[paging.start : paging.end])
        outline = chosen.code if chosen else known[0].code if len(known) == 1 else "country"
        rows = [point_row(point, clock) for point in listed]
        found = point_list(rows, notes_on(listed), outline, size, paging)
    return AgencyPlacesPage(
        head=head,
        place=province_name(chosen) if chosen else "",
        pickers=province_choices(known),
        province=chosen.code if chosen else "",
        provinces=() if found else province_links(known, counts, head.places_href, ()),
        total=total,
        found=found,
    )
