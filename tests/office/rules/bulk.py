"""Many records at once, by spreadsheet; a job belongs to whoever sent the file."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import FORM, POST_ONLY, Rule

KIND = {"kind": "points"}
JOB = {"job_id": "{bulk_job}"}

RULES = {
    "office:bulk": Rule("list", lists_for=(POINT_ONLY, MANUAL_ONLY)),
    "office:bulk_kind": Rule("list", FORM, kwargs=KIND, lists_for=(POINT_ONLY,)),
    "office:bulk_download": Rule("list", kwargs=KIND, lists_for=(POINT_ONLY,)),
    "office:bulk_job": Rule("object", kwargs=JOB),
    "office:bulk_errors": Rule("object", kwargs=JOB),
    "office:bulk_apply": Rule("object", POST_ONLY, kwargs=JOB),
    "office:bulk_cancel": Rule("object", POST_ONLY, kwargs=JOB),
    "office:bulk_undo": Rule("object", POST_ONLY, kwargs=JOB),
}
