"""Coming rounds of mobile units as citizens read them, and as a file for their calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, weekday_date
from infogo.core.keys import served
from infogo.core.language import current_language, in_language
from infogo.core.memory import Memory
from infogo.display.manual_head import manual_keys
from infogo.display.structured import absolute
from infogo.display.whereabouts import number_text, numbers_of, point_name
from infogo.geo.areas import subdistrict_name
from infogo.geo.navigation import navigation_links
from infogo.geo.wording import district_name, province_name
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.pins.selectors import services_here
from infogo.points.models import MOBILE_UNIT, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.rounds.models import Round
from infogo.rounds.selectors import rounds_at, rounds_of_agency, rounds_taking
from infogo.www.pages.calendar_file import Event, calendar

FIRST_SHOWN = 6
"""What stands in the page at once; the others are folded."""
MOST_SHOWN = 36
NAMED_SERVICES = 5
_taking = Memory(most=250)


@dataclass(frozen=True)
class RoundRow:
    """One round, as ``round_list`` reads it; ``unit`` and ``href`` are those of the point."""

    pk: int
    days: str
    first_on: date
    is_today: bool
    is_cancelled: bool
    reason: str
    hours: str
    place: str
    place_lang: str | None
    area: str
    unit: str
    unit_lang: str | None
    href: str
    services: str
    note: str
    nav_href: str
    ics_href: str


@dataclass(frozen=True)
class RoundList:
    """The coming rounds on a page: the first few, and others to be unfolded.

    ``is_expected`` tells that there should be some, as on the page of a mobile unit.
    ``unshown`` counts those for which a page has no room.
    """

    rows: Sequence[RoundRow]
    more: Sequence[RoundRow]
    unshown: int
    ics_href: str = ""
    is_expected: bool = False

    @property
    def count(self) -> int:
        """How many rounds there are."""
        return len(self.rows) + len(self.more) + self.unshown

    def __bool__(self) -> bool:
        return bool(self.rows)


def rounds_of_point(point: ServicePoint, pins: Sequence[Pin], today: date) -> RoundList:
    """Return the coming rounds of a unit; ``pins`` are the services that it serves.

    Only a mobile unit in use has any, so that the page of an office asks for none, and one that
    moved for good leads to the other instead.
    """
    if point.kind != MOBILE_UNIT or point.status not in VISITABLE:
        return RoundList((), (), 0)
    names = {pin.procedure_id: in_language(pin.procedure.name_th, pin.procedure.name_en)[0]
             for pin in pins}  # fmt: skip
    found = rounds_at(point, today)
    has_any = any(not one.is_cancelled for one in found)
    return _list(
        found,
        today,
        names,
        ics_href=reverse("www:place_rounds_ics", args=[point.pk]) if has_any else "",
        is_expected=True,
    )


def rounds_of_an_agency(agency_id: int, today: date) -> RoundList:
    """Return the coming rounds of all units of an agency."""
    return _list(rounds_of_agency(agency_id, today), today, {})


def rounds_of_manual(manual: Manual, province: str, today: date) -> RoundList:
    """Return the coming rounds that take a manual along, in the reader's province first."""
    return _taking.recall(
        (manual.pk, province, today, current_language()),
        (served(manual.procedure_id), *manual_keys(manual.procedure_id)),
        lambda: _list(rounds_taking(manual, today, province), today),
    )


def rounds_data(point: ServicePoint, today: date) -> list[dict[str, Any]]:
    """Return the coming rounds of a point as data; names of fields never change meaning.

    ``services`` are ids of procedures, ``null`` where all that the unit serves are taken along.
    """
    return [
        {
            "id": one.pk,
            "first_on": one.first_on.isoformat(),
            "last_on": one.last_on.isoformat(),
            "opens": f"{one.opens:%H:%M}",
            "closes": f"{one.closes:%H:%M}",
            "place": one.place,
            "subdistrict": one.subdistrict_id,
            "district": one.district_id,
            "province": one.province_id,
            "position": {"lat": one.lat, "lng": one.lng} if one.lat is not None else None,
            "services": one.procedures or None,
            "note": one.note,
            "is_cancelled": one.is_cancelled,
            "cancelled_reason": one.cancelled_reason,
        }
        for one in rounds_at(point, today)
    ]


def rounds_ics(point: ServicePoint, now: datetime, round_id: int | None = None) -> str | None:
    """Return the coming rounds of a point, or one of them, as a file for calendars.

    ``None`` where there is none that takes place.
    """
    names = {pin.procedure_id: in_language(pin.procedure.name_th, pin.procedure.name_en)[0]
             for pin in services_here(point)}  # fmt: skip
    events = [
        event
        for one in rounds_at(point, now.date())
        if not one.is_cancelled and round_id in {None, one.pk}
        for event in _events(one, names, now.date())
    ]
    return calendar(events, now) if events else None


