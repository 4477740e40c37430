"""Keeping the rollups of what happened in step with the raw rows they are made of.

Derived numbers, so there is no trail and no outbox. A count is made and compared with what is there
without any lock, and what differs is written only if nobody wrote in between; whoever was overtaken
counts again. It is written in portions, each a short transaction that holds all of its agencies, so
that nobody waits for a nation's month. The trail's lines are numbered in the order in which their
changes became visible, so a count begun after line *n* contains all changes up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Model

from infogo.core.dates import BANGKOK
from infogo.core.models import AuditEntry
from infogo.core.upsert import batches
from infogo.oversight.events.cells import Follower
from infogo.oversight.events.subjects import SUBJECTS, Subject
from infogo.oversight.tree import read_tree

BATCH = 500
MOST_AT_ONCE = 2000
"""Rows that one transaction takes away and makes; those of one agency are never parted."""
MOST_TRIES = 5


@dataclass(frozen=True)
class _Change:
    """A cell that is new, or of which nothing is counted any more (``gone`` is its id).

    ``whole`` is 0 for cells of the country.
    """

    whole: int
    model: type[Model]
    gone: int | None = None
    new: Model | None = None


def refresh_events(*, now: datetime, subjects: Sequence[Subject] = SUBJECTS) -> int:
    """Count anew the months that changed, and everything once a day; returns how many months.

    Safe to stop anywhere and to run in several processes.
    """
    today = now.astimezone(BANGKOK).date()
    return sum(_refresh(subject, now, today) for subject in subjects)


def rebuild_events(*, now: datetime, subjects: Sequence[Subject] = SUBJECTS) -> int:
    """Count every month anew from the raw rows; returns how many."""
    today = now.astimezone(BANGKOK).date()
    return sum(
        _follow(subject, None, _ground_of(subject, today), now, today) for subject in subjects
    )


@dataclass(frozen=True)
class _Ground:
    """What a count stands on, read before it: it contains all lines of the trail up to ``line``.

    ``whole_on`` is the day on which it may call itself whole. Where branches are counted, ``tree``
    is theirs, ``version`` that of the cells they are made of, and ``written`` the version in which
    each month of those was changed last.
    """

    line: int
    whole_on: date | None
    tree: str = ""
    version: int | None = None
    written: Mapping[str, int] = field(default_factory=dict)

    def written_after(self, version: int) -> set[date]:
        """Return the months of the cells that branches are made of that changed since."""
        return {date.fromisoformat(month) for month, at in self.written.items() if at > version}


def _refresh(subject: Subject, now: datetime, today: date) -> int:
    followed = Follower.objects.filter(subject=subject.name).first()
    ground = _ground_of(subject, today)
    if followed is None or (followed.whole_on, followed.tree) != (ground.whole_on, ground.tree):
        return _follow(subject, None, ground, now, today)
    if subject.made_of:
        if followed.added == ground.version:
            return 0
        written = None if followed.added is None else ground.written_after(followed.added)
        return _follow(subject, written, ground, now, today)
    touched = subject.touched(followed.number, ground.line)
    if touched is not None and not touched:
        return 0
    return _follow(subject, touched, ground, now, today)


def _ground_of(subject: Subject, today: date) -> _Ground:
    """Return what cells counted from now on contain at least."""
    if not subject.made_of:
        return _Ground(_newest_line(), today)
    found = Follower.objects.filter(subject=subject.made_of).first()
    tree = read_tree().digest
    if found is None:
        return _Ground(0, None, tree, 0)
    return _Ground(found.number, found.whole_on, tree, found.version, found.written or {})


def _follow(
    subject: Subject, months: Collection[date] | None, ground: _Ground, now: datetime, today: date
) -> int:
    """Count months, or all, and note how far the trail was followed; overtaken, note nothing.

    ``ground`` was read before it was asked which months changed: a later line may name another.
    """
    Follower.objects.get_or_create(subject=subject.name)
    wanted = sorted(subject.all_months(today) if months is None else months)
    # Every month, also when one was overtaken: a list, not a search for the first failure.
    written = [_count_month(subject, month, today) for month in wanted]
    if not all(written):
        return 0  # others keep writing the same months; the next run begins from the same line
    with transaction.atomic():
        mark = Follower.objects.select_for_update().get(subject=subject.name)
        mark.number, mark.counted_at = max(mark.number, ground.line), now
        if ground.version is not None:
            mark.added = max(mark.added or 0, ground.version)
        if months is None:
            mark.whole_on, mark.tree = ground.whole_on, ground.tree
        mark.save(update_fields=["number", "counted_at", "whole_on", "tree", "added"])
    return len(wanted)


def _count_month(subject: Subject, month: date, today: date) -> bool:
    """Make the cells of one month as the raw rows are now; false when others were always faster."""
    for _attempt in range(MOST_TRIES):
        version = Follower.objects.values_list("version", flat=True).get(subject=subject.name)
        changes = _changes(subject, month, subject.count(month, today))
        # One at least: a count that began before this one must not be written after it.
        portions = list(_portions(changes)) or [[]]
        if all(
            _write(subject, month, each, version + place) for place, each in enumerate(portions)
        ):
            return True
    return False


def _changes(subject: Subject, month: date, counted: Iterable[Model]) -> list[_Change]:
    """Return what differs from the cells that are there; one query for each table."""
    wanted: dict[type[Model], list[Model]] = defaultdict(list)
    for cell in counted:
        wanted[type(cell)].append(cell)
    return [
        change
        for model in subject.tables
        for change in _changes_of_table(subject, model, month, wanted[model])
    ]


def _changes_of_table(
    subject: Subject, model: type[Model], month: date, cells: list[Model]
) -> Iterator[_Change]:
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    whole = names.index(subject.whole)
    held: dict[tuple[Any, ...], int] = {
        tuple(values): pk for pk, *values in subject.held(model, month).values_list("pk", *names)
    }
    counted = {tuple(getattr(cell, name) for name in names): cell for cell in cells}
    for values, pk in held.items():
        if values not in counted:
            yield _Change(values[whole] or 0, model, gone=pk)
    for values, cell in counted.items():
        if values not in held:
            yield _Change(values[whole] or 0, model, new=cell)


def _portions(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield portions of about ``MOST_AT_ONCE`` that part nothing that belongs together."""
    portion: list[_Change] = []
    changes.sort(key=_whole)
    for _key, together in groupby(changes, key=_whole):
        portion += together
        if len(portion) >= MOST_AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _whole(change: _Change) -> int:
    return change.whole


@transaction.atomic
def _write(subject: Subject, month: date, changes: Collection[_Change], version: int) -> bool:
    """Write a portion, unless somebody wrote since ``version``; whether that was so."""
    mark = Follower.objects.select_for_update().get(subject=subject.name)
    if mark.version != version:
        return False
    for model in subject.tables:
        here = [change for change in changes if change.model is model]
        gone = [change.gone for change in here if change.gone is not None]
        for some in batches(gone, BATCH):
            model._default_manager.filter(pk__in=some).delete()
        new = [change.new for change in here if change.new is not None]
        model._default_manager.bulk_create(new, batch_size=BATCH)
    mark.version += 1
    if changes:
        mark.written = {**(mark.written or {}), month.isoformat(): mark.version}
    mark.save(update_fields=["version", "written"])
    return True


def _newest_line() -> int:
    newest = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first()
    return newest or 0
