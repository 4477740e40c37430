"""Everyday words of manuals, and searches that found nothing."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import words

urlpatterns = [
    path("manuals/<id:manual_id>/tags", words.manual_tags, name="manual_tags"),
    path(
        "manuals/<id:manual_id>/proposals/<id:proposal_id>",
        words.word_proposal,
        name="word_proposal",
    ),
    path("failed-searches/", words.failed_searches, name="failed_searches"),
]
