"""The one process that writes the index: whole rebuilds, and following the outbox."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import tantivy
from django.db.models import Max, Min
from django.utils import timezone

from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.search.indexing.building import create_build
from infogo.search.indexing.digests import digest_of, held_digests
from infogo.search.indexing.documents import Doc, build
from infogo.search.indexing.index import (
    WRITER_MEMORY,
    IndexUnusableError,
    IndexWriteError,
    Meta,
    ask_for_rebuild,
    current_build,
    engine_document,
    is_rebuild_wanted,
    open_index,
    read_meta,
    serve_build,
    write_meta,
)
from infogo.search.indexing.schema import INDEXES, KEY, record_key
from infogo.search.results import Kind

log = logging.getLogger(__name__)

LATE_COMMITS = timedelta(seconds=60)
"""A transaction may commit an event with a lower number than one already seen, up to this late;
so the position stays that far behind and the events after it are remembered one by one."""
NEWEST_UNSETTLED = 200
"""As many are remembered one by one in any case: clocks of nodes differ, and clocks are wrong."""
EVENTS_AT_ONCE = 2000
STEP_SECONDS = 0.5
"""Between two changes of the index under a stream of writes; each is seen within a second."""
FAILURES_BORNE = 3
"""In a row; then what is written on is thought to be damaged, unless the disk is full."""
_FULL = "No space left"

Event = tuple[int, str, int]
"""Number, topic and object of an outbox event."""

KIND_OF_TOPIC = {
    OutboxTopic.PROCEDURE: Kind.PROCEDURE,
    OutboxTopic.AGENCY: Kind.AGENCY,
    OutboxTopic.POINT: Kind.POINT,
    OutboxTopic.ARTICLE: Kind.ARTICLE,
}


def rebuild() -> Path:
    """Build the whole index anew beside the served one, then serve it. Needs ``only_writer``.

    Events that arrive meanwhile are followed afterwards: what was seen is read first.
    """
    position = _settled_position()
    later = OutboxEvent.objects.filter(id__gt=position).order_by("id")
    seen = tuple(later.values_list("id", flat=True))
    documents = {name: _all_documents(kinds) for name, kinds in INDEXES.items()}
    made = create_build(documents, Meta.of_this_program(position, seen))
    serve_build(made)
    log.info("search index rebuilt: %s", made.name)
    return made


def needs_rebuild() -> str:
    """Return why the served index cannot follow the outbox, or an empty text if it can."""
    try:
        meta = read_meta(current_build())
        for name in INDEXES:
            open_index(current_build() / name)
    except IndexUnusableError as problem:
        return str(problem)
    if is_rebuild_wanted():
        return "a reader found it unusable"
    if not meta.fits_this_program():
        return "built by another version of the program"
    oldest = OutboxEvent.objects.aggregate(oldest=Min("id"))["oldest"]
    if oldest is not None and oldest > max((meta.position, *meta.seen)) + 1:
        return "events it has not seen were removed"
    return ""


class Follower:
    """Follows the outbox into the index. Needs ``only_writer`` while it lives.

    An event counts as taken in only after the commit that contains it; killed at any moment, the
    next start does the unfinished events again.
    """

    def __init__(self) -> None:
        self._build: Path | None = None
        self._indexes: dict[str, tantivy.Index] = {}
        self._writers: dict[str, tantivy.IndexWriter] = {}
        self._failures = 0
        self.commits = 0
        """How often what is served has become another since it began."""

    def follow(self) -> int:
        """Bring the index up to date; returns how many events were taken in.

        Rebuilds it whole when it is missing, damaged, outdated or told to by an event.

        Raises:
            IndexWriteError: nothing was taken in, and the index is served as it was.
        """
        try:
            taken = self._follow()
        except (ValueError, OSError) as problem:
            # What a writer holds after it failed is anybody's guess: the next try opens new ones.
            self._build, self._indexes, self._writers = None, {}, {}
            self._failures += 1
            if self._failures >= FAILURES_BORNE and _FULL not in str(problem):
                ask_for_rebuild(str(problem))
            raise IndexWriteError(f"the index could not be written: {problem}") from problem
        self._failures = 0
        return taken

    def _follow(self) -> int:
        build = self._usable_build()
        meta = read_meta(build)
        events = _new_events(meta)
        if any(topic == OutboxTopic.EVERYTHING for _, topic, _ in events):
            self.close()
            rebuild()
            self.commits += 1
        elif events:
            self._apply(events)
            write_meta(build, _after(meta, events))
        return len(events)

    def close(self) -> None:
        """Release the writers, waiting for merges under way."""
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._build, self._indexes, self._writers = None, {}, {}

    def _usable_build(self) -> Path:
        """Return the served build with writers open on it, after a rebuild if it needs one."""
        if self._build is not None and not is_rebuild_wanted() and self._is_served(self._build):
            return self._build
        self.close()
        if reason := needs_rebuild():
            log.info("search index is rebuilt: %s", reason)
            rebuild()
        self._build = current_build()
        for name in INDEXES:
            self._indexes[name] = open_index(self._build / name)
            self._writers[name] = self._indexes[name].writer(WRITER_MEMORY, 1)
        return self._build

    def _is_served(self, build: Path) -> bool:
        try:
            read_meta(build)
            return current_build() == build
        except IndexUnusableError:
            return False

    def _apply(self, events: list[Event]) -> None:
        changed: dict[Kind, set[int]] = {}
        for _, topic, object_id in events:
            kind = KIND_OF_TOPIC.get(OutboxTopic(topic))
            if kind is not None:  # drafts are nobody's business but the workspace's
                changed.setdefault(kind, set()).add(object_id)
        for name, kinds in INDEXES.items():
            wanted = {kind: changed[kind] for kind in kinds if kind in changed}
            if wanted:
                self._replace(name, wanted)

    def _replace(self, name: str, changed: Mapping[Kind, Collection[int]]) -> None:
        """Bring records of one index up to date; those that read as before are left alone.

        Most writes change nothing that is searched, and every commit makes all readers open the
        index anew.
        """
        keys = {record_key(kind, key) for kind, ids in changed.items() for key in ids}
        held = held_digests(self._indexes[name], keys)
        writer = self._writers[name]
        gone, is_changed = set(keys), False
        for kind, ids in changed.items():
            for doc in build(kind, ids):
                key = record_key(kind, doc.id)
                gone.discard(key)
                if held.get(key) != digest_of(doc):
                    writer.delete_documents_by_term(KEY, key)
                    writer.add_document(engine_document(doc))
                    is_changed = True
        for key in gone:
            writer.delete_documents_by_term(KEY, key)
        if is_changed or gone & held.keys():
            writer.commit()
            self.commits += 1


class Steps:
    """Lets what changed after a quiet time into the index at once, and a stream in steps.

    Every commit makes all readers open the index anew and forget what they found in it. Needs
    ``only_writer`` while it lives.
    """

    def __init__(self, follower: Follower, clock: Callable[[], float] = time.monotonic) -> None:
        self._follower = follower
        self._clock = clock
        self._changed_at = -math.inf

    def follow(self) -> int:
        """Follow unless the index changed a moment ago; returns how many events were taken in.

        Raises:
            IndexWriteError: nothing was taken in, and the index is served as it was.
        """
        if self._clock() - self._changed_at < STEP_SECONDS:
            return 0
        commits = self._follower.commits
        taken = self._follower.follow()
        if self._follower.commits != commits:
            self._changed_at = self._clock()
        return taken

    def close(self) -> None:
        """Release the writers, waiting for merges under way."""
        self._follower.close()


def _new_events(meta: Meta) -> list[Event]:
    """Return events that are not in the index yet, lowest number first."""
    later = OutboxEvent.objects.filter(id__gt=meta.position).order_by("id")
    rows = later.values_list("id", "topic", "object_id")[: EVENTS_AT_ONCE + len(meta.seen)]
    seen = set(meta.seen)
    return [row for row in rows if row[0] not in seen]


def _after(meta: Meta, events: list[Event]) -> Meta:
    """Return the metadata after ``events``; the position moves only over settled numbers."""
    taken = [number for number, _, _ in events]
    position = max(meta.position, min(_settled_position(), max(taken)))
    seen = tuple(sorted(number for number in {*meta.seen, *taken} if number > position))
    return replace(meta, position=position, seen=seen)


def _settled_position() -> int:
    """Return the newest event number below which no other can appear any more.

    Old enough by the clock that wrote it and by number: either alone is wrong when that clock was
    behind or this one is ahead.
    """
    old = OutboxEvent.objects.filter(created_at__lt=timezone.now() - LATE_COMMITS)
    by_clock = int(old.aggregate(newest=Max("id"))["newest"] or 0)
    numbers = OutboxEvent.objects.order_by("-id").values_list("id", flat=True)
    by_number = next(iter(numbers[NEWEST_UNSETTLED : NEWEST_UNSETTLED + 1]), 0)
    return min(by_clock, by_number)


def _all_documents(kinds: Iterable[Kind]) -> Iterator[Doc]:
    for kind in kinds:
        yield from build(kind)
