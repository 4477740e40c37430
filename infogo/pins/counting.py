"""How many points serve a procedure, and whether any serves a manual: repeated on both."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef

from infogo.core.upsert import batches
from infogo.manuals.models import Manual, Procedure
from infogo.pins.models import Pin

CHUNK = 500


def count_points(procedure_ids: Collection[int] | None = None) -> None:
    """Bring ``Procedure.point_count`` up to date: of these procedures, or of all.

    Must run inside the transaction that changed pins, after it locked these procedures.
    """
    if procedure_ids is None:
        procedure_ids = list(Procedure.objects.values_list("pk", flat=True))
    for chunk in batches(sorted(procedure_ids), CHUNK):
        pins = Pin.objects.filter(procedure__in=chunk).order_by()
        counts = dict(pins.values_list("procedure").annotate(Count("point", distinct=True)))
        changed = []
        for procedure in Procedure.objects.filter(pk__in=chunk).only("pk", "point_count"):
            count = counts.get(procedure.pk, 0)
            if procedure.point_count != count:
                procedure.point_count = count
                changed.append(procedure)
        Procedure.objects.bulk_update(changed, ["point_count"])


def mark_pinned(manual_ids: Collection[int] | None = None) -> None:
    """Bring ``Manual.is_pinned`` up to date: of these manuals, or of all.

    Must run inside the transaction that changed their pins.
    """
    if manual_ids is None:
        # Not "NOT IN (…)": with hundreds of thousands of pins PostgreSQL would read all of them
        # for each manual.
        is_served = Exists(Pin.objects.filter(manual=OuterRef("pk")))
        Manual.objects.filter(is_served, is_pinned=False).update(is_pinned=True)
        Manual.objects.filter(~is_served, is_pinned=True).update(is_pinned=False)
        return
    for chunk in batches(sorted(manual_ids), CHUNK):
        pins = Pin.objects.filter(manual__in=chunk).order_by()
        pinned_here = set(pins.values_list("manual", flat=True))
        manuals = Manual.objects.filter(pk__in=chunk)
        manuals.filter(pk__in=pinned_here, is_pinned=False).update(is_pinned=True)
        manuals.filter(is_pinned=True).exclude(pk__in=pinned_here).update(is_pinned=False)
