"""Agencies, points, pins and manuals behind a figure of coverage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.central.pages.coverage import ROOMS, address_of, within_reach
from infogo.central.pages.records import Behind, Record
from infogo.central.pages.table import Link
from infogo.core.dates import short_date
from infogo.display.manual_head import manual_address
from infogo.geo.wording import district_name, province_name
from infogo.manuals.models import Manual
from infogo.oversight.chosen import choose
from infogo.oversight.coverage import state_at, total_of
from infogo.oversight.coverage_records import first_of_flagged, records_of
from infogo.oversight.registry import FIGURES
from infogo.oversight.tree import tree
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint

NOTHING = "–"


def coverage_records(code: str, asked: Mapping[str, str], today: date) -> Behind:
    """Return what is behind a figure.

    Raises:
        LookupError: there is no such figure of coverage.
    """
    room = next((room for room in ROOMS if code in room.figures), None)
    if room is None:
        raise LookupError(code)
    known, chosen = tree(), within_reach(choose(asked, today), room)
    subject = code.split("_")[0]
    related, heads, describe = SUBJECTS[subject]
    state = state_at(chosen.slice, today)
    counted = total_of(chosen.slice, state.month, [code], known)[code]
    return Behind(
        figure=FIGURES[code],
        chosen=chosen,
        path=reverse("central:coverage_records", args=[code]),
        rows=related(records_of(code, chosen.slice, known, timezone.now())),
        heads=heads,
        describe=describe,
        back=Link(room.name, chosen.slice.address(address_of(room))),
        expected=counted,
        notes=("รายการนี้อ่านจากข้อมูลขณะนี้ จึงอาจต่างจากตัวเลขที่นับไว้ก่อน",),
        near=partial(first_of_flagged, code, chosen.slice),
    )


def _place(record: Any) -> str:
    names = [
        district_name(record.district) if record.district else "",
        province_name(record.province) if record.province else "",
    ]
    return " ".join(name for name in names if name) or NOTHING


def _agency(agency: Agency) -> Record:
    cells = (
        agency.name_th,
        agency.parent.name_th if agency.parent else NOTHING,
        _place(agency),
        str(len(agency.phones)) if agency.phones else NOTHING,
        agency.website or NOTHING,
    )
    return Record(cells, reverse("www:agency", args=[agency.pk]))


def _point(point: ServicePoint) -> Record:
    cells = (
        point.name_th,
        point.agency.name_th,
        _place(point),
        str(point.get_coordinate_quality_display()),
        short_date(point.checked_on) if point.checked_on else NOTHING,
    )
    return Record(
        cells, reverse("www:place", args=[point.pk]), reverse("office:point", args=[point.pk])
    )


def _pin(pin: Pin) -> Record:
    cells = (
        pin.procedure.name_th,
        pin.point.name_th,
        pin.point.agency.name_th,
        short_date(pin.confirmed_on) if pin.confirmed_on else NOTHING,
    )
    return Record(
        cells,
        reverse("www:place", args=[pin.point_id]),
        reverse("office:manual", args=[pin.manual_id]),
    )


def _manual(manual: Manual) -> Record:
    edition = manual.current
    own = "ใช้ตามมาตรฐาน"
    if manual.is_standard:
        own = "คู่มือมาตรฐานกลาง"
    elif manual.overridden_sections:
        own = f"เขียนเอง {len(manual.overridden_sections)} ส่วน"
    cells = (
        manual.procedure.name_th,
        manual.agency.name_th,
        own,
        short_date(edition.published_at) if edition and edition.published_at else NOTHING,
    )
    agency = None if manual.is_standard else manual.agency_id
    return Record(
        cells,
        manual_address(manual.procedure_id, agency),
        reverse("office:manual", args=[manual.pk]),
    )


Related = Callable[[QuerySet[Any]], QuerySet[Any]]
SUBJECTS: Mapping[str, tuple[Related, tuple[str, ...], Callable[[Any], Record]]] = {
    "agencies": (
        lambda rows: rows.select_related("parent", "province", "district"),
        ("หน่วยงาน", "สังกัด", "พื้นที่", "โทรศัพท์ (เบอร์)", "เว็บไซต์"),
        _agency,
    ),
    "points": (
        lambda rows: rows.select_related("agency", "province", "district"),
        ("จุดให้บริการ", "หน่วยงาน", "พื้นที่", "ตำแหน่ง", "ตรวจล่าสุด"),
        _point,
    ),
    "pins": (
        lambda rows: rows.select_related("procedure", "point__agency"),
        ("เรื่อง", "จุดให้บริการ", "หน่วยงาน", "ยืนยันล่าสุด"),
        _pin,
    ),
    "manuals": (
        lambda rows: rows.select_related("procedure", "agency", "current").defer(
            "current__content"
        ),
        ("เรื่อง", "หน่วยงาน", "ข้อความของ", "ฉบับของตนล่าสุด"),
        _manual,
    ),
}
