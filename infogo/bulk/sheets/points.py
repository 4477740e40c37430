"""Service points: names, place, hours, contacts, accessibility, status."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import RowRefusedError
from infogo.bulk.record_sheet import RecordSheet
from infogo.bulk.services import points as services
from infogo.bulk.sheet import Acting, Current, Filters, Problem
from infogo.bulk.sheets.point_columns import ADDED, COLUMNS, REASON
from infogo.geo.areas import Area, AreaError, read_area, subdistrict_name
from infogo.geo.models import Province
from infogo.points.facts import (
    ACCESS,
    point_kinds,
)
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import SHORTEST_REASON

_AREAS = ("province", "district", "subdistrict")
_PLAIN = (
    "name_th", "name_en", "address", "landmark", "postcode", "lat", "lng", "phones", "email",
    "website", "hours", "status", "entrance", "transit",
)  # fmt: skip


class PointSheet(RecordSheet):
    """One row for each service point that she looks after."""

    code = "points"
    title = "จุดให้บริการ"
    lead = "ชื่อ ที่ตั้ง พิกัด เวลาทำการ โทรศัพท์ สิ่งอำนวยความสะดวก และสถานะของจุดให้บริการ"
    act = Act.EDIT_POINT
    columns = COLUMNS

    def choices_of(self, column: Column) -> tuple[str, ...]:
        if column.name == "kind":
            return tuple(point_kinds().values())
        if column.name == "province":
            return tuple(Province.objects.values_list("name_th", flat=True))
        return column.choices

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        return len(self._points(rights, filters).order_by().values_list("pk", flat=True)[:most])

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        kinds = point_kinds()
        points = _whole(self._points(rights, filters)).select_related("agency")
        for point in points.order_by("agency", "pk").iterator(chunk_size=500):
            yield self.row_of(_current(point, kinds), {"agency_name": point.agency.name_th})

    def _points(self, rights: Rights, filters: Filters) -> QuerySet[ServicePoint]:
        points = rights.points(self.act)
        if filters.province:
            points = points.filter(province=filters.province)
        if filters.words:
            words = filters.words
            points = points.filter(
                Q(name_th__icontains=words) | Q(agency__name_th__icontains=words)
            )
        return points

    def current(
        self, ids: Collection[int], acting: Acting, *, lock: bool = False
    ) -> dict[int, Current]:
        points = _whole(acting.rights.points(self.act).filter(pk__in=ids))
        if lock:
            points = points.select_for_update(of=("self",))
        kinds = acting.once("kinds", point_kinds)
        return {point.pk: _current(point, kinds) for point in points}

    def reread(self, record_id: int, acting: Acting) -> Current:
        point = _whole(ServicePoint.objects.filter(pk=record_id)).get()
        return _current(point, acting.once("kinds", point_kinds))

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        before = current.values if current else {}
        checks = (
            self._check_agency,
            self._check_kind,
            self._check_place,
            self._check_position,
            self._check_status,
        )
        problems = [p for check in checks for p in check(values, before, acting)]
        if "hours" in values:
            values["hours"] = c.with_days_that_differ(values["hours"], before.get("hours"))
        return problems

    def _check_agency(
        self, values: dict[str, Any], before: Mapping[str, Any], acting: Acting
    ) -> Iterator[Problem]:
        if "agency" not in values:
            return
        header, agency = self.column("agency").header, values["agency"]
        if before:
            advice = "ใส่รหัสหน่วยงานเดิม การย้ายหน่วยงานทำในหน้าแก้จุดให้บริการ"
            yield Problem(header, str(agency), "เปลี่ยนหน่วยงานในไฟล์ไม่ได้", advice)
        elif not acting.rights.agencies(self.act).filter(pk=agency).exists():
            advice = "ใส่รหัสของหน่วยงานที่คุณดูแล"
            yield Problem(header, str(agency), "คุณไม่มีสิทธิเพิ่มจุดให้หน่วยงานนี้", advice)

    def _check_kind(
        self, values: dict[str, Any], before: Mapping[str, Any], acting: Acting
    ) -> Iterator[Problem]:
        if "kind" not in values:
            return
        codes = {
            label.replace(" ", ""): code
            for code, label in acting.once("kinds", point_kinds).items()
        }
        code = codes.get(values["kind"].replace(" ", ""))
        if code is None:
            header = self.column("kind").header
            yield Problem(header, values["kind"], "ไม่มีประเภทนี้", "เลือกจากรายการในช่องนี้ของไฟล์")
        else:
            values["kind_code"] = code

    def _check_place(
        self, values: dict[str, Any], before: Mapping[str, Any], acting: Acting
    ) -> Iterator[Problem]:
        if not any(name in values for name in _AREAS):
            return
        written = [values.get(name, before.get(name, "")) for name in _AREAS]
        try:
            area = read_area(*written)
        except AreaError as error:
            advice = "เขียนชื่อเต็มหรือรหัสของกรมการปกครอง และให้จังหวัด อำเภอ ตำบลตรงกันในแถวเดียวกัน"
            yield Problem(self.column(error.field).header, "", str(error), advice)
        else:
            values.update(_names(area))
            values["place"] = {f"{k}_id": v.pk if v else None for k, v in vars(area).items()}

    def _check_status(
        self, values: dict[str, Any], before: Mapping[str, Any], acting: Acting
    ) -> Iterator[Problem]:
        reason = values.pop(REASON, "")
        if values.get("status", PointStatus.OPEN) == PointStatus.OPEN:
            return
        values[REASON] = reason
        if len(reason) < SHORTEST_REASON:
            header = self.column(REASON).header
            yield Problem(header, reason, "ไม่มีเหตุผลของสถานะใหม่", "เขียนว่าปิดเพราะอะไร")

    def _check_position(
        self, values: dict[str, Any], before: Mapping[str, Any], acting: Acting
    ) -> Iterator[Problem]:
        lat, lng = (values.get(name, before.get(name)) for name in ("lat", "lng"))
        if (lat is None) != (lng is None):
            header = self.column("lat" if lat is None else "lng").header
            yield Problem(header, "", "พิกัดต้องมีทั้งละติจูดและลองจิจูด", "ใส่ให้ครบทั้งสองช่อง หรือลบค่าทั้งสองช่อง")

    def label_of(self, values: Mapping[str, Any]) -> str:
        return str(values["name_th"])

    def create(self, values: Mapping[str, Any], acting: Acting) -> int:
        agency = values["agency"]
        if not acting.rights.agencies(self.act).filter(pk=agency).exists():
            raise RowRefusedError("คุณไม่มีสิทธิเพิ่มจุดให้หน่วยงานนี้แล้ว")
        return services.add(
            agency_id=agency,
            columns=_columns(values, {}),
            reason=values.get(REASON, ""),
            actor=acting.person.audit_name,
        )

    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        services.change(
            point_id=current.id,
            columns=_columns(values, current.raw["accessibility"]),
            reason=values.get(REASON, ""),
            actor=acting.person.audit_name,
        )

    def restore(self, current: Current, raw: Mapping[str, Any], acting: Acting) -> None:
        actor = acting.person.audit_name
        services.restore(point_id=current.id, columns=raw, actor=actor)

    def remove(self, current: Current, acting: Acting) -> None:
        services.remove(point_id=current.id, actor=acting.person.audit_name)


def _names(area: Area) -> dict[str, str]:
    """Return the three areas as a sheet shows them."""
    return {
        "province": area.province.name_th if area.province else "",
        "district": area.district.full_name_th if area.district else "",
        "subdistrict": subdistrict_name(area.subdistrict) if area.subdistrict else "",
    }


def _whole(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint]:
    return points.select_related("province", "district", "subdistrict")


def _current(point: ServicePoint, kinds: Mapping[str, str]) -> Current:
    raw = services.kept(point)
    values = {
        **{name: raw[name] for name in _PLAIN},
        **_names(Area(point.province, point.district, point.subdistrict)),
        REASON: "",
        **{name: point.accessibility.get(name) for name in ACCESS},
        "agency": point.agency_id,
        "kind": kinds.get(point.kind, point.kind),
        "kind_code": point.kind,
        "place": {f"{name}_id": getattr(point, f"{name}_id") for name in _AREAS},
    }
    return Current(point.pk, point.name_th, values, raw=raw, added=ADDED)


def _columns(values: Mapping[str, Any], access: Mapping[str, bool]) -> dict[str, Any]:
    """Return the columns of a point that a plan's values set."""
    facts: dict[str, Any] = {n: values[n] for n in _PLAIN if n in values} | values.get("place", {})
    if "kind_code" in values:
        facts["kind"] = values["kind_code"]
    if any(name in values for name in ACCESS):
        merged = {**access, **{name: values[name] for name in ACCESS if name in values}}
        facts["accessibility"] = {k: v for k, v in merged.items() if v is not None}
    return facts
