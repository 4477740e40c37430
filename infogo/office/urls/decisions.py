"""Deciding about manuals: approval, central review, standard changes, ending."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.office.views import decisions

urlpatterns = [
    path("approvals/", decisions.approvals, name="approvals"),
    path("central/reviews/", decisions.reviews, name="reviews"),
    path("drafts/<id:draft_id>/decide", decisions.draft_decide, name="draft_decide"),
]
