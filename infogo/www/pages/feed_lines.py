"""Which lines of the audit trail a feed tells: changes that citizens see, newest first.

The trail has every change in one order that never changes, so a page of a feed can be asked for
again and nothing is told twice. Officers' names and unpublished work are in none of these lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import QuerySet

from infogo.core.models import AuditEntry
from infogo.core.upsert import batches
from infogo.manuals.models import Manual

ENTRIES = 20
IDS_AT_ONCE = 500

VERBS: Mapping[str, tuple[str, ...]] = {
    "manual": ("publish", "adopt", "withdraw", "reopen", "retire_manual"),
    "procedure": ("withdraw", "reopen", "merge"),
    "point": ("create_point", "edit_point", "set_point_status"),
}
EVERYWHERE: Mapping[str, tuple[str, ...]] = {
    "manual": ("publish",),
    "procedure": VERBS["procedure"],
}
"""What a feed of many agencies tells: not who follows which manual, which is thousands of lines."""


@dataclass(frozen=True)
class FeedLines:
    """Some lines, newest first; ``older`` is before which line the next ones begin."""

    lines: Sequence[AuditEntry]
    older: int | None


def lines_about(records: Mapping[str, Sequence[int]], before: int | None) -> FeedLines:
    """Return the lines about a few records: ids by what they are.

    Given an order, a database walks all lines of a kind; so the numbers of these few records are
    compared here.
    """
    numbers = nlargest(ENTRIES + 1, _numbers(records, before))
    return _lines(numbers)


def lines_everywhere(manuals: QuerySet[Manual] | None, before: int | None) -> FeedLines:
    """Return the lines about all manuals, or about some of very many."""
    found: list[int] = []
    for target, verbs in EVERYWHERE.items():
        for verb in verbs:
            lines = AuditEntry.objects.filter(target=target, verb=verb)
            if before:
                lines = lines.filter(number__lt=before)
            if manuals is not None:
                ids = "pk" if target == "manual" else "procedure_id"
                lines = lines.filter(target_id__in=manuals.order_by().values(ids))
            found += lines.order_by("-number").values_list("number", flat=True)[: ENTRIES + 1]
    return _lines(nlargest(ENTRIES + 1, found))


def _numbers(records: Mapping[str, Sequence[int]], before: int | None) -> Iterator[int]:
    for target, ids in records.items():
        for portion in batches(ids, IDS_AT_ONCE):
            lines = AuditEntry.objects.filter(
                target=target, target_id__in=portion, verb__in=VERBS[target]
            )
            if before:
                lines = lines.filter(number__lt=before)
            yield from lines.order_by().values_list("number", flat=True)


def _lines(numbers: Sequence[int]) -> FeedLines:
    shown = numbers[:ENTRIES]
    lines = list(AuditEntry.objects.filter(number__in=shown).order_by("-number"))
    return FeedLines(lines, shown[-1] if len(numbers) > ENTRIES else None)