def _events(one: Round, names: Mapping[int, str], today: date) -> Iterator[Event]:
    """Return an entry for each day of a round that is not past and on which the unit goes out."""
    row = _row(one, today, names)
    phones = ", ".join(number_text(phone) for phone in numbers_of(one.point))
    lines = (
        row.services,
        row.note,
        _("วันและสถานที่อาจเปลี่ยน ตรวจอีกครั้งก่อนไป"),
        _("โทร %(phones)s") % {"phones": phones} if phones else "",
        absolute(row.href),
    )
    day = max(one.first_on, today)
    while day <= one.last_on:
        if one.point.is_suspended_on(day):
            day += timedelta(days=1)
            continue
        yield Event(
            uid=f"round-{one.pk}-{day:%Y%m%d}@infogo",
            on=day,
            starts=datetime.combine(day, one.opens, BANGKOK),
            ends=datetime.combine(day, one.closes, BANGKOK),
            title=_("%(unit)s ออกหน่วยที่ %(place)s") % {"unit": row.unit, "place": row.place},
            text="\n".join(line for line in lines if line),
            place=f"{row.place} {row.area}",
            position=(one.lat, one.lng) if one.lat is not None and one.lng is not None else None,
            url=absolute(row.href),
        )
        day += timedelta(days=1)


def _list(
    rounds: Sequence[Round],
    today: date,
    names: Mapping[int, str] | None = None,
    **more: Any,
) -> RoundList:
    rows = [_row(one, today, names) for one in rounds[:MOST_SHOWN]]
    unshown = len(rounds) - len(rows)
    return RoundList(rows[:FIRST_SHOWN], rows[FIRST_SHOWN:], unshown, **more)


def _row(one: Round, today: date, names: Mapping[int, str] | None = None) -> RoundRow:
    unit, unit_lang = point_name(one.point)
    lat, lng = one.lat, one.lng
    ways = navigation_links(lat, lng, one.place) if lat is not None and lng is not None else ()
    services = _services(one, names)
    return RoundRow(
        pk=one.pk,
        days=_days(one),
        first_on=one.first_on,
        is_today=one.first_on <= today <= one.last_on
        and not one.is_cancelled
        and not one.point.is_suspended_on(today),
        is_cancelled=one.is_cancelled,
        reason=one.cancelled_reason,
        hours=_("%(opens)s–%(closes)s น.")
        % {"opens": f"{one.opens:%H:%M}", "closes": f"{one.closes:%H:%M}"},
        place=one.place,
        place_lang="th" if current_language() == "en" else None,
        area=_area(one),
        unit=unit,
        unit_lang=unit_lang,
        href=reverse("www:place", args=[one.point_id]),
        services=services,
        note=one.note,
        nav_href=ways[0].url if ways else "",
        ics_href=""
        if one.is_cancelled
        else reverse("www:place_round_ics", args=[one.point_id, one.pk]),
    )


def _days(one: Round) -> str:
    lang = current_language()
    first = weekday_date(one.first_on, lang)
    if one.first_on == one.last_on:
        return first
    return _("%(first)s ถึง%(last)s") % {"first": first, "last": weekday_date(one.last_on, lang)}


def _area(one: Round) -> str:
    """Name where the place lies, the smallest area first."""
    lang, parts = current_language(), []
    if one.subdistrict:
        parts.append(one.subdistrict.name_en if lang == "en" else subdistrict_name(one.subdistrict))
    parts += [district_name(one.district)] if one.district else []
    return (", " if lang == "en" else " ").join([*parts, province_name(one.province)])


def _services(one: Round, names: Mapping[int, str] | None) -> str:
    """Say what is taken along if not everything; ``names`` are the services the page knows.

    Without ``names`` nothing is said: the page of a manual has the rounds that take it along.
    """
    if names is None or not one.procedures:
        return ""
    known = [names[pk] for pk in one.procedures if pk in names]
    if not known:
        return _("รับเฉพาะบางเรื่อง ดูในหน้าของหน่วยเคลื่อนที่ หรือโทรถามก่อนไป")
    told = ", ".join(known[:NAMED_SERVICES])
    if len(known) > NAMED_SERVICES:
        rest = len(known) - NAMED_SERVICES
        return _("รับเฉพาะ %(names)s และอีก %(rest)s เรื่อง") % {"names": told, "rest": rest}
    return _("รับเฉพาะ %(names)s") % {"names": told}
