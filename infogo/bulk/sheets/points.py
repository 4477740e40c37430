"""Service points: names, place, hours, contacts, accessibility, status."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError, RowRefusedError
from infogo.bulk.record_sheet import RecordSheet
from infogo.bulk.services import points as services
from infogo.bulk.sheet import ID, MARK_COLUMN, Acting, Current, Filters, Problem
from infogo.geo.areas import Area, AreaError, read_area, subdistrict_name
from infogo.geo.models import Province
from infogo.points.facts import ACCESS, WRITTEN_FIELDS, point_kinds
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import SHORTEST_REASON

_AREAS = ("province", "district", "subdistrict")
_REASON = "reason"
_PLAIN = (
    "name_th", "name_en", "address", "landmark", "postcode", "lat", "lng", "phones", "email",
    "website", "hours", "status",
)  # fmt: skip


def _postcode(cell: str) -> str:
    code: str = c.digits(5, "รหัสไปรษณีย์")(cell)
    if code.startswith("0"):
        raise CellError("รหัสไปรษณีย์ไม่ขึ้นต้นด้วย 0", "ตรวจรหัสไปรษณีย์อีกครั้ง")
    return code


_STATUSES = {str(value): str(label) for value, label in PointStatus.choices}
_read_status, _show_status = c.choice(_STATUSES)


def _status(cell: str) -> Any:
    status = _read_status(cell)
    if status == PointStatus.MOVED:
        raise CellError("ต้องบอกว่าย้ายไปที่ใด", "เปลี่ยนสถานะนี้ในหน้าแก้จุดให้บริการ")
    return status


class PointSheet(RecordSheet):
    """One row for each service point that she looks after."""

    code = "points"
    title = "จุดให้บริการ"
    lead = "ชื่อ ที่ตั้ง พิกัด เวลาทำการ โทรศัพท์ สิ่งอำนวยความสะดวก และสถานะของจุดให้บริการ"
    act = Act.EDIT_POINT
    columns = (
        Column(ID, "รหัสจุด", "เว้นว่างเมื่อเพิ่มจุดใหม่ ห้ามแก้รหัสของแถวเดิม", width=12),
        MARK_COLUMN,
        Column(
            "agency",
            "รหัสหน่วยงาน",
            "ตัวเลขของหน่วยงานเจ้าของ ใส่เมื่อเพิ่มจุดใหม่ ดูจากแถวอื่นได้",
            read=c.whole_number(c.LARGEST_ID),
            required=True,
            empty=None,
            example="150",
            width=12,
        ),
        Column("agency_name", "หน่วยงาน", "ชื่อหน่วยงาน ให้ดูประกอบ", is_info=True, width=30),
        Column(
            "name_th",
            WRITTEN_FIELDS["name_th"],
            "ชื่อเต็มที่ประชาชนเห็น",
            read=c.text(200),
            required=True,
            example="ที่ว่าการอำเภอเมืองเชียงใหม่",
            width=40,
        ),
        Column(
            "name_en",
            WRITTEN_FIELDS["name_en"],
            "ชื่อเต็มภาษาอังกฤษ",
            read=c.text(200),
            example="Mueang Chiang Mai District Office",
            width=34,
        ),
        Column(
            "kind",
            WRITTEN_FIELDS["kind"],
            "เลือกจากรายการ",
            read=c.text(200),
            required=True,
            example="ที่ว่าการอำเภอ",
            width=26,
        ),
        Column(
            "status",
            "สถานะ",
            "เปิดให้บริการ ปิดชั่วคราว หรือปิดถาวร",
            read=_status,
            show=_show_status,
            empty=str(PointStatus.OPEN),
            choices=tuple(_STATUSES.values()),
            example="เปิดให้บริการ",
            width=16,
        ),
        Column(
            _REASON,
            "เหตุผลของสถานะ",
            "ใส่เมื่อเปลี่ยนสถานะเป็นปิด เก็บไว้ในประวัติ",
            read=c.text(300),
            example="ย้ายไปรวมกับสำนักงานใหญ่",
            width=26,
        ),
        Column(
            "address",
            WRITTEN_FIELDS["address"],
            "เลขที่ ถนน ตำบล อำเภอ จังหวัด ในบรรทัดเดียว",
            read=c.text(400),
            example="80 ถนนตัวอย่าง ต.ศรีภูมิ อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50200",
            width=44,
        ),
        Column(
            "landmark",
            WRITTEN_FIELDS["landmark"],
            "สิ่งที่อยู่ใกล้และมองเห็นง่าย",
            read=c.text(300),
            example="ตรงข้ามวัด",
        ),
        *(
            Column(name, WRITTEN_FIELDS[name], hint, read=c.text(100), example=example)
            for name, hint, example in (
                ("province", "ชื่อหรือรหัส 2 หลัก", "เชียงใหม่"),
                ("district", "ชื่อหรือรหัส 4 หลัก", "อำเภอเมืองเชียงใหม่"),
                ("subdistrict", "ชื่อหรือรหัส 6 หลัก", "ตำบลศรีภูมิ"),
            )
        ),
        Column(
            "postcode",
            WRITTEN_FIELDS["postcode"],
            "ตัวเลข 5 หลัก",
            read=_postcode,
            example="50200",
            width=12,
        ),
        Column(
            "lat",
            "ละติจูด",
            "องศาทศนิยม ระหว่าง 5.5 ถึง 20.6",
            read=c.degrees(5.5, 20.6),
            empty=None,
            example="18.790123",
            width=12,
        ),
        Column(
            "lng",
            "ลองจิจูด",
            "องศาทศนิยม ระหว่าง 97.3 ถึง 105.7",
            read=c.degrees(97.3, 105.7),
            empty=None,
            example="98.987654",
            width=12,
        ),
        Column(
            "phones",
            WRITTEN_FIELDS["phones"],
            "คั่นหลายเบอร์ด้วยจุลภาค",
            read=c.phones,
            show=c.shown_phones,
            empty=[],
            example="0 5311 2708, 1548",
            width=26,
        ),
        Column(
            "email",
            WRITTEN_FIELDS["email"],
            "อีเมลของหน่วยงาน",
            read=c.email,
            example="saraban@agency.go.th",
            width=26,
        ),
        Column(
            "website",
            WRITTEN_FIELDS["website"],
            "ขึ้นต้นด้วย https://",
            read=c.url,
            example="https://www.agency.go.th",
            width=30,
        ),
        Column(
            "hours",
            "เวลาทำการ",
            "เขียนเป็นประโยค แยกวันที่เวลาไม่เหมือนกันด้วย ;",
            read=c.hours,
            show=c.shown_hours,
            empty={},
            example="วันจันทร์ ถึง วันศุกร์ ยกเว้นวันหยุดราชการ เวลา 08:30 - 16:30 น. มีพักเที่ยง",
            width=50,
        ),
        *(
            c.yes_no(name, label, f"มี{label}หรือไม่ ไม่แน่ใจให้เลือก “ไม่ทราบ”", yes="มี", no="ไม่มี")
            for name, label in ACCESS.items()
        ),
    )

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
        reason = values.pop(_REASON, "")
        if values.get("status", PointStatus.OPEN) == PointStatus.OPEN:
            return
        values[_REASON] = reason
        if len(reason) < SHORTEST_REASON:
            header = self.column(_REASON).header
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
            reason=values.get(_REASON, ""),
            actor=acting.person.audit_name,
        )

    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        services.change(
            point_id=current.id,
            columns=_columns(values, current.raw["accessibility"]),
            reason=values.get(_REASON, ""),
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
        _REASON: "",
        **{name: point.accessibility.get(name) for name in ACCESS},
        "agency": point.agency_id,
        "kind": kinds.get(point.kind, point.kind),
        "kind_code": point.kind,
        "place": {f"{name}_id": getattr(point, f"{name}_id") for name in _AREAS},
    }
    return Current(point.pk, point.name_th, values, raw=raw)


def _columns(values: Mapping[str, Any], access: Mapping[str, bool]) -> dict[str, Any]:
    """Return the columns of a point that a plan's values set."""
    facts: dict[str, Any] = {n: values[n] for n in _PLAIN if n in values} | values.get("place", {})
    if "kind_code" in values:
        facts["kind"] = values["kind_code"]
    if any(name in values for name in ACCESS):
        merged = {**access, **{name: values[name] for name in ACCESS if name in values}}
        facts["accessibility"] = {k: v for k, v in merged.items() if v is not None}
    return facts
