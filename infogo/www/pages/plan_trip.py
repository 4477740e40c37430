"""The trip of a plan: where to go on which day, why there, and why not elsewhere."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from infogo.core.dates import weekday_date
from infogo.core.hours import Hours, spans_on
from infogo.core.language import current_language
from infogo.display.filters import DOT, number
from infogo.display.whereabouts import numbers_of, point_name
from infogo.errands.leg import START, Leg, errands_of
from infogo.errands.working import Worked
from infogo.geo.distance import distance_text
from infogo.pins.models import Pin
from infogo.pins.wording import pin_facts
from infogo.planning.competence import Caution, Refusal
from infogo.planning.lost import Lost, why_lost
from infogo.planning.trip import STEPS_OF_KM, Candidate, Spot, Stop
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock, OpenNow, hours_of, is_assumed
from infogo.points.selectors import with_whereabouts
from infogo.www.pages.plan_access import StopAccess, WheelchairWays
from infogo.www.pages.plan_cautions import caution_text
from infogo.www.pages.point_rows import PointRow, notes_on, point_row

LEFT_OUT_SHOWN = 5
_END_OF_DAY = 24 * 60


@dataclass(frozen=True)
class StopRow:
    """One stop: the place as in any list, and what is done there; ``why`` and ``ask`` are lines.

    ``hours`` is from when to when everything can be done there that day, empty when nobody knows.
    ``access`` is told to somebody in a wheelchair where it is not known that she gets in.
    """

    place: PointRow
    errands: Sequence[int]
    why: str
    ask: Sequence[str]
    hours: tuple[datetime, datetime] | None
    access: StopAccess | None = None

    @property
    def told(self) -> Sequence[str]:
        """What papers and messages say of it in lines."""
        return [*(self.access.lines if self.access else ()), *self.ask]


@dataclass(frozen=True)
class LeftOut:
    """A place nearby that is not on the way, and why not."""

    name: str
    lang: str | None
    distance: str
    why: str


@dataclass(frozen=True)
class RoundRow:
    """The stops of one day. ``nowhere`` are errands that cannot be done anywhere that day.

    So are, on any later day, those that wait for one that is closed on this day: they come last.
    ``holiday`` is the public holiday that the day is; ``opens_on`` as a leg has it.
    """

    day: date
    title: str
    holiday: str
    opens_on: date | None
    stops: Sequence[StopRow]
    length: str
    is_shortest: bool
    nowhere: Sequence[tuple[int, str]]
    left_out: Sequence[LeftOut]
    counted: Sequence[str]


def round_rows(
    worked: Worked, titles: Mapping[int, str], clock: Clock, *, in_wheelchair: bool = False
) -> tuple[list[RoundRow], str]:
    """Return what is shown of all rounds, and the notes above them; two queries.

    To somebody ``in_wheelchair`` it is told where she gets in; one query more.
    """
    legs = worked.legs
    shown = {stop.candidate.point_id for leg in legs for stop in leg.trip.stops}
    near = {leg.day: _nearest_left_out(leg) for leg in legs}
    wanted = shown | {point for points in near.values() for point in points}
    points = with_whereabouts(ServicePoint.objects.all()).in_bulk(list(wanted))
    manuals = {manual for leg in legs for manual in leg.manual_ids().values()}
    pins = list(Pin.objects.filter(point__in=shown, manual__in=manuals))
    at = {(pin.point_id, pin.procedure_id): pin for pin in pins}
    ways = WheelchairWays(legs, titles) if in_wheelchair else None
    rows = []
    for leg in legs:
        row = _round(leg, points, at, near[leg.day], titles, clock, ways)
        waits = [(errand, wait_text(worked.times.held[errand], titles)) for errand in leg.held]
        rows.append(replace(row, nowhere=[*row.nowhere, *waits]))
    return rows, notes_on([points[point] for point in shown], pins, borrows=True).text


def _round(
    leg: Leg,
    points: Mapping[int, ServicePoint],
    pins: Mapping[tuple[int, int], Pin],
    near: Sequence[int],
    titles: Mapping[int, str],
    clock: Clock,
    ways: WheelchairWays | None,
) -> RoundRow:
    return RoundRow(
        day=leg.day,
        title=weekday_date(leg.day, current_language()),
        holiday=clock.holidays.get(leg.day, ""),
        opens_on=leg.opens_on,
        stops=[_stop(leg, stop, points, pins, titles, clock, ways) for stop in leg.trip.stops],
        length=_km(leg.trip.length),
        is_shortest=leg.trip.is_shortest,
        nowhere=[
            (errand, _why_nowhere(leg, errand))
            for errand in errands_of(leg.trip.unserved, leg.errands)
        ],
        left_out=[_left_out(leg, points[point]) for point in near if point in points],
        counted=_counted(leg),
    )


def _stop(
    leg: Leg,
    stop: Stop,
    points: Mapping[int, ServicePoint],
    pins: Mapping[tuple[int, int], Pin],
    titles: Mapping[int, str],
    clock: Clock,
    ways: WheelchairWays | None,
) -> StopRow:
    place = stop.candidate
    done = errands_of(stop.errands, leg.errands)
    here = {errand: pins[key] for errand in done if (key := (place.point_id, errand)) in pins}
    cautions = {
        caution for errand in done for caution in leg.field.served[place.point_id, errand].cautions
    }
    point = points[place.point_id]
    row = point_row(point, clock, pin=next(iter(here.values()), None), km=stop.leg / STEPS_OF_KM)
    facts = {errand: DOT.join(pin_facts(pin)) for errand, pin in here.items()}
    # What differs at one counter of the place holds for what is done there alone.
    is_one_note = len(set(facts.values())) <= 1
    own = [] if is_one_note else [f"{titles[key]}: {said}" for key, said in facts.items() if said]
    is_sure = not is_assumed(point) or all(pin.hours for pin in here.values())
    phones = [one for pin in here.values() for one in numbers_of(point, pin.phones)]
    return StopRow(
        place=replace(
            row,
            status=_open_on_the_day(place, is_sure=is_sure),
            phones=list(dict.fromkeys(phones or numbers_of(point))),
            note=row.note if is_one_note else "",
        ),
        errands=done,
        why=_why(leg, stop),
        ask=[*(caution_text(caution) for caution in Caution if caution in cautions), *own],
        hours=_hours_on(leg.day, [hours_of(point, pin.hours) for pin in here.values()], clock),
        access=ways.at(leg, stop, point) if ways else None,
    )


def _hours_on(
    day: date, counters: Sequence[Hours], clock: Clock
) -> tuple[datetime, datetime] | None:
    """Return from when to when all counters are open; where that is never, until the last one."""
    if not all(hours.known for hours in counters):
        return None
    spans = [found for hours in counters if (found := spans_on(hours, day, clock.holidays))]
    if not spans:
        return None
    starts, ends = [each[0][0] for each in spans], [each[-1][1] for each in spans]
    if max(starts) < min(ends):
        return max(starts), min(ends)
    return min(starts), max(ends)


def _why(leg: Leg, stop: Stop) -> str:
    """Say what made this place the choice, in numbers that can be checked."""
    others = sum(
        other.errands & stop.errands == stop.errands and other != stop.candidate
        for other in leg.field.candidates
    )
    if not others:
        return _("เป็นแห่งเดียวในพื้นที่ที่ทำได้ในวันนั้น")
    if stop.errands.bit_count() > 1:
        text = _("ทำได้หลายเรื่องในที่เดียว และระยะทางรวมสั้นที่สุดใน %(count)s แห่งที่ทำได้เหมือนกัน")
    else:
        text = _("ระยะทางรวมสั้นที่สุดใน %(count)s แห่งที่ทำเรื่องนี้ได้")
    return text % {"count": number(others + 1)}


def _open_on_the_day(place: Candidate, *, is_sure: bool) -> OpenNow:
    """Say until when a place is open on the day of the trip, which is seldom today."""
    if not place.closes:
        return OpenNow("unknown", _("ไม่มีข้อมูลเวลาทำการ"))
    if place.closes >= _END_OF_DAY:
        return OpenNow("open", _("วันนั้นเปิดถึงเที่ยงคืน"))
    words = {"time": f"{place.closes // 60:02d}:{place.closes % 60:02d}"}
    text = _("วันนั้นเปิดถึง %(time)s น.") if is_sure else _("วันนั้นน่าจะเปิดถึง %(time)s น.")
    return OpenNow("open", text % words)


def _why_nowhere(leg: Leg, errand: int) -> str:
    """Say why an errand cannot be done in the region on the day.

    The mildest reason: the office of one's own district that is closed tells more than the many
    of other districts.
    """
    reasons = [why for (_point, of), why in leg.field.refused.items() if of == errand]
    if not reasons:
        return _("ไม่มีจุดให้บริการของเรื่องนี้ในพื้นที่ที่เลือก")
    why = max(reasons, key=list(Refusal).index)
    return {
        Refusal.OUTSIDE: _("จุดให้บริการที่มีไม่รับเรื่องจากเขตของคุณ"),
        Refusal.NO_FOREIGNERS: _("จุดให้บริการในพื้นที่นี้ไม่รับคนต่างชาติ"),
        Refusal.SUSPENDED: _("จุดให้บริการในพื้นที่นี้ปิดชั่วคราวในวันนั้น"),
        Refusal.CLOSED: _("จุดให้บริการในพื้นที่นี้ปิดในวันนั้น ลองเลือกวันอื่น"),
    }[why]


def wait_text(errands: Iterable[int], titles: Mapping[int, str]) -> str:
    """Say for which errands, closed or waiting themselves, one has to wait."""
    named = ", ".join(f"“{titles[errand]}”" for errand in errands)
    return _("ทำได้หลังได้ผลของ %(errands)s") % {"errands": named}


def _nearest_left_out(leg: Leg) -> list[int]:
    """Return the places nearest to the start that are not on the way."""
    chosen = {stop.candidate.point_id for stop in leg.trip.stops}
    rest = [point for point in leg.field.spots if point not in chosen]
    return sorted(rest, key=lambda point: (_far(leg.field.spots[point]), point))[:LEFT_OUT_SHOWN]


def _far(spot: Spot) -> float:
    return spot[0] ** 2 + spot[1] ** 2


def _left_out(leg: Leg, point: ServicePoint) -> LeftOut:
    name, lang = point_name(point)
    open_place = next((c for c in leg.field.candidates if c.point_id == point.pk), None)
    if open_place is None:
        why = _refusal(
            min(
                (why for (at, _errand), why in leg.field.refused.items() if at == point.pk),
                key=list(Refusal).index,
            )
        )
    else:
        why = _lost(open_place, leg)
    return LeftOut(
        name, lang, _km(round(_far(leg.field.spots[point.pk]) ** 0.5 * STEPS_OF_KM)), why
    )


def _refusal(refusal: Refusal) -> str:
    return {
        Refusal.OUTSIDE: _("ไม่รับเรื่องจากเขตของคุณ"),
        Refusal.NO_FOREIGNERS: _("ไม่รับคนต่างชาติ"),
        Refusal.SUSPENDED: _("ปิดชั่วคราวในวันนั้น"),
        Refusal.CLOSED: _("ปิดในวันนั้น"),
    }[refusal]


def _lost(place: Candidate, leg: Leg) -> str:
    return {
        Lost.FEWER: _("ทำได้น้อยเรื่องกว่า จึงไม่ช่วยให้แวะน้อยลง"),
        Lost.FARTHER: _("ทำได้เหมือนกัน แต่ระยะทางรวมไกลกว่า"),
        Lost.CLOSES_EARLIER: _("ทำได้และไกลเท่ากัน แต่ปิดก่อน"),
        Lost.EQUAL: _("ทำได้ดีเท่ากัน เลือกไปแทนได้"),
    }[why_lost(place, leg.trip, START)]


def _counted(leg: Leg) -> list[str]:
    """Count the places that cannot do any of the errands that day, by reason."""
    able = {candidate.point_id for candidate in leg.field.candidates}
    worst: dict[int, Refusal] = {}
    for (point, _errand), why in leg.field.refused.items():
        if point not in able:
            worst[point] = min(why, worst.get(point, why), key=list(Refusal).index)
    tally = Tally(worst.values())
    return [
        _("%(why)s %(count)s แห่ง") % {"why": _refusal(why), "count": number(tally[why])}
        for why in Refusal
        if tally[why]
    ]


def _km(steps: int) -> str:
    return distance_text(steps / STEPS_OF_KM, current_language())
