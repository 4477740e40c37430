"""What a job repeats of its rows."""

from __future__ import annotations

from django.db.models import Count

from infogo.bulk.models import BulkJob, BulkRow, RowState


def count_rows(job_id: int) -> None:
    """Repeat on the job what its rows say; nothing is added up that could drift apart."""
    rows = BulkRow.objects.filter(job=job_id).order_by()
    outcomes = dict(rows.values_list("outcome").annotate(Count("pk")))
    states = dict(rows.values_list("state").annotate(Count("pk")))
    counts = {str(s): states.get(s, 0) for s in RowState if s != RowState.CHECKED}
    BulkJob.objects.filter(pk=job_id).update(outcomes=outcomes, **counts)
