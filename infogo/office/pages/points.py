"""The service points that she may see, with filters that stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core.written import asked_words, clean_line
from infogo.geo.models import CoordinateQuality, Province
from infogo.geo.selectors import provinces_by_name
from infogo.office.pages.filter_parts import Chip, Group, Option
from infogo.office.pages.point import STATUS_KINDS
from infogo.office.pages.point_words import CHECK_EVERY, is_check_due, lacks_of
from infogo.pins.models import Pin
from infogo.pins.selectors import of_living_services
from infogo.points.facts import point_kinds
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.selectors import IS_UNCERTAIN
from infogo.points.services import Part

PAGE_SIZE = 30
MOST_COUNTED = 1500
"""Rows that are counted and can be paged to; whoever has more narrows the list."""
MOST_WORDS = 4
NO_POSITION, ROUGH, HOURS, UNCHECKED, NO_MANUAL = "nopos", "rough", "hours", "check", "nomanual"
UNCERTAIN = "unsure"
LACKS = {
    UNCERTAIN: "เวลาทำการหรือพิกัดต้องแก้",
    NO_POSITION: "ไม่มีพิกัด",
    ROUGH: "พิกัดโดยประมาณ",
    HOURS: "เวลาทำการยังไม่ยืนยัน",
    UNCHECKED: "ไม่ได้ตรวจเกิน 12 เดือน",
    NO_MANUAL: "ไม่มีคู่มือ",
}


@dataclass(frozen=True)
class PointFilter:
    """What the list is asked for; empty where nothing was chosen."""

    q: str = ""
    prov: str = ""
    agency: str = ""
    kind: str = ""
    status: str = ""
    lack: tuple[str, ...] = ()

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """Return the parameters of the address, without some."""
        found: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            found += [(field.name, item) for item in values if item and field.name not in without]
        return found


@dataclass(frozen=True)
class PointLine:
    """One point of the list."""

    id: int
    name: str
    agency: str
    province: str
    status: str
    status_kind: str
    lacks: Sequence[str]


@dataclass(frozen=True)
class PointsPage:
    """The list's content; ``is_capped`` says that more match than are counted."""

    filter: PointFilter
    points: Sequence[PointLine]
    total: int
    is_capped: bool
    number: int
    pages: int
    base: str
    groups: Sequence[Group]
    chips: Sequence[Chip]
    kept: Sequence[tuple[str, str]]
    can_add: bool


def sees_points(rights: Rights) -> bool:
    """Whether service points are any of her business; no query."""
    return any(
        Act.VIEW in grant.acts and (grant.only_points or not grant.is_narrowed)
        for grant in rights.grants
    )


def read_filter(data: QueryDict) -> PointFilter:
    """Read a filter; what cannot be read counts as not chosen."""
    agency = data.get("agency", "")
    is_id = agency.isascii() and agency.isdecimal() and len(agency) < 16
    return PointFilter(
        q=asked_words(data.get("q")),
        prov=clean_line(data.get("prov", ""))[:2],
        agency=agency if is_id else "",
        kind=clean_line(data.get("kind", ""))[:40],
        status=data.get("status", "") if data.get("status") in PointStatus.values else "",
        lack=tuple(name for name in LACKS if name in data.getlist("lack")),
    )


