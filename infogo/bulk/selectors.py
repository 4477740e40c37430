"""Reading jobs: the rows of a file that have to be mended."""

from __future__ import annotations

from django.db.models import Q

from infogo.bulk import storage
from infogo.bulk.errors import FileError
from infogo.bulk.models import REFUSED, BulkJob, BulkRow, RowState
from infogo.bulk.reading import read_upload
from infogo.bulk.sheets import SHEETS


def rows_to_fix(job: BulkJob) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the rows that could not be used as they were sent, and what is wrong with each.

    What is wrong maps the header of a column to what to do there; a fault of the whole row stands
    at the first column. Nothing when the file is not there any more.
    """
    sheet = SHEETS[job.kind]
    faults = dict(
        BulkRow.objects.filter(
            Q(outcome__in=REFUSED) | Q(state__in=(RowState.FAILED, RowState.KEPT)), job=job
        ).values_list("number", "problems")
    )
    try:
        sent = read_upload(storage.path_of(job.sha256), sheet).rows
    except (FileError, OSError):
        return [], []
    chosen = [row for row in sent if row.number in faults]
    first = sheet.columns[0].header
    wrong: list[dict[str, str]] = []
    for row in chosen:
        said: dict[str, str] = {}
        for problem in faults[row.number]:
            column = problem["column"] or first
            words = f"{column}: {problem['reason']} {problem['advice']}".strip()
            said[column] = f"{said[column]} {words}" if column in said else words
        wrong.append(said)
    return [dict(row.cells) for row in chosen], wrong
