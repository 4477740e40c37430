"""Manuals and their drafts: lists, beginning, the list of tasks, looking at it, submitting."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import drafts, manuals, new_manual

urlpatterns = [
    path("manuals/", manuals.manuals, name="manuals"),
    path("manuals/new", new_manual.choose, name="manual_new"),
    path("manuals/new/<id:procedure_id>", new_manual.adopt, name="manual_adopt"),
    path("manuals/new/blank", new_manual.blank, name="manual_blank"),
    path("manuals/<id:manual_id>", manuals.manual, name="manual"),
    path("manuals/<id:manual_id>/edit", manuals.edit, name="manual_edit"),
    path("manuals/<id:manual_id>/compare", manuals.compare, name="manual_compare"),
    path("drafts/<id:draft_id>", drafts.draft, name="draft"),
    path("drafts/<id:draft_id>/preview", drafts.preview, name="draft_preview"),
    path("drafts/<id:draft_id>/legal", drafts.legal, name="draft_legal"),
    path("drafts/<id:draft_id>/diff", drafts.diff, name="draft_diff"),
    path("drafts/<id:draft_id>/submit", drafts.submit, name="draft_submit"),
    path("drafts/<id:draft_id>/withdraw", drafts.withdraw, name="draft_withdraw"),
    path("drafts/<id:draft_id>/discard", drafts.discard, name="draft_discard"),
]
