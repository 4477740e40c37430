"""Deciding about manuals: approval, standard changes, ending."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.office.views import cancelling, decisions, standard_changes

urlpatterns = [
    path("approvals/", decisions.approvals, name="approvals"),
    path("drafts/<id:draft_id>/decide", decisions.draft_decide, name="draft_decide"),
    path("standard-changes/", standard_changes.standard_changes, name="standard_changes"),
    path(
        "manuals/<id:manual_id>/standard-change",
        standard_changes.standard_change,
        name="standard_change",
    ),
    path("manuals/<id:manual_id>/cancel", cancelling.cancel, name="manual_cancel"),
    path("manuals/<id:manual_id>/reopen", cancelling.reopen, name="manual_reopen"),
]
