"""What every kind of record says of itself at a moment: the digests by which a change is seen.

A digest leaves out what is only a copy of another record or counted from others: names beside an
id, addresses of pages, counts. What belongs to a record and has no change of its own is part of
its digest: pins of their point, adoptions without a text of their own of their procedure.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Q, QuerySet

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.models import OutboxTopic
from infogo.manuals.models import Manual
from infogo.manuals.selectors import in_use
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from infogo.records.agencies import AGENCIES
from infogo.records.articles import ARTICLES
from infogo.records.base import Kind, Record
from infogo.records.headings import LIFE_EVENTS, TARGET_GROUPS, TOPICS
from infogo.records.holidays import HOLIDAYS
from infogo.records.manuals import MANUALS
from infogo.records.pins import of_manuals_in_use
from infogo.records.points import POINTS
from infogo.records.procedures import PROCEDURES

COPIES = frozenset({"url", "updated_at", "parents", "point_count", "is_pinned", "standard_manual"})
NAMED = frozenset({"id", "name_th", "name_en"})


@dataclass(frozen=True)
class Seen:
    """A public record at a moment: the digest of what it says, and whose it is."""

    version: str
    agency: int | None


@dataclass(frozen=True)
class Side:
    """How records of one kind are looked at.

    ``more`` adds what belongs to them; ``owner`` names the field with the agency that answers.
    ``batch`` is how many are looked at in one go of a recount.
    """

    kind: Kind[Any, Any]
    owner: str = ""
    more: Callable[[Sequence[int]], Mapping[int, Any]] = lambda _ids: {}
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    batch: int = 500

    def look(self, rows: Sequence[Any]) -> dict[int, Seen]:
        """Return how these public rows are now, in a constant number of queries."""
        more = self.more([row.pk for row in rows])
        records = self.kind.make(rows)
        return {
            row.pk: Seen(digest(record, more.get(row.pk)), self._owner(row))
            for row, record in zip(rows, records, strict=True)
        }

    def look_at(self, ids: Collection[int]) -> dict[int, Seen]:
        """Return how those of these records that are public are now."""
        return self.look(list(self.kind.public().filter(pk__in=ids).order_by("pk")))

    def after(self, pk: int) -> list[Any]:
        """Return the next rows of a recount."""
        return self.kind.after(pk, self.batch, self.rows(self.kind.public()))

    def _owner(self, row: Any) -> int | None:
        return getattr(row, self.owner) if self.owner else None


def digest(record: Record, more: Any = None) -> str:
    """Return what tells whether a record says something else than before."""
    plain = record.model_dump(mode="json", exclude=set(COPIES))
    text = orjson.dumps([_plain(plain), more], option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(text).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """Leave out the names that stand beside another record's id."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == NAMED:
        return value["id"]
    return {name: _plain(inner) for name, inner in value.items()}


def _pins(point_ids: Sequence[int]) -> Mapping[int, Any]:
    """Return what is served at points and what differs there; one query."""
    found = defaultdict[int, list[Any]](list)
    pins = of_manuals_in_use(Pin.objects.filter(point__in=point_ids)).order_by("manual")
    for point_id, *rest in pins.values_list(
        "point",
        "manual",
        "hours",
        "phones",
        "counter",
        "accepts_walk_in",
        "residents_only",
        "accepts_foreigners",
        "queue_url",
        "daily_limit",
        "note",
        "confirmed_on",
    ):
        found[point_id].append(rest)
    return found


def _adoptions(procedure_ids: Sequence[int]) -> Mapping[int, Any]:
    """Return which agencies follow the standard manuals of procedures; one query."""
    found = defaultdict[int, list[Any]](list)
    adopted = in_use(Manual.objects.filter(procedure__in=procedure_ids)).exclude(standard=None)
    for procedure_id, manual_id, agency_id in adopted.order_by("pk").values_list(
        "procedure", "pk", "agency"
    ):
        found[procedure_id].append((manual_id, agency_id))
    return found


def _texts(manual_ids: Sequence[int]) -> Mapping[int, Any]:
    """Return the hash of the edition that manuals with a text of their own show; one query."""
    rows = Manual.objects.filter(pk__in=manual_ids, current__isnull=False)
    return dict(rows.values_list("pk", "current__content_hash"))


def _with_text(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(current__isnull=False)


SIDES: Mapping[str, Side] = {
    side.kind.name: side
    for side in (
        Side(TOPICS),
        Side(TARGET_GROUPS),
        Side(LIFE_EVENTS),
        Side(HOLIDAYS),
        Side(AGENCIES, owner="pk"),
        Side(PROCEDURES, owner="owner_id", more=_adoptions, batch=20),
        Side(MANUALS, owner="agency_id", more=_texts, rows=_with_text),
        Side(POINTS, owner="agency_id", more=_pins, batch=200),
        Side(ARTICLES, owner="agency_id", batch=100),
    )
}
"""Every kind of the feed, in the order in which changes of one moment are told."""

SMALL = tuple(kind.name for kind in (TOPICS, TARGET_GROUPS, LIFE_EVENTS, HOLIDAYS))
"""Kinds of some dozen records, looked at whole: not every change of theirs names them."""

KIND_OF_TOPIC = {
    OutboxTopic.PROCEDURE: PROCEDURES.name,
    OutboxTopic.AGENCY: AGENCIES.name,
    OutboxTopic.POINT: POINTS.name,
    OutboxTopic.ARTICLE: ARTICLES.name,
}


def manuals_of(procedure_ids: Collection[int], known: QuerySet[Any, Any]) -> list[int]:
    """Return the manuals of procedures that have, or are known to have had, a text of their own."""
    own = Q(current__isnull=False) | Q(pk__in=known)
    manuals = Manual.objects.filter(own, procedure__in=procedure_ids)
    return list(manuals.order_by("pk").values_list("pk", flat=True))


def successor(kind: str, record_id: int) -> int | None:
    """Return the record that took the place of one that is gone, if any did."""
    if kind == AGENCIES.name:
        merged = Agency.objects.filter(pk=record_id, status=AgencyStatus.MERGED)
        return merged.values_list("merged_into", flat=True).first()
    if kind == POINTS.name:
        moved = ServicePoint.objects.filter(pk=record_id, status=PointStatus.MOVED)
        return moved.values_list("moved_to", flat=True).first()
    return None
