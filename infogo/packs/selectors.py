"""All that a pack says of one district, read with a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation

from infogo.core import keys
from infogo.core.hours import Hours, LunchState, spans_on
from infogo.core.phones import Phone
from infogo.core.public_holidays import holiday_names
from infogo.display.whereabouts import (
    envelope,
    number_text,
    numbers_of,
    place_of,
    position_caution,
    way_to,
)
from infogo.geo.models import District
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.packs.format import line
from infogo.packs.manuals import bare, manual_line
from infogo.pins.models import Pin
from infogo.pins.wording import pin_facts
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import hours_line, hours_of, with_closure
from infogo.points.selectors import visitable_points, with_whereabouts
from infogo.search.words import synonyms
from infogo.search.words.lexicon import office_words, squashed, stop_words
from infogo.search.words.short_forms import short_forms
from infogo.taxonomy.selectors import terms_in_force
from infogo.thai.normalise import normalise

KEYS = (keys.EVERYTHING, keys.PROCEDURE, keys.POINT, keys.AGENCY, keys.SYNONYM)
"""Version keys of all that a pack is made from."""
A_WEEK = tuple(date(2024, 1, day) for day in range(1, 8))
"""Monday to Sunday of some week, to ask hours for the days of any week."""
NO_HOLIDAYS: Mapping[date, str] = {}


def district_parts(district: District, today: date) -> dict[str, bytes]:
    """Return the lines of a district's pack by the name of the part.

    ``district`` has its province selected. ``today`` says which words of vocabularies are in
    force; nothing else depends on the day.
    """
    with translation.override("th"):
        points = _points(district)
        pins = _pins([point.pk for point in points])
        manuals = _manuals(pins.values())
        parts = {f"manual:{name}": manual_line(manual) for name, manual in manuals.items()}
        kinds = terms_in_force(["point_kind"], today)["point_kind"]
        for point in points:
            kind = kinds[point.kind].label_th if point.kind in kinds else point.kind
            told = _point(point, kind, _services(point, pins[point.pk], manuals))
            parts[f"point:{point.pk}"] = line(told)
        parts["district"] = line(_district(district))
        parts["days"] = line(_special_days())
        parts["words"] = line(search_words())
    return parts


def procedures_at(district: District) -> list[int]:
    """Return the ids of the procedures that have a pin in a district, smallest first."""
    pins = Pin.objects.filter(point__in=visitable_points().filter(district=district))
    return sorted(pins.order_by().values_list("procedure_id", flat=True).distinct())


def _district(district: District) -> dict[str, Any]:
    province = district.province
    return {
        "code": district.code,
        "name": district.full_name_th,
        "province": province.name_th,
        "province_code": province.code,
    }


def _points(district: District) -> list[ServicePoint]:
    found = with_whereabouts(visitable_points().filter(district=district))
    return list(found.order_by("pk"))


def _pins(points: Sequence[int]) -> Mapping[int, list[Pin]]:
    """Return the pins of what citizens can use there, by point."""
    found: dict[int, list[Pin]] = defaultdict(list)
    # Whether the service itself is in use is looked at in its manual: joined here, databases
    # begin with all pins of the country.
    pins = Pin.objects.filter(point__in=points).select_related("manual").order_by()
    for pin in sorted(pins, key=lambda pin: (pin.procedure_id, pin.pk)):
        if pin.manual.status == ManualStatus.PUBLISHED:
            found[pin.point_id].append(pin)
    return found


def _manuals(pins: Iterable[Sequence[Pin]]) -> dict[str, Manual]:
    """Return the manuals that the pins lead to: the standard ones, and those with own text.

    An agency that follows its standard manual wholly says nothing that the standard does not.
    """
    chosen = [pin for there in pins for pin in there]
    procedures = Procedure.objects.filter(
        pk__in={pin.procedure_id for pin in chosen}, status=ProcedureStatus.ACTIVE
    )
    with_tags = procedures.select_related("owner").prefetch_related("tags").in_bulk()
    own = {pin.manual_id for pin in chosen if pin.manual.current_id is not None}
    manuals = Manual.objects.filter(
        procedure__in=list(with_tags), status=ManualStatus.PUBLISHED
    ).select_related(
        "agency", "procedure__owner", "current__based_on", "standard__current", "standard__agency"
    )
    shown = [
        *manuals.filter(standard=None, current__isnull=False),
        *manuals.filter(pk__in=own, standard__current__isnull=False),
    ]
    found = {}
    for manual in shown:
        manual.procedure = with_tags[manual.procedure_id]
        found[_name(manual)] = manual
    return found


def _name(manual: Manual) -> str:
    own = "" if manual.is_standard else f":{manual.agency_id}"
    return f"{manual.procedure_id}{own}"


def _services(
    point: ServicePoint, pins: Sequence[Pin], manuals: Mapping[str, Manual]
) -> list[dict[str, Any]]:
    """Return what can be done at a point: the manual's name in the pack, and what differs."""
    found = []
    for pin in pins:
        local = f"{pin.procedure_id}:{pin.manual.agency_id}"
        name = local if local in manuals else str(pin.procedure_id)
        if name in manuals:
            facts = " · ".join(pin_facts(pin))
            own = with_closure(hours_of(point, pin.hours), point)
            hours = told_hours(own) if pin.hours else None
            told = {"manual": name, "note": facts, "hours": hours, "queue": pin.queue_url}
            found.append(bare({**told, "phones": _phones(pin.phones)}))
    return found


