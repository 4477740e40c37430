"""Addresses of coverage."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import coverage

urlpatterns = [
    path("coverage/", coverage.first, name="coverage_first"),
    path("coverage/of/<slug:code>", coverage.records, name="coverage_records"),
    path("coverage/<slug:room>/", coverage.room, name="coverage"),
]
