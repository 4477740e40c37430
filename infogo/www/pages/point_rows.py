"""Rows of lists of service points: the same few facts wherever points are listed.

What is the same for all rows is said once above the list (``RowNotes``), not in every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.display.filters import DOT, THAI, number
from infogo.display.whereabouts import Number, numbers, numbers_of, place_of, point_name, way_to
from infogo.geo.distance import distance_text
from infogo.pins.models import Pin
from infogo.pins.wording import confirmations, pin_facts
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock, OpenNow, is_assumed, open_now
from infogo.www.pages.access import AccessMark, access_marks, access_note


@dataclass(frozen=True)
class PointRow:
    """One point in a list; field names are those that ``point_list`` and ``map_box`` read."""

    name: str
    href: str
    lang: str | None
    address: str
    address_lang: str | None
    distance: str
    status: OpenNow
    phones: Sequence[Number]
    note: str
    nav_href: str
    queue_href: str
    approximate: bool
    lat: float | None
    lng: float | None
    access: Sequence[AccessMark] = ()

    @property
    def has_position(self) -> bool:
        """Whether the map has a place for it."""
        return self.lat is not None and self.lng is not None


@dataclass(frozen=True)
class RowNotes:
    """What holds for many rows of one list; each text is empty where it does not apply."""

    hours: str
    phones: str
    positions: str
    pins: str
    confirmed: str = ""
    access: str = ""

    @property
    def text(self) -> str:
        """The notes that apply, in one paragraph."""
        told = (self.hours, self.phones, self.positions, self.pins, self.confirmed, self.access)
        return one_line(told)


def point_row(
    point: ServicePoint,
    clock: Clock,
    *,
    pin: Pin | None = None,
    km: float | None = None,
    confirmed: str = "",
) -> PointRow:
    """Return the row of a point whose areas are selected; ``pin`` adds what differs there.

    ``confirmed`` says when that was confirmed, where the row itself is to say it.
    """
    name, lang = point_name(point)
    place = place_of(point)
    approximate = not point.has_exact_position
    return PointRow(
        name=name,
        lang=lang,
        href=reverse("www:place", args=[point.pk]),
        address=place.address,
        address_lang=place.lang,
        distance=_distance(km, approximate),
        status=open_now(point, clock, pin.hours if pin else None),
        phones=numbers((pin.phones if pin else None) or point.phones),
        note=DOT.join(filter(None, (*(pin_facts(pin) if pin else ()), confirmed))),
        nav_href=way_to(point),
        queue_href=pin.queue_url if pin else "",
        approximate=approximate,
        lat=point.lat,
        lng=point.lng,
        access=access_marks(point),
    )


def pin_rows(
    pins: Sequence[Pin], clock: Clock, kms: Sequence[float | None] = ()
) -> tuple[list[PointRow], RowNotes]:
    """Return the rows of pins of one service whose points are selected, and the notes above them.

    ``kms`` are how far each is, where that is known.
    """
    told = confirmations(pins)
    rows = [
        point_row(pin.point, clock, pin=pin, km=km, confirmed=told.rows.get(pin.pk, ""))
        for pin, km in zip(pins, kms or [None] * len(pins), strict=True)
    ]
    return rows, replace(notes_on([pin.point for pin in pins], pins), confirmed=told.note)


def notes_on(
    points: Iterable[ServicePoint], pins: Iterable[Pin] = (), *, borrows: bool = False
) -> RowNotes:
    """Return the notes above a list of these points and pins.

    ``borrows`` says that the list shows a number of the agency where a point has none: a trip, of
    a few stops. In a long list it would stand in every row, so the note says where it is told.
    """
    shown = list(points)
    return RowNotes(
        hours=_("เวลาเปิดปิดคิดจากเวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน")
        if any(is_assumed(point) for point in shown)
        else "",
        phones=_phones_note([point for point in shown if not point.phones], borrows=borrows),
        positions=_("ป้าย “ตำแหน่งโดยประมาณ” คือระยะทางและจุดบนแผนที่อาจคลาดไปหลายกิโลเมตร")
        if any(not point.has_exact_position for point in shown)
        else "",
        pins=_("จุดที่ไม่ได้บอกเรื่องนัดหมาย การจำกัดพื้นที่ หรือจำนวนต่อวัน คือยังไม่มีข้อมูล ถามจุดให้บริการก่อนไป")
        if not all(_says_all(pin) for pin in pins)
        else "",
        access=access_note(shown),
    )


def _phones_note(without: Sequence[ServicePoint], *, borrows: bool) -> str:
    """Say what it means that no number is shown at these points, which have none of their own."""
    if not borrows and any(point.agency.phones for point in without):
        return _("จุดที่ไม่แสดงเบอร์โทร คือยังไม่มีเบอร์ของจุดนั้น เปิดหน้าของจุดเพื่อดูเบอร์กลางของหน่วยงาน")
    if all(numbers_of(point) for point in without):
        return ""
    return _("จุดที่ไม่แสดงเบอร์โทร คือยังไม่มีข้อมูล")


def one_line(sentences: Iterable[str]) -> str:
    """Join short sentences into one line with dots between them; empty ones are left out.

    Thai has no full stop: "น." and "กม." keep theirs, also what an agency wrote on English pages.
    """
    return DOT.join(text if THAI.search(text) else text.rstrip(".") for text in sentences if text)


def _says_all(pin: Pin) -> bool:
    return None not in (pin.accepts_walk_in, pin.residents_only, pin.daily_limit)


def _distance(km: float | None, approximate: bool) -> str:
    if km is None:
        return ""
    if approximate:  # off by kilometres, so metres would pretend
        return _("ราว %(km)s กม.") % {"km": number(max(1, round(km)))}
    return distance_text(km, current_language())
