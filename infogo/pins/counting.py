"""How many points serve a procedure, repeated on the procedure."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from infogo.core.upsert import batches
from infogo.manuals.models import Procedure
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
