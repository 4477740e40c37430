"""Where a manual is served, for the reader's province: a few counters and her own agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, Count, QuerySet, When
from django.utils.translation import gettext as _

from infogo.core.keys import served
from infogo.core.language import in_language
from infogo.core.memory import Memory
from infogo.core.prepared import Prepared
from infogo.display.filters import current_language, number
from infogo.display.manual_head import adopter_count, manual_address, manual_keys
from infogo.geo.models import District, Province
from infogo.geo.wording import province_name
from infogo.manuals.models import Manual, ManualStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import pins_of, with_points
from infogo.points.opening import Clock
from infogo.www.pages.point_rows import PointRow, pin_rows
from infogo.www.pages.service_links import collation_key

POINTS_SHOWN = 5
# A province with more agencies than this asks for the district first.
AGENCIES_SHOWN = 30
_provinces = Memory(most=250)
_areas = Memory(most=250)


@dataclass(frozen=True)
class Choice:
    """One option of a picker; ``name`` carries the count where there is one."""

    code: str
    name: str


@dataclass(frozen=True)
class AgencyLink:
    """An agency's own page of a service, as ``link_list`` reads it."""

    title: str
    href: str
    lang: str | None
    note: str = ""


@dataclass(frozen=True, eq=False)
class Area:
    """What the reader chose and what is there.

    Compared by identity, so that templates can keep what they made from it (``once``).
    ``agencies`` are those with a manual of their own in the chosen province or district;
    ``agency_count`` is how many the province has, so that a long list can ask for the district.
    """

    provinces: Sequence[Choice]
    province: str
    province_title: str
    districts: Sequence[Choice]
    district: str
    points: Sequence[PointRow]
    point_count: int
    notes: str
    more_href: str
    agencies: Sequence[AgencyLink]
    agency_count: int

    @property
    def asks_for_district(self) -> bool:
        """Whether there are too many agencies to list before a district is chosen."""
        return self.agency_count > AGENCIES_SHOWN and not self.district


def area_of(manual: Manual, *, province: str, district: str, clock: Clock) -> Area:
    """Return where a standard manual is served in the province and district chosen, if any."""
    counted = _counted_provinces(manual)
    chosen = next((found for found, _count in counted if found.code == province), None)
    if chosen is None:
        return _areas.recall(
            (manual.pk, current_language()),
            (served(manual.procedure_id), *manual_keys(manual.procedure_id)),
            lambda: _nowhere_yet(manual, counted),
        )
    adoptions = _adoptions(manual, chosen) if adopter_count(manual) else []
    here = [a for a in adoptions if not district or a.agency.district_id in {district, None}]
    points, notes = pin_rows(first_pins(manual, chosen.code, district), clock)
    return replace(
        _nowhere_yet(manual, counted),
        province=chosen.code,
        province_title=province_name(chosen),
        districts=_districts_of(adoptions),
        district=district,
        points=points,
        point_count=sum(count for found, count in counted if found == chosen),
        notes=notes.text,
        more_href=f"{_places_address(manual)}?prov={chosen.code}",
        agencies=[_agency_link(adoption) for adoption in here],
        agency_count=len(adoptions),
    )


def _nowhere_yet(manual: Manual, counted: Sequence[tuple[Province, int]]) -> Area:
    """Return the provinces to choose from, before one is chosen."""
    return Area(
        provinces=sorted(
            (Choice(p.code, _counted(p, count)) for p, count in counted),
            key=lambda choice: collation_key(choice.name),
        ),
        province="",
        province_title="",
        districts=(),
        district="",
        points=(),
        point_count=0,
        notes="",
        more_href=_places_address(manual),
        agencies=(),
        agency_count=0,
    )


def _places_address(manual: Manual) -> str:
    return manual_address(manual.procedure_id, page="places")


def _counted_provinces(manual: Manual) -> list[tuple[Province, int]]:
    return _provinces.recall(
        manual.pk,
        (served(manual.procedure_id), *manual_keys(manual.procedure_id)),
        lambda: provinces_of(pins_of(manual)),
    )


def provinces_of(pins: QuerySet[Pin]) -> list[tuple[Province, int]]:
    """Return the provinces of some pins with their numbers, in the order of codes; one query."""
    rows = (
        pins.filter(province__isnull=False)
        .order_by("province")
        .values_list("province", "province__name_th", "province__name_en")
        .annotate(Count("pk"))
    )
    return [(Province(code=code, name_th=th, name_en=en), count) for code, th, en, count in rows]


def _counted(province: Province, count: int) -> str:
    name = in_language(province.name_th, province.name_en)[0]
    return f"{name} ({number(count)})"


def _adoptions(manual: Manual, province: Province) -> list[Manual]:
    return _adopted_in.objects([manual.procedure_id], province.code, manual.pk)


_adopted_in = Prepared(
    lambda procedures, province, standard: (
        Manual.objects.filter(
            procedure__in=procedures,
            province=province,
            standard=standard,
            status=ManualStatus.PUBLISHED,
        )
        .select_related("agency__district")
        .only(
            "procedure",
            "overridden_sections",
            "agency__name_th",
            "agency__name_en",
            "agency__district__full_name_th",
            "agency__district__name_en",
        )
        .order_by("agency__district", "agency__sort_key")
    )
)


def first_pins(manual: Manual, province: str, district: str) -> list[Pin]:
    """Return a few pins of a province: those of the chosen district first, then the capital's."""
    pins = with_points(pins_of(manual)).filter(province_id=province)
    nearer = Case(When(point__district=district or None, then=0), default=1)
    return list(pins.order_by(nearer, "point__district", "point__sort_key")[:POINTS_SHOWN])


def _districts_of(adoptions: Sequence[Manual]) -> list[Choice]:
    districts: dict[str, District] = {}
    for adoption in adoptions:
        if adoption.agency.district:
            districts.setdefault(adoption.agency.district.code, adoption.agency.district)
    return [
        Choice(code, in_language(district.full_name_th, district.name_en)[0])
        for code, district in districts.items()
    ]


def _agency_link(adoption: Manual) -> AgencyLink:
    title, lang = in_language(adoption.agency.name_th, adoption.agency.name_en)
    note = _("มีส่วนที่กำหนดเอง") if adoption.overridden_sections else ""
    return AgencyLink(title, manual_address(adoption.procedure_id, adoption.agency_id), lang, note)
