"""Monthly transaction reports: one row for each service at a point, or online, in one month."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError, RowRefusedError
from infogo.bulk.models import Outcome
from infogo.bulk.services import volumes as services
from infogo.bulk.services.volumes import NOTE, ZERO
from infogo.bulk.sheet import (
    ID,
    MARK_COLUMN,
    NOT_HERS,
    NOT_HERS_ADVICE,
    Acting,
    Current,
    FileRow,
    Filters,
    Problem,
    Sheet,
    Verdict,
    digest,
)
from infogo.core.dates import bangkok_now
from infogo.core.upsert import batches
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.volumes.definition import FormDefinition, FormField, form_of
from infogo.volumes.expected import (
    ONLINE_PLACE,
    Key,
    key_of,
    manuals_to_report,
    owners_of,
    pins_to_report,
)
from infogo.volumes.findings import ZERO as CONTRADICTION
from infogo.volumes.findings import Told, findings_of
from infogo.volumes.models import OPEN_STATES, MonthlyReport, VolumeRow
from infogo.volumes.months import code_of, first_of, later, month_label, month_of
from infogo.volumes.services.common import LONGEST_NOTE
from infogo.volumes.values import ValueProblemError, as_json, read_value, show_value

CHUNK = 500
_COLUMNS = tuple[Column, ...]


@dataclass(frozen=True)
class Place:
    """Where a row of the file belongs."""

    agency_id: int
    month: date
    key: Key

    @property
    def code(self) -> str:
        """Return how the file names it."""
        return f"{code_of(self.month)}:{self.key}"


def default_month() -> date:
    """Return the month that ended last."""
    return later(first_of(bangkok_now().date()), -1)


class VolumeSheet(Sheet):
    """Rows of one month; the columns are the fields of the form of the month that ended last.

    It is reported now: a form that began with this month is filled in when the month is over.
    """

    code = "volumes"
    title = "ธุรกรรมรายเดือน"
    lead = "จำนวนคำขอที่รับ เสร็จ และค้าง ของแต่ละเรื่องที่แต่ละจุดในเดือนเดียว"
    act = Act.REPORT
    by_month = True
    _held: _COLUMNS | None = None

    @property
    def columns(self) -> _COLUMNS:  # type: ignore[override]
        """Return keys, what helps people to see which row is which, and the form's fields."""
        if self._held is not None:
            return self._held
        form = form_of(default_month()) or form_of(first_of(bangkok_now().date()))
        fields = form.fields if form else ()
        return (*_FIXED, *(_column(field) for field in fields), *_LAST)

    def held(self) -> VolumeSheet:
        """Return the same sheet with its columns read once: a file has thousands of rows."""
        same = copy.copy(self)
        same._held = self.columns
        return same

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        count = self._manuals(rights, filters).count()
        for pins in pins_to_report(rights, filters.province, filters.words):
            if count >= most:
                break
            count += pins.count()
        return min(most, count)

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        month = month_of(filters.month) or default_month()
        form = form_of(month)
        if form is None:
            return
        sheet = self.held()
        manuals = self._manuals(rights, filters).select_related("procedure", "agency")
        places = [_online_place(manual, month) for manual in manuals.order_by("pk")]
        yield from _written(sheet, form, month, places)
        for pins in pins_to_report(rights, filters.province, filters.words):
            found = pins.select_related("procedure", "point__agency").order_by("point", "pk")
            for chunk in batches(found.iterator(chunk_size=CHUNK), CHUNK):
                yield from _written(sheet, form, month, [_pin_place(pin, month) for pin in chunk])

    def _manuals(self, rights: Rights, filters: Filters) -> QuerySet[Manual]:
        manuals = manuals_to_report(rights)
        if filters.province:
            manuals = manuals.filter(province=filters.province)
        if words := filters.words:
            named = Q(procedure__name_th__icontains=words) | Q(agency__name_th__icontains=words)
            manuals = manuals.filter(named)
        return manuals

    # ---- checking

    def check(self, rows: Sequence[FileRow], acting: Acting) -> list[Verdict]:
        return Sheet.check(self.held(), rows, acting)

    def targets(
        self, rows: Sequence[FileRow], acting: Acting
    ) -> Mapping[int, Current | Problem | None]:
        wanted = {row.number: _read_code(row.cells.get(ID, "")) for row in rows}
        places = _places({place for place in wanted.values() if place}, acting.rights)
        months = {place.month for place in places.values()}
        agencies = {place.agency_id for place in places.values()}
        reports = MonthlyReport.objects.filter(agency__in=agencies, month__in=months)
        closed = {(r.agency_id, r.month) for r in reports if r.state not in OPEN_STATES}
        stored = _stored(places.values())
        forms = {month: form_of(month) for month in months if month <= acting.rights.on}
        found: dict[int, Current | Problem | None] = {}
        for row in rows:
            asked = wanted[row.number]
            place = places.get(asked) if asked else None
            if place is None:
                found[row.number] = self.problem(ID, row, NOT_HERS, NOT_HERS_ADVICE)
                continue
            form = forms.get(place.month)
            if form is None:
                label = month_label(place.month)
                advice = "ใช้ไฟล์ของเดือนที่ผ่านมาหรือเดือนนี้"
                found[row.number] = self.problem(ID, row, f"รายงานเดือน{label}ไม่ได้", advice)
            elif (place.agency_id, place.month) in closed:
                advice = "เปิดรายงานให้แก้ใหม่ในหน้าธุรกรรมก่อน"
                found[row.number] = self.problem(ID, row, "รายงานเดือนนี้ส่งแล้ว", advice)
            else:
                found[row.number] = _current(place, form, stored.get(place))
        return found

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        after = {**(current.values if current else {}), **values}
        form = form_of(date.fromisoformat(current.raw["month"])) if current else None
        if form is None or not values:
            return []
        unknown = [name for name in values if name not in form.names and name not in (ZERO, NOTE)]
        if unknown:
            header = self.column(unknown[0]).header
            return [Problem(header, "", "แบบของเดือนนี้ไม่มีช่องนี้", "เว้นช่องนี้ว่าง")]
        for finding in findings_of(form, Told(after, bool(after.get(ZERO))), []):
            if finding.kind == CONTRADICTION:
                return [Problem(self.column(ZERO).header, "ใช่", finding.what, finding.todo)]
        return []

    def _changed(self, row: FileRow, values: dict[str, Any], current: Current) -> Verdict:
        verdict = super()._changed(row, values, current)
        if verdict.outcome == Outcome.CHANGE:
            verdict.plan["row"] = dict(current.raw)
        return verdict

    def apply(
        self, plan: Mapping[str, Any], record_id: int | None, acting: Acting
    ) -> tuple[int, dict[str, Any]]:
        place = plan["row"]
        key = key_of(place["key"])
        if key is None:
            raise RowRefusedError(NOT_HERS)
        before, after, row_id = services.tell(
            rights=acting.rights,
            agency_id=place["agency"],
            month=date.fromisoformat(place["month"]),
            key=key,
            told=plan["set"],
            is_as_seen=lambda values: digest(values) == plan["mark"],
        )
        return row_id, {"do": "change", "row": place, "set": before, "mark": digest(after)}


