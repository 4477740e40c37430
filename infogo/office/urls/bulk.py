"""Many records at once, by spreadsheet."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import bulk

urlpatterns = [
    path("bulk/", bulk.hub, name="bulk"),
    path("bulk/<slug:kind>", bulk.kind, name="bulk_kind"),
    path("bulk/<slug:kind>/download", bulk.download, name="bulk_download"),
    path("bulk/job/<id:job_id>", bulk.job, name="bulk_job"),
    path("bulk/job/<id:job_id>/errors", bulk.errors, name="bulk_errors"),
    path("bulk/job/<id:job_id>/apply", bulk.apply, name="bulk_apply"),
    path("bulk/job/<id:job_id>/cancel", bulk.cancel, name="bulk_cancel"),
    path("bulk/job/<id:job_id>/undo", bulk.undo, name="bulk_undo"),
]