def _point(point: ServicePoint, kind: str, services: list[dict[str, Any]]) -> dict[str, Any]:
    hours = hours_of(point)
    suspended = point.status == PointStatus.SUSPENDED
    days = [day.isoformat() if day else "" for day in (point.suspended_from, point.suspended_until)]
    return bare(
        {
            "id": point.pk,
            "name": point.name_th,
            "kind": kind,
            "agency": point.agency.name_th,
            "address": envelope(point.address) or place_of(point).address,
            "landmark": point.landmark,
            "phones": _phones(point.phones) or _agencys(point),
            "lat": point.lat,
            "lng": point.lng,
            "caution": position_caution(point),
            "way": way_to(point),
            "hours": told_hours(with_closure(hours, point)) if hours.known else None,
            "hours_text": hours_line(hours),
            "sure": point.hours_status == HoursStatus.CONFIRMED,
            "suspended": days if suspended else None,
            "services": services,
            "find": sorted({*office_words().get(point.kind, ()), *short_forms(point.name_th)}),
        }
    )


def _phones(stored: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return numbers as they are shown and as they are dialled."""
    phones = [Phone.model_validate(phone) for phone in stored]
    return [(phone.shown("th"), phone.uri) for phone in phones]


def _agencys(point: ServicePoint) -> list[tuple[str, str]]:
    """Return the numbers of the agency of a point that has none, and that they are the agency's."""
    return [
        (number_text(one), Phone(number=one.number, extension=one.ext).uri)
        for one in numbers_of(point)
    ]


def told_hours(hours: Hours) -> dict[str, Any]:
    """Return hours as spans from and up to for each day of a week, lunch taken out already.

    Those of a counter may be its own and yet ``unknown``: then its point's say nothing of them.
    """
    plain = hours.model_copy(update={"exceptions": (), "follows_public_holidays": False})
    return bare(
        {
            "unknown": not hours.known,
            "week": [_spans(plain, day) for day in A_WEEK],
            "holidays": hours.follows_public_holidays,
            "lunch_unknown": hours.lunch.state is LunchState.UNKNOWN and not hours.is_always_open,
            "other": [
                {
                    "from": other.first_on.isoformat(),
                    "to": (other.last_on or other.first_on).isoformat(),
                    "spans": [
                        (f"{span.opens:%H:%M}", _closing(f"{span.closes:%H:%M}"))
                        for span in other.intervals
                    ],
                    "note": other.note,
                }
                for other in hours.exceptions
            ],
        }
    )


def _spans(hours: Hours, day: date) -> list[tuple[str, str]]:
    return [
        (f"{start:%H:%M}", _closing(f"{end:%H:%M}"))
        for start, end in spans_on(hours, day, NO_HOLIDAYS)
    ]


def _closing(clock: str) -> str:
    """Return the end of a day as what it is when clocks are compared as text."""
    return "24:00" if clock == "00:00" else clock


def _special_days() -> list[tuple[str, str]]:
    """Return the public holidays that are known, each with its shortest name."""
    return [(day.isoformat(), name) for day, name in holiday_names().items()]


def search_words() -> dict[str, Any]:
    """Return the synonyms in force as searches compare them, and words that say nothing."""
    meant = []
    for group in synonyms.groups():
        phrases = sorted({squashed(normalise(phrase)) for phrase in group.phrases} - {""})
        if phrases and not group.is_ended:
            meant.append([phrases, sorted(map(normalise, group.means)), group.weight])
    return {"synonyms": sorted(meant), "stop": sorted(stop_words())}