_FIXED: _COLUMNS = (
    Column(ID, "รหัสแถว", "เดือน คู่มือ และจุด อย่าแก้และอย่าลบ", width=20),
    MARK_COLUMN,
    Column("agency_name", "หน่วยงาน", "ชื่อหน่วยงาน ให้ดูประกอบ", is_info=True, width=30),
    Column("procedure", "งานบริการ", "ชื่องานบริการ ให้ดูประกอบ", is_info=True, width=40),
    Column("place", "จุดให้บริการ", "ชื่อจุด ให้ดูประกอบ", is_info=True, width=34),
    Column("left", "คงค้างเดือนก่อน", "ให้ดูประกอบ ใส่ในช่องยกมา", is_info=True, width=14),
    c.choice_column(
        ZERO,
        "ไม่มีผู้มาติดต่อ",
        "เลือก “ใช่” เมื่อเดือนนั้นไม่มีใครมา ระบบใส่ 0 ในช่องที่ว่าง",
        {True: "ใช่", False: "ไม่ใช่"},
        empty=False,
        example="ใช่",
        width=14,
    ),
)
_LAST: _COLUMNS = (Column(NOTE, "หมายเหตุ", "ถ้ามี", read=c.text(LONGEST_NOTE), width=40),)


def _column(field: FormField) -> Column:
    """Return the column of a field."""

    def read(cell: str) -> Any:
        try:
            value = read_value(field, cell)
        except ValueProblemError as error:
            raise CellError("ใช้ค่านี้ไม่ได้", error.thai) from error
        return as_json({field.name: value}).get(field.name)

    return Column(
        field.name,
        field.label,
        f"{field.hint} ช่องว่างคือยังไม่รู้ ไม่ใช่ 0".strip(),
        read=read,
        show=lambda value: show_value(field, value),
        empty=None,
        example="0" if field.required else "",
        width=14,
    )


