"""Addresses of satisfaction."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import satisfaction as views

urlpatterns = [
    path("satisfaction/", views.scores, name="satisfaction"),
    path("satisfaction/sides", views.sides, name="satisfaction_sides"),
    path("satisfaction/changes", views.changes, name="satisfaction_changes"),
    path("satisfaction/unanswered", views.unanswered, name="satisfaction_unanswered"),
    path("satisfaction/ratings", views.ratings, name="ratings"),
]