def points_page(rights: Rights, chosen: PointFilter, page: str) -> PointsPage:
    """Return one page of the list."""
    found = filtered_points(rights, chosen)
    # One look for both the count and the page: the rows of the page are then read by their ids.
    ids = list(found.order_by("sort_key", "pk").values_list("pk", flat=True)[: MOST_COUNTED + 1])
    total = min(len(ids), MOST_COUNTED)
    pages = max(1, -(-total // PAGE_SIZE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(1, number), pages)
    shown = ids[:total][(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    rows = (
        ServicePoint.objects.filter(pk__in=shown)
        .select_related("agency", "province")
        .annotate(has_manual=Exists(_served_here()))
        .order_by("sort_key", "pk")
    )
    path = reverse("office:points")
    kinds = point_kinds()
    return PointsPage(
        filter=chosen,
        points=[_line(point, rights.on) for point in rows],
        total=total,
        is_capped=len(ids) > MOST_COUNTED,
        number=number,
        pages=pages,
        base=f"{path}?{urlencode([*chosen.pairs(), ('page', '')])}",
        groups=_groups(chosen, kinds),
        chips=_chips(rights, chosen, kinds, path),
        kept=chosen.pairs("prov", "kind", "status", "lack"),
        can_add=rights.can(Act.EDIT_POINT) and rights.agencies(Act.EDIT_POINT).exists(),
    )


def filtered_points(rights: Rights, chosen: PointFilter) -> QuerySet[ServicePoint]:
    """Return the points that she may see and that match."""
    found = rights.points(Act.VIEW)
    for word in chosen.q.split()[:MOST_WORDS]:
        agencies = Agency.objects.filter(name_th__icontains=word).order_by().values("pk")
        found = found.filter(Q(name_th__icontains=word) | Q(agency__in=agencies))
    exact = {"province": chosen.prov, "agency": chosen.agency, "kind": chosen.kind,
             "status": chosen.status}  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    for lack in chosen.lack:
        found = found.filter(_lack(lack, rights.on))
    return found


def _served_here() -> QuerySet[Pin]:
    """Return the pins of a point by manuals that nobody gave up, as its own page lists them."""
    return of_living_services(Pin.objects.filter(point=OuterRef("pk")))


def _lack(name: str, today: date) -> Q:
    return {
        UNCERTAIN: IS_UNCERTAIN,
        NO_POSITION: Q(lat=None),
        ROUGH: Q(lat__isnull=False) & ~Q(coordinate_quality=CoordinateQuality.OFFICE),
        HOURS: ~Q(hours_status=HoursStatus.CONFIRMED),
        UNCHECKED: Q(checked_on=None) | Q(checked_on__lt=today - CHECK_EVERY),
        NO_MANUAL: Q(~Exists(_served_here())),
    }[name]


def _line(point: ServicePoint, today: date) -> PointLine:
    lacks = [*lacks_of(point, Part.POSITION), *lacks_of(point, Part.HOURS)]
    lacks += [] if point.has_manual else ["ไม่มีคู่มือ"]  # type: ignore[attr-defined]
    lacks += ["ไม่ได้ตรวจเกิน 12 เดือน"] if is_check_due(point, today) else []
    status = PointStatus(point.status)
    return PointLine(
        id=point.pk,
        name=point.name_th,
        agency=point.agency.name_th,
        province=point.province.name_th if point.province else "",
        status="" if status is PointStatus.OPEN else str(status.label),
        status_kind=STATUS_KINDS[status],
        lacks=lacks,
    )


def _groups(chosen: PointFilter, kinds: dict[str, str]) -> list[Group]:
    provinces = [Option(code, name, code == chosen.prov) for code, name in provinces_by_name()]
    return [
        Group(
            "lack",
            "ต้องแก้",
            "checkbox",
            [Option(name, label, name in chosen.lack) for name, label in LACKS.items()],
            open=True,
        ),
        Group("prov", "จังหวัด", "select", provinces),
        Group(
            "kind", "ประเภท", "select", [Option(c, n, c == chosen.kind) for c, n in kinds.items()]
        ),
        Group(
            "status",
            "สถานะ",
            "select",
            [Option(c, str(n), c == chosen.status) for c, n in PointStatus.choices],
        ),
    ]


def _chips(rights: Rights, chosen: PointFilter, kinds: dict[str, str], path: str) -> list[Chip]:
    names = {
        "prov": dict(Province.objects.filter(pk=chosen.prov).values_list("pk", "name_th")),
        "kind": kinds,
        "status": {value: str(label) for value, label in PointStatus.choices},
        "agency": {
            str(pk): name
            for pk, name in rights.agencies(Act.VIEW)
            .filter(pk=int(chosen.agency or 0))
            .values_list("pk", "name_th")
        },
        "lack": LACKS,
    }
    groups = {"prov": "จังหวัด", "kind": "ประเภท", "status": "สถานะ", "agency": "หน่วยงาน",
              "lack": "ต้องแก้"}  # fmt: skip
    return [
        Chip(groups[name], names[name].get(value, value), _without(chosen, name, value, path))
        for name, value in chosen.pairs("q")
    ]


def _without(chosen: PointFilter, name: str, value: str, path: str) -> str:
    kept = [pair for pair in chosen.pairs() if pair != (name, value)]
    return f"{path}?{urlencode(kept)}" if kept else path
