"""Working a plan out: order, days and trips, from what the services and the counters say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from infogo.core.calendar import next_working_day
from infogo.core.durations import Duration
from infogo.display.manual_parts import site_name
from infogo.errands.asking import Plan
from infogo.errands.leg import Leg, plan_leg
from infogo.geo.models import District, Province
from infogo.manuals.case_words import told
from infogo.manuals.content import ManualContent, RequiredDocument
from infogo.manuals.going import BESIDES_FILING, must_go
from infogo.manuals.known_answers import FOREIGN, NATIONALITY, goes_for_other, with_known
from infogo.manuals.models import Manual
from infogo.manuals.narrowing import Narrowing, narrowed, read_answers, settled
from infogo.manuals.selectors import content_here, merged_manual
from infogo.manuals.standing_in import content_for_other
from infogo.planning import selectors, wanted
from infogo.planning.competence import Reader
from infogo.planning.documents import (
    Dependency,
    Order,
    dependencies,
    held_up,
    in_order,
    without_circles,
)
from infogo.planning.selectors import CounterRow, Region
from infogo.planning.totals import Schedule, is_countable, result_day, schedule
from infogo.points.opening import Clock

MOST_TIMES = 4
"""How often a plan is worked out anew: agencies may send it back and forth between them."""


@dataclass(frozen=True)
class OnlineWay:
    """How an errand is done from home; ``href`` is empty where the manual names no address."""

    href: str
    site: str


@dataclass(frozen=True)
class Worked:
    """A plan worked out. Mappings are by the ids of procedures, in the reader's order.

    ``manuals`` are those that hold at the stops chosen: the standard one, or an agency's that
    says something of its own. ``contents`` is what they say in the reader's own case, as far as
    the answers in ``narrowings`` tell, and ``left_out`` the documents that are then not needed.
    ``totals`` are the times that are possible and ``lengths`` those with the latest results.
    ``kept`` are the dependencies that the order follows. ``is_foreigner`` is what the reader said
    of herself, or answered to a question.
    """

    manuals: Mapping[int, Manual]
    contents: Mapping[int, ManualContent]
    narrowings: Mapping[int, Narrowing]
    left_out: Mapping[int, Sequence[RequiredDocument]]
    totals: Mapping[int, Sequence[Duration]]
    lengths: Mapping[int, Duration | None]
    online: Mapping[int, OnlineWay]
    order: Order
    kept: Sequence[Dependency]
    times: Schedule
    legs: Sequence[Leg]
    first_day: date
    is_foreigner: bool


@dataclass(frozen=True)
class _Given:
    """What was read once, before anything is worked out."""

    plan: Plan
    outputs: Mapping[int, Sequence[str]]
    required_first: Sequence[tuple[int, int]]
    holidays: Mapping[date, str]
    rows: Sequence[CounterRow]
    first_day: date
    since: int


def first_day_of(plan: Plan, today: date, holidays: Mapping[date, str]) -> date:
    """Return the day chosen, or the next working day after today: tonight is for preparing."""
    return plan.day or next_working_day(today + timedelta(days=1), holidays)


def work_out(
    plan: Plan, standards: Sequence[Manual], region: Region | None, clock: Clock
) -> Worked:
    """Work a plan out.

    Where a stop's agency has a text of its own, its documents, fees and times hold, and they may
    change the order, the days and so the stops; so all is worked out again until every errand is
    told by the text of the stop at which it is done.
    """
    today = clock.now.date()
    holidays = selectors.holidays_after(today)
    first_day = first_day_of(plan, today, holidays)
    given = _Given(
        plan=plan,
        outputs=wanted.outputs_of(plan.ids),
        required_first=wanted.required_first(plan.ids),
        holidays=holidays,
        rows=selectors.counters_in(plan.ids, region) if region else (),
        first_day=first_day,
        since=clock.now.hour * 60 + clock.now.minute if first_day == today else 0,
    )
    ours = {manual.procedure_id: manual for manual in standards}
    said = _said_by(ours)
    worked, by_which = _once(given, ours, said), dict[int, int]()
    for _time in range(MOST_TIMES):
        # What an agency lets one do from home has no stop any more, and is still done by its text.
        before, by_which = by_which, {**by_which, **_manuals_at_stops(worked.legs)}
        if by_which == before:
            break
        local = wanted.local_manuals(by_which.values())
        manuals = {**ours, **local}
        if manuals == worked.manuals:
            break
        worked = _once(given, manuals, {**said, **_said_by(local)})
    return worked


def _manuals_at_stops(legs: Sequence[Leg]) -> dict[int, int]:
    return {errand: pk for leg in legs for errand, pk in leg.manual_ids().items()}


def _said_by(manuals: Mapping[int, Manual]) -> dict[int, ManualContent]:
    return {errand: content_here(merged_manual(manual)) for errand, manual in manuals.items()}


def _once(
    given: _Given, manuals: Mapping[int, Manual], said: Mapping[int, ManualContent]
) -> Worked:
    plan = given.plan
    whole = {errand: _told_to_who_goes(plan, errand, content) for errand, content in said.items()}
    narrowings = {e: _narrowing(content, plan, e) for e, content in whole.items()}
    contents = {e: told(narrowed(whole[e], n), n) for e, n in narrowings.items()}
    asked = {errand: content.documents.items for errand, content in contents.items()}
    depends = dependencies(asked, given.outputs, given.required_first)
    order = in_order(plan.ids, depends)
    kept = without_circles(depends, order)
    totals = {e: n.totals(whole[e].total) for e, n in narrowings.items()}
    lengths = {e: _longest(found, given) for e, found in totals.items()}
    times = schedule(order.errands, lengths, kept, given.first_day, given.holidays)
    online = online_ways(contents, plan.province)
    is_foreigner = _is_foreigner(plan, narrowings)
    legs = _legs(given, times, kept, online, is_foreigner=is_foreigner)
    return Worked(
        manuals=manuals,
        contents=contents,
        narrowings=narrowings,
        left_out={e: n.split(whole[e].documents.items).not_needed for e, n in narrowings.items()},
        totals=totals,
        lengths=lengths,
        online=online,
        order=order,
        kept=kept,
        times=times.without((errand for leg in legs for errand in leg.closed), kept),
        legs=legs,
        first_day=given.first_day,
        is_foreigner=is_foreigner,
    )


def _told_to_who_goes(plan: Plan, errand: int, content: ManualContent) -> ManualContent:
    answered, said = plan.answered(errand), plan.is_for_other
    if goes_for_other(content.questions, answered, is_for_other=said):
        return content_for_other(content)
    return content


def _narrowing(content: ManualContent, plan: Plan, errand: int) -> Narrowing:
    read = read_answers(content.questions, plan.answered(errand))
    answers = with_known(content.questions, read, plan.known)
    return Narrowing.of(content, settled(content.questions, content.cases, answers))


def _is_foreigner(plan: Plan, narrowings: Mapping[int, Narrowing]) -> bool:
    answers = [narrowing.answers.get(NATIONALITY) for narrowing in narrowings.values()]
    return plan.is_foreigner or FOREIGN in answers


def _longest(totals: Sequence[Duration], given: _Given) -> Duration | None:
    """Return the time with the latest result, of those that are possible and can be counted."""
    return max(
        (total for total in totals if is_countable(total)),
        key=lambda total: result_day(given.first_day, total, given.holidays),
        default=None,
    )


def _legs(
    given: _Given,
    times: Schedule,
    kept: Sequence[Dependency],
    online: Mapping[int, OnlineWay],
    *,
    is_foreigner: bool,
) -> list[Leg]:
    """Work out the trip of each day, without what is done from home if the reader wants that.

    What waits for something closed has no stop: nobody knows on which day it can be done.
    """
    if not given.rows and not given.plan.province:
        return []
    pairs = [(one.before, one.after) for one in kept]
    legs: list[Leg] = []
    held: set[int] = set()
    for part in times.rounds:
        at_home = online if given.plan.is_online else {}
        errands = [e for e in part.errands if e not in at_home and e not in held]
        reader = Reader(
            province=given.plan.province,
            district=given.plan.district,
            day=part.on,
            is_foreigner=is_foreigner,
            since=given.since if part.on == given.first_day else 0,
        )
        if not errands:
            continue
        leg = plan_leg(given.rows, errands, pairs, reader, given.holidays)
        waits = tuple(e for e in held_up(leg.closed, kept) if e not in held)
        held.update(waits)
        left = [e for e in errands if e not in held]
        # The day on which all is open is still that of all errands of this round.
        opens_on = leg.opens_on
        if len(left) < len(errands):
            leg = plan_leg(given.rows, left, pairs, reader, given.holidays)
        legs.append(replace(leg, opens_on=opens_on, held=waits))
    return legs


def online_ways(contents: Mapping[int, ManualContent], province: str) -> dict[int, OnlineWay]:
    """Return which errands somebody of a province can do from home, and where.

    An errand that is filed from home still needs the trip if its result has to be fetched.
    """
    ways: dict[int, OnlineWay] = {}
    for errand, content in contents.items():
        if must_go(content, province, BESIDES_FILING):
            continue
        channels = [
            channel
            for channel in content.online_channels
            if not channel.provinces or province in channel.provinces
        ]
        if channels:
            best = next((channel for channel in channels if channel.url), channels[0])
            ways[errand] = OnlineWay(best.url, site_name(best.url))
    return ways


def region_of(plan: Plan, province: Province | None, district: District | None) -> Region | None:
    """Return where counters are looked for; nothing before the reader said where she is."""
    near = plan.near if plan.near and plan.near.is_inside else None
    if near:
        return Region(province, district, near.lat, near.lng, is_near=province is None)
    if province is None:
        return None
    middle = district if district and district.lat is not None else province
    return Region(province, district, middle.lat or 0.0, middle.lng or 0.0)
