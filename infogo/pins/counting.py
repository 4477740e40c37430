"""How many points serve a procedure, and whether any serves a manual: repeated on both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef

from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.upsert import batches
from infogo.manuals.models import Manual, Procedure
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint
from infogo.points.selectors import GONE

CHUNK = 500


def count_points(procedure_ids: Collection[int] | None = None) -> list[int]:
    """Bring ``Procedure.point_count`` up to date: of these procedures, or of all.

    Must run inside the transaction that changed pins, gave up manuals or closed points, after it
    locked these procedures. Returns those that had another count.
    """
    other = []
    if procedure_ids is None:
        procedure_ids = list(Procedure.objects.values_list("pk", flat=True))
    for chunk in batches(sorted(procedure_ids), CHUNK):
        pins = that_count(Pin.objects.filter(procedure__in=chunk)).order_by()
        counts = dict(pins.values_list("procedure").annotate(Count("point", distinct=True)))
        changed = []
        for procedure in Procedure.objects.filter(pk__in=chunk).only("pk", "point_count"):
            count = counts.get(procedure.pk, 0)
            if procedure.point_count != count:
                procedure.point_count = count
                changed.append(procedure)
        Procedure.objects.bulk_update(changed, ["point_count"])
        other += [procedure.pk for procedure in changed]
    return other


def mend_counts() -> int:
    """Put right what no change put right; returns how many services were at another count.

    After an upgrade that counts otherwise, say. It looks without holding anybody up, then holds
    what differs, in portions, and counts that once more.
    """
    pins = that_count(Pin.objects.all()).order_by()
    counts = dict(pins.values_list("procedure").annotate(Count("point", distinct=True)))
    noted = Procedure.objects.order_by().values_list("pk", "point_count")
    wrong = {pk for pk, count in noted.iterator() if counts.get(pk, 0) != count}
    is_served = Exists(that_count(Pin.objects.filter(manual=OuterRef("pk"))))
    marked = Manual.objects.alias(is_served=is_served).exclude(is_pinned=F("is_served"))
    of_procedure: dict[int, list[int]] = {pk: [] for pk in wrong}
    for procedure_id, manual_id in marked.order_by().values_list("procedure", "pk"):
        of_procedure.setdefault(procedure_id, []).append(manual_id)
    mended = 0
    for chunk in batches(sorted(of_procedure), CHUNK):
        with transaction.atomic():
            hold_procedures(chunk)
            changed = count_points(chunk)
            mark_pinned([manual_id for pk in chunk for manual_id in of_procedure[pk]])
            announce(OutboxTopic.PROCEDURE, changed, shows=Shows.FACTS)
        mended += len(changed)
    return mended


@contextmanager
def counted_again(point_id: int) -> Iterator[None]:
    """Keep the counts of what a point serves true while its standing changes, as one act.

    Before anything else of it: what is counted is held before the audit trail is written to.
    """
    with transaction.atomic():
        here = Pin.objects.filter(point=point_id).order_by()
        pins = dict(here.values_list("manual_id", "procedure_id"))
        served = set(pins.values())
        hold_procedures(served)
        gone = ServicePoint.objects.filter(pk=point_id, status__in=GONE)
        was_gone = gone.exists()
        yield
        if served and gone.exists() != was_gone:
            mark_pinned(pins)
            announce(OutboxTopic.PROCEDURE, count_points(served), shows=Shows.FACTS)


def hold_procedures(procedure_ids: Collection[int]) -> None:
    """Hold procedures until the end of the transaction: counts follow one change at a time.

    The weaker lock suffices and lets those who only refer to a procedure pass.
    """
    for chunk in batches(sorted(procedure_ids), CHUNK):
        held = Procedure.objects.select_for_update(no_key=True).filter(pk__in=chunk)
        tuple(held.order_by("pk").values_list("pk"))


def mark_pinned(manual_ids: Collection[int] | None = None) -> None:
    """Bring ``Manual.is_pinned`` up to date: of these manuals, or of all.

    By the same pins as are counted. Must run inside the transaction that changed any of them.
    """
    if manual_ids is None:
        # Not "NOT IN (…)": with hundreds of thousands of pins PostgreSQL would read all of them
        # for each manual.
        is_served = Exists(that_count(Pin.objects.filter(manual=OuterRef("pk"))))
        Manual.objects.filter(is_served, is_pinned=False).update(is_pinned=True)
        Manual.objects.filter(~is_served, is_pinned=True).update(is_pinned=False)
        return
    for chunk in batches(sorted(manual_ids), CHUNK):
        pins = that_count(Pin.objects.filter(manual__in=chunk)).order_by()
        pinned_here = set(pins.values_list("manual", flat=True))
        manuals = Manual.objects.filter(pk__in=chunk)
        manuals.filter(pk__in=pinned_here, is_pinned=False).update(is_pinned=True)
        manuals.filter(is_pinned=True).exclude(pk__in=pinned_here).update(is_pinned=False)