def _written(
    sheet: VolumeSheet,
    form: FormDefinition,
    month: date,
    places: Sequence[tuple[Place, str, str, str]],
) -> Iterator[dict[str, str]]:
    """Return rows as cells; a constant number of queries for each portion."""
    stored = _stored([place for place, *_names in places])
    before = _stored([_earlier(place) for place, *_names in places])
    source = form.field(form.carry.source)
    for place, title, where, agency in places:
        last = before.get(_earlier(place))
        left = show_value(source, last.values.get(source.name)) if last else ""
        info = {"agency_name": agency, "procedure": title, "place": where, "left": left}
        cells = sheet.row_of(_current(place, form, stored.get(place)), info)
        yield {**cells, ID: place.code}


def _earlier(place: Place) -> Place:
    return Place(place.agency_id, later(place.month, -1), place.key)


def _online_place(manual: Manual, month: date) -> tuple[Place, str, str, str]:
    place = Place(manual.agency_id, month, Key(manual.pk, None))
    return place, manual.procedure.name_th, ONLINE_PLACE, manual.agency.name_th


def _pin_place(pin: Pin, month: date) -> tuple[Place, str, str, str]:
    agency = pin.point.agency
    place = Place(agency.pk, month, Key(pin.manual_id, pin.point_id))
    return place, pin.procedure.name_th, pin.point.name_th, agency.name_th


def _read_code(text: str) -> tuple[date, Key] | None:
    month, _, key = text.partition(":")
    found, read = month_of(month[:10]), key_of(key)
    return (found, read) if found and read else None


def _places(wanted: set[tuple[date, Key]], rights: Rights) -> dict[tuple[date, Key], Place]:
    """Return where those of these rows that are hers belong."""
    owners = owners_of(rights, {key for _month, key in wanted})
    return {(month, key): Place(owners[key], month, key) for month, key in wanted if key in owners}


def _stored(places: Any) -> dict[Place, VolumeRow]:
    """Return the rows that stand at these places; one query."""
    asked = set(places)
    rows = VolumeRow.objects.filter(
        month__in={place.month for place in asked},
        manual__in={place.key.manual_id for place in asked},
        report__agency__in={place.agency_id for place in asked},
    ).select_related("report")
    found = {
        Place(row.report.agency_id, row.month, Key(row.manual_id, row.point_id)): row
        for row in rows
    }
    return {place: row for place, row in found.items() if place in asked}


def _current(place: Place, form: FormDefinition, row: VolumeRow | None) -> Current:
    raw = {
        "agency": place.agency_id,
        "month": place.month.isoformat(),
        "key": str(place.key),
    }
    return Current(row.pk if row else 0, place.code, services.kept(form, row), raw=raw)
