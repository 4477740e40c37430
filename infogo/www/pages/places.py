"""Service points by province, district and kind, or nearest to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infogo.core.keys import POINT_ROWS, points_in
from infogo.core.language import in_language
from infogo.core.memory import Memory, depend_on
from infogo.display.filters import number
from infogo.geo.models import District, Province
from infogo.geo.wording import district_name, province_name
from infogo.points.access import Answers, access_answers, counted, with_access
from infogo.points.certificates import that_hold
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.points.selectors import (
    count_by_district,
    count_by_kind,
    count_by_province,
    districts_of,
    nearest,
    provinces,
    visitable_points,
    with_whereabouts,
)
from infogo.points.wording import place_count_text
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force
from infogo.www.pages.access import AccessFilter, access_filter, with_certified
from infogo.www.pages.manual_area import Choice
from infogo.www.pages.paging import Paging, paging_of
from infogo.www.pages.place_query import Near, PlaceFilter
from infogo.www.pages.point_rows import PointRow, RowNotes, notes_on, point_row
from infogo.www.pages.service_links import collation_key
from infogo.www.pages.unknown import names_nothing

PAGE_SIZE = 20
NEAREST_SHOWN = 15
_answers = Memory(most=500)


@dataclass(frozen=True)
class Link:
    """A link with a count, as ``link_list`` reads it."""

    title: str
    href: str
    count: int | None = None
    lang: str | None = None


@dataclass(frozen=True)
class KindChoice:
    """One kind of points to choose, as ``case_list`` reads it; ``note`` says how many."""

    label: str
    href: str
    note: str
    current: bool


@dataclass(frozen=True)
class MapView:
    """What ``map_box`` needs: the points, the outline below them, and the tiles if configured."""

    points: Sequence[PointRow]
    outline: str
    tiles: str
    attribution: str


@dataclass(frozen=True)
class PointList:
    """A list of points with what holds for all its rows and the map that shows it."""

    rows: Sequence[PointRow]
    notes: str
    total: int
    paging: Paging
    map: MapView


@dataclass(frozen=True)
class PlacesPage:
    """The page of points: first the provinces, then those of one province, or the nearest.

    ``kept`` are the parameters that choosing another place keeps, ``around`` those that the
    filter of access keeps.
    """

    title: str
    near: Near | None
    pickers: Sequence[Choice]
    province: str
    districts: Sequence[Choice]
    district: str
    kinds: Sequence[KindChoice]
    provinces: Sequence[Link]
    found: PointList | None
    kept: Sequence[tuple[str, str]]
    access: AccessFilter
    around: Sequence[tuple[str, str]]


def places_page(wanted: PlaceFilter, clock: Clock) -> PlacesPage:
    """Return the page of service points for a place, a kind, or a position."""
    known = {province.code: province for province in provinces()}
    terms = terms_in_force(["point_kind"], clock.now.date())["point_kind"]
    kind = terms.get(wanted.kind)
    chosen = known.get(wanted.province)
    if kind is None:
        names_nothing("kind")
    if chosen is None:
        names_nothing("prov")
        names_nothing("district")
    points = visitable_points()
    is_inside = chosen is not None and not wanted.near
    depend_on([points_in(chosen.code) if chosen and is_inside else POINT_ROWS])
    holding = points.filter(that_hold(clock.now.date()))
    if wanted.certified:
        points = holding
    page = _page_of(wanted, chosen, points, kind, known, terms, clock)
    count = _certified(with_access(of_kind(holding, kind), wanted.access), page, wanted)
    return replace(page, access=with_certified(page.access, count, is_chosen=wanted.certified))


def _certified(
    holding: QuerySet[ServicePoint], page: PlacesPage, wanted: PlaceFilter
) -> int | None:
    """Count those of the list that hold a certificate; ``None`` where only the nearest stand."""
    if wanted.near:
        return None if holding.exists() else 0
    inside = holding.filter(province=page.province) if page.province else holding
    return (inside.filter(district=page.district) if page.district else inside).count()


def _page_of(
    wanted: PlaceFilter,
    chosen: Province | None,
    points: QuerySet[ServicePoint],
    kind: VocabularyTerm | None,
    known: Mapping[str, Province],
    terms: Mapping[str, VocabularyTerm],
    clock: Clock,
) -> PlacesPage:
    if wanted.near:
        return _near_page(wanted, wanted.near, points, kind, known, clock)
    if chosen is None:
        return _country_page(wanted, points, kind, known, terms, clock.now.date())
    return _province_page(wanted, chosen, points, kind, known, terms, clock)


def _near_page(
    wanted: PlaceFilter,
    near: Near,
    points: QuerySet[ServicePoint],
    kind: VocabularyTerm | None,
    known: Mapping[str, Province],
    clock: Clock,
) -> PlacesPage:
    fitting = with_access(of_kind(points, kind), wanted.access)
    found = nearest(fitting, near.lat, near.lng, limit=NEAREST_SHOWN) if near.is_inside else []
    rows = [point_row(item.point, clock, km=item.km) for item in found]
    outline = found[0].point.province_id if found else None
    what = kind_label(kind) if kind else _("จุดให้บริการ")
    return PlacesPage(
        title=_("%(what)sใกล้คุณ") % {"what": what},
        near=near,
        pickers=province_choices(known.values()),
        province="",
        districts=(),
        district="",
        kinds=(),
        provinces=(),
        found=point_list(rows, notes_on([item.point for item in found]), outline or "country"),
        kept=_kept(kind, wanted),
        access=access_filter(wanted.access, None),
        around=[("near", f"{near.lat:g},{near.lng:g}"), *_kept(kind)],
    )


def _country_page(
    wanted: PlaceFilter,
    points: QuerySet[ServicePoint],
    kind: VocabularyTerm | None,
    known: Mapping[str, Province],
    terms: Mapping[str, VocabularyTerm],
    today: date,
) -> PlacesPage:
    path, asked = reverse("www:places"), wanted.access
    found = counted(_answers_in(points, kind, wanted, today), asked)
    fitting = with_access(points, asked)
    counts = count_by_province(of_kind(fitting, kind))
    return PlacesPage(
        title=kind_label(kind) if kind else _("หาจุดให้บริการ"),
        near=None,
        pickers=province_choices(known.values()),
        province="",
        districts=(),
        district="",
        kinds=_kind_links(count_by_kind(fitting), terms, kind, path, wanted.chosen),
        provinces=province_links(known.values(), counts, path, _kept(kind, wanted)),
        found=None,
        kept=_kept(kind, wanted),
        access=access_filter(asked, found),
        around=_kept(kind),
    )


def _province_page(
    wanted: PlaceFilter,
    province: Province,
    points: QuerySet[ServicePoint],
    kind: VocabularyTerm | None,
    known: Mapping[str, Province],
    terms: Mapping[str, VocabularyTerm],
    clock: Clock,
) -> PlacesPage:
    path = reverse("www:places")
    inside = points.filter(province=province)
    districts = districts_of(province)
    district = next((d for d in districts if d.code == wanted.district), None)
    if district is None:
        names_nothing("district")
    here = inside.filter(district=district) if district else inside
    asked = wanted.access
    today = clock.now.date()
    found = counted(_answers_in(here, kind, wanted, today, province, district), asked)
    kinds = count_by_kind(with_access(here, asked))
    shown = with_access(of_kind(here, kind), asked)
    place = [("prov", province.code), *([("district", district.code)] if district else [])]
    paging = paging_of(found.total, wanted.page, PAGE_SIZE, path, [*place, *_kept(kind, wanted)])
    listed = list(with_whereabouts(shown).order_by("sort_key", "pk")[paging.start : paging.end])
    by_district = count_by_district(with_access(of_kind(inside, kind), asked))
    return PlacesPage(
        title=place_title(kind_label(kind) if kind else _("จุดให้บริการ"), province, district),
        near=None,
        pickers=province_choices(known.values()),
        province=province.code,
        districts=district_choices(districts, by_district),
        district=district.code if district else "",
        kinds=_kind_links(kinds, terms, kind, path, [*place, *wanted.chosen]),
        provinces=(),
        found=point_list(
            [point_row(point, clock) for point in listed],
            notes_on(listed),
            province.code,
            found.total,
            paging,
        ),
        kept=_kept(kind, wanted),
        access=access_filter(asked, found),
        around=[*place, *_kept(kind)],
    )


def _answers_in(
    points: QuerySet[ServicePoint],
    kind: VocabularyTerm | None,
    wanted: PlaceFilter,
    today: date,
    province: Province | None = None,
    district: District | None = None,
) -> Answers:
    """Return what the points of a kind say about access, for every choice of the filter."""
    area = (province and province.code, district and district.code)
    # Who holds a certificate changes by the day.
    key = (kind and kind.code, *area, today if wanted.certified else None)
    depends_on = [points_in(province.code) if province else POINT_ROWS]
    return _answers.recall(key, depends_on, lambda: access_answers(of_kind(points, kind)))


def of_kind(points: QuerySet[ServicePoint], kind: VocabularyTerm | None) -> QuerySet[ServicePoint]:
    """Keep the points of a kind; all of them when none was chosen."""
    return points.filter(kind=kind.code) if kind else points


def place_title(what: str, province: Province, district: District | None) -> str:
    """Name a list of points: "ที่ว่าการอำเภอใน อ.แม่ริม จ.เชียงใหม่"."""
    place = province_name(province)
    if district:
        words = {"district": district_name(district), "province": place}
        place = _("%(district)s %(province)s") % words
    return _("%(what)sใน %(place)s") % {"what": what, "place": place}


def point_list(
    rows: Sequence[PointRow],
    notes: RowNotes,
    outline: str,
    total: int | None = None,
    paging: Paging | None = None,
) -> PointList:
    """Return a list of points with its notes and its map; ``outline`` is a province code.

    ``total`` and ``paging`` are given when the rows are one page of more.
    """
    count = len(rows) if total is None else total
    return PointList(
        rows=rows,
        notes=notes.text,
        total=count,
        paging=paging or paging_of(count, 1, max(count, 1), ""),
        map=map_view([row for row in rows if row.has_position], outline),
    )


def map_view(points: Sequence[PointRow], outline: str) -> MapView:
    """Return the map of some points; tiles only when the operator configured a server."""
    return MapView(
        points=points,
        outline=outline,
        tiles=str(settings.INFOGO["TILE_URL"]),
        attribution=str(settings.INFOGO["TILE_ATTRIBUTION"]),
    )


def kind_label(term: VocabularyTerm) -> str:
    """Return the name of a kind of points in the page's language."""
    return in_language(term.label_th, term.label_en)[0]


