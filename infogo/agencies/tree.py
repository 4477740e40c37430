"""The closure table follows one agency's new place; and where a merged agency's things are now."""

from __future__ import annotations

from django.db import transaction

from infogo.agencies.errors import AgencyError
from infogo.agencies.models import Agency, AgencyPath, AgencyStatus
from infogo.core.upsert import BATCH


def hold_tree() -> None:
    """Let nobody else change the tree until the end of the transaction.

    Who moves a branch writes rows of everything below it and above its new place, which another
    move or a new agency may be changing at that moment: agencies held one by one do not show it.
    Must come before agencies are held, or two changes wait for each other.
    """
    first = AgencyPath.objects.filter(depth=0).order_by("pk").select_for_update()
    tuple(first.values_list("pk")[:1])


def is_below(agency_id: int, ancestor_id: int) -> bool:
    """Whether an agency is another one or stands anywhere below it."""
    return AgencyPath.objects.filter(ancestor=ancestor_id, descendant=agency_id).exists()


def enter_tree(agency: Agency) -> None:
    """Give a new agency its rows of the closure table.

    Must run inside the transaction that makes it, which held the tree before it held the parent.
    """
    AgencyPath.objects.create(ancestor=agency, descendant=agency, depth=0)
    AgencyPath.objects.bulk_create(
        AgencyPath(ancestor_id=path.ancestor_id, descendant=agency, depth=path.depth + 1)
        for path in AgencyPath.objects.filter(descendant=agency.parent_id or 0)
    )


@transaction.atomic
def place_under(agency: Agency, parent: Agency | None) -> None:
    """Put an agency, with all below it, under another parent, or at the top; saves it.

    Who holds agencies before calls ``hold_tree`` before that.

    Raises:
        AgencyError: the parent is the agency itself or stands below it.
    """
    hold_tree()
    if parent is not None and is_below(parent.pk, agency.pk):
        raise AgencyError("ต้นสังกัดต้องไม่ใช่หน่วยงานนี้เอง หรือหน่วยงานในสังกัดของหน่วยงานนี้")
    below = dict(AgencyPath.objects.filter(ancestor=agency).values_list("descendant_id", "depth"))
    AgencyPath.objects.filter(descendant__in=below).exclude(ancestor__in=below).delete()
    above = list(
        AgencyPath.objects.filter(descendant=parent.pk if parent else 0).values_list(
            "ancestor_id", "depth"
        )
    )
    AgencyPath.objects.bulk_create(
        (
            AgencyPath(ancestor_id=ancestor, descendant_id=pk, depth=up + 1 + down)
            for ancestor, up in above
            for pk, down in below.items()
        ),
        batch_size=BATCH,
    )
    agency.parent = parent
    agency.mark_edited()
    agency.save(update_fields=["parent", "edited_at", "updated_at"])


def successors() -> dict[str, int]:
    """Return by key of each merged agency the id of the one that its things belong to now."""
    merged = Agency.objects.filter(status=AgencyStatus.MERGED, merged_into__isnull=False)
    into = {pk: (key, successor) for pk, key, successor in
            merged.values_list("pk", "key", "merged_into_id")}  # fmt: skip
    found: dict[str, int] = {}
    for key, successor in into.values():
        seen = {successor}
        while successor in into and into[successor][1] not in seen:
            successor = into[successor][1]
            seen.add(successor)
        found[key] = successor
    return found
