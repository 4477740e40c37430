"""The closure table follows from the parents: it can be made again at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import transaction

from infogo.agencies.models import Agency, AgencyPath
from infogo.core.upsert import BATCH, batches


@transaction.atomic
def rebuild_closure() -> int:
    """Make ``AgencyPath`` agree with the parents; return how many rows had to change.

    Raises:
        ValueError: an agency is its own ancestor.
    """
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    wanted = set(_paths(parents))
    rows = AgencyPath.objects.values_list("ancestor_id", "descendant_id", "depth", "pk")
    present = {(ancestor, descendant, depth): pk for ancestor, descendant, depth, pk in rows}
    surplus = [pk for path, pk in present.items() if path not in wanted]
    for batch in batches(surplus, BATCH):
        AgencyPath.objects.filter(pk__in=batch).delete()
    missing = sorted(wanted - present.keys())
    AgencyPath.objects.bulk_create(
        (
            AgencyPath(ancestor_id=ancestor, descendant_id=descendant, depth=depth)
            for ancestor, descendant, depth in missing
        ),
        batch_size=BATCH,
    )
    return len(surplus) + len(missing)


def _paths(parents: Mapping[int, int | None]) -> Iterator[tuple[int, int, int]]:
    """Yield (ancestor, descendant, depth) for every agency and each of its ancestors."""
    for agency in parents:
        ancestor: int | None = agency
        depth = 0
        while ancestor is not None:
            if depth > len(parents):
                raise ValueError(f"agency {agency} is its own ancestor")
            yield ancestor, agency, depth
            ancestor, depth = parents[ancestor], depth + 1