def province_choices(known: Iterable[Province]) -> Sequence[Choice]:
    """Return the provinces as options of a picker, in the order in which names are looked up."""
    options = [Choice(p.code, in_language(p.name_th, p.name_en)[0]) for p in known]
    return sorted(options, key=lambda option: collation_key(option.name))


def district_choices(districts: Sequence[District], counts: Mapping[str, int]) -> Sequence[Choice]:
    """Return the districts as options of a picker, each with its number of points."""
    return [
        Choice(
            district.code,
            f"{in_language(district.full_name_th, district.name_en)[0]}"
            f" ({number(counts.get(district.code, 0))})",
        )
        for district in districts
    ]


def province_links(
    known: Iterable[Province],
    counts: Mapping[str, int],
    path: str,
    kept: Sequence[tuple[str, str]],
) -> Sequence[Link]:
    """Return a link to the points of each province that has any, in the order of their names."""
    links = [
        Link(
            title=in_language(province.name_th, province.name_en)[0],
            href=f"{path}?{urlencode([('prov', province.code), *kept])}",
            count=counts[province.code],
        )
        for province in known
        if counts.get(province.code)
    ]
    return sorted(links, key=lambda link: collation_key(link.title))


def _kind_links(
    counts: Mapping[str, int],
    terms: Mapping[str, VocabularyTerm],
    chosen: VocabularyTerm | None,
    path: str,
    place: Sequence[tuple[str, str]],
) -> Sequence[KindChoice]:
    """Return the kinds that occur, in the vocabulary's order, and the way back to all of them."""
    everything = KindChoice(
        label=_("ทุกประเภท"),
        href=f"{path}?{urlencode(place)}" if place else path,
        note=place_count_text(sum(counts.values())),
        current=chosen is None,
    )
    links = [
        KindChoice(
            label=kind_label(term),
            href=f"{path}?{urlencode([*place, ('kind', code)])}",
            note=place_count_text(counts.get(code, 0)),
            current=term == chosen,
        )
        for code, term in terms.items()
        if counts.get(code) or term == chosen
    ]
    return [everything, *links]


def _kept(
    kind: VocabularyTerm | None, wanted: PlaceFilter | None = None
) -> Sequence[tuple[str, str]]:
    return [*([("kind", kind.code)] if kind else []), *(wanted.chosen if wanted else ())]
