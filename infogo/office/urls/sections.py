"""Editing a section of a draft."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import sections

urlpatterns = [
    path("drafts/<id:draft_id>/release", sections.release, name="draft_release"),
    path("drafts/<id:draft_id>/sections/<slug:code>", sections.section, name="draft_section"),
]
