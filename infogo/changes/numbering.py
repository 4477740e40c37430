"""The one step that gives changes their numbers: behind a lock, in the order of commits.

Whatever an event of the outbox names is compared with how it was last known; only what citizens
can read is looked at, and what says the same as before is no change. Derived data: no audit line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from infogo.changes.models import EVERYTHING, Change, Happened, KnownRecord, Numbering
from infogo.changes.reading import Event, after_taking, beginning, unread
from infogo.changes.sides import KIND_OF_TOPIC, SIDES, SMALL, Seen, manuals_of, successor
from infogo.core import versions
from infogo.core.keys import CHANGES
from infogo.core.models import OutboxTopic

KEPT = timedelta(days=400)
"""A year, and a month to notice that a program has stopped."""
FORGOTTEN_AT_ONCE = 5000
ONE = 1
BATCH = 500


@dataclass(frozen=True)
class Difference:
    """What became of one record."""

    kind: str
    record: int
    what: Happened
    seen: Seen | None = None
    into: int | None = None
    agency: int | None = None


def number_some() -> int:
    """Give numbers to what changed since the last time; returns how many changes that were.

    At its very first call, and after a load of the whole country, every record is looked at anew
    in portions, one a call; then one change says that everything may be different.

    Records are looked at before anything is locked, for that takes longest; what changes after
    the look has an event that was not read yet. If another process numbered meanwhile, nothing
    of it counts.
    """
    state = Numbering.objects.filter(pk=ONE).first()
    if state is None:
        return _begin()
    if state.filling:
        return _fill(state)
    events = unread(state.position, state.gaps)
    # Nothing is locked for nothing: this is asked several times a second.
    return _number(state, events, _differences(events)) if events else 0


@transaction.atomic
def number_small() -> int:
    """Look at the kinds of few records, whose changes are not all announced one by one."""
    state = Numbering.objects.select_for_update().filter(pk=ONE, filling="").first()
    if state is None:
        return 0
    return _tell(state, [one for kind in SMALL for one in _whole(kind)], timezone.now())


@transaction.atomic
def forget_old() -> int:
    """Remove changes after ``KEPT``, the lowest numbers first; returns how many."""
    young = Change.objects.filter(at__gte=timezone.now() - KEPT).aggregate(first=Min("number"))
    old = Change.objects.order_by("number")
    if young["first"] is not None:
        old = old.filter(number__lt=young["first"])
    gone = list(old.values_list("number", flat=True)[:FORGOTTEN_AT_ONCE])
    Change.objects.filter(number__in=gone).delete()
    if gone:
        versions.touch([CHANGES])
    return len(gone)


@transaction.atomic
def _begin() -> int:
    state, is_new = Numbering.objects.select_for_update().get_or_create(pk=ONE)
    if is_new:
        state.position, state.gaps = beginning(timezone.now())
        _begin_filling(state)
        state.save()
    return 0


def _locked(before: Numbering) -> Numbering | None:
    """Return the row behind its lock if it is as it was; nothing if another process numbered."""
    now = Numbering.objects.select_for_update().get(pk=ONE)
    return now if _place(now) == _place(before) else None


def _place(state: Numbering) -> tuple[object, ...]:
    filling = (state.round, state.filling, state.filled_until)
    return (state.newest, state.position, [tuple(gap) for gap in state.gaps], *filling)


@transaction.atomic
def _number(before: Numbering, events: Sequence[Event], found: Sequence[Difference]) -> int:
    state, now = _locked(before), timezone.now()
    if state is None:
        return 0
    numbers = [number for number, _topic, _record in events]
    state.position, state.gaps = after_taking(state.position, state.gaps, numbers, now)
    if any(topic == OutboxTopic.EVERYTHING for _number, topic, _record in events):
        _begin_filling(state)
        state.save()
        return 0
    return _tell(state, found, now)


def _differences(events: Sequence[Event]) -> list[Difference]:
    """Return what the records that events name have become, in the order of the events."""
    if any(topic == OutboxTopic.EVERYTHING for _number, topic, _record in events):
        return []
    named: dict[str, dict[int, None]] = {}
    for _number, topic, record in events:
        kind = KIND_OF_TOPIC.get(OutboxTopic(topic))
        if kind is not None:  # drafts are nobody's business but the workspace's
            named.setdefault(kind, {})[record] = None
    if not named:
        return []
    found = [one for kind in SMALL for one in _whole(kind)]
    for kind in SIDES:
        found += _compared(kind, list(named.get(kind, ())))
        if kind == "procedures" and kind in named:
            known = KnownRecord.objects.filter(kind="manuals").values("record")
            found += _compared("manuals", manuals_of(named[kind], known))
    return found


def _whole(kind: str) -> Iterable[Difference]:
    known = KnownRecord.objects.filter(kind=kind).values_list("record", flat=True)
    public = SIDES[kind].kind.public().values_list("pk", flat=True)
    return _compared(kind, sorted({*known, *public}))


def _compared(kind: str, ids: Sequence[int]) -> list[Difference]:
    found: list[Difference] = []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        now = SIDES[kind].look_at(some)
        rows = KnownRecord.objects.filter(kind=kind, record__in=some)
        known = {row.record: Seen(row.version, row.agency) for row in rows}
        told = (_difference(kind, pk, known.get(pk), now.get(pk)) for pk in some)
        found += [one for one in told if one is not None]
    return found


def _difference(kind: str, pk: int, before: Seen | None, now: Seen | None) -> Difference | None:
    if now == before:
        return None
    if now is None:
        into = successor(kind, pk)
        what = Happened.WITHDRAWN if into is None else Happened.MERGED
        return Difference(kind, pk, what, into=into, agency=before.agency if before else None)
    what = Happened.CREATED if before is None else Happened.CHANGED
    return Difference(kind, pk, what, now, agency=now.agency)


def _tell(state: Numbering, found: Sequence[Difference], now: datetime) -> int:
    """Write changes under the next numbers, and how their records are known from now on."""
    Change.objects.bulk_create(
        [
            Change(
                number=state.newest + place,
                kind=one.kind,
                record=one.record,
                what=one.what,
                version=one.seen.version if one.seen else "",
                into=one.into,
                agency=one.agency,
                at=now,
            )
            for place, one in enumerate(found, 1)
        ],
        batch_size=BATCH,
    )
    for kind in {one.kind for one in found}:
        mine = [one for one in found if one.kind == kind]
        _know(state, kind, {one.record: one.seen for one in mine if one.seen})
        gone = [one.record for one in mine if one.seen is None]
        KnownRecord.objects.filter(kind=kind, record__in=gone).delete()
    state.newest += len(found)
    state.save()
    if found:
        versions.touch([CHANGES])
    return len(found)


def _know(state: Numbering, kind: str, seen: dict[int, Seen]) -> None:
    KnownRecord.objects.bulk_create(
        [
            KnownRecord(
                kind=kind, record=pk, version=one.version, agency=one.agency, round=state.round
            )
            for pk, one in seen.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "record"],
        update_fields=["version", "agency", "round"],
        batch_size=BATCH,
    )


def _begin_filling(state: Numbering) -> None:
    state.round += 1
    state.filling, state.filled_until = next(iter(SIDES)), 0


def _fill(before: Numbering) -> int:
    """Look at the next records of a recount; at its end one change says so."""
    side = SIDES[before.filling]
    rows = side.after(before.filled_until)
    seen = side.look(rows) if rows else {}
    with transaction.atomic():
        state = _locked(before)
        if state is None:
            return 0
        _know(state, state.filling, seen)
        state.filled_until = rows[-1].pk if rows else 0
        if not rows:
            state.filling = _next_kind(state.filling, SIDES)
        if not state.filling:
            return _filled(state)
        state.save()
    return 0


def _filled(state: Numbering) -> int:
    KnownRecord.objects.exclude(round=state.round).delete()
    state.newest += 1
    Change.objects.create(
        number=state.newest,
        kind=EVERYTHING,
        record=0,
        what=Happened.CHANGED,
        at=timezone.now(),
    )
    state.save()
    versions.touch([CHANGES])
    return 1


def _next_kind(kind: str, kinds: Collection[str]) -> str:
    names = list(kinds)
    place = names.index(kind) + 1
    return names[place] if place < len(names) else ""
