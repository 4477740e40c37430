"""Addresses of transaction volumes."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import transactions as views

urlpatterns = [
    path("volumes/", views.volumes, name="volumes"),
    path("volumes/years", views.years, name="volumes_years"),
    path("volumes/reporting", views.reporting, name="volumes_reporting"),
    path("volumes/rows", views.rows, name="volume_rows"),
    path("volumes/reports", views.reports, name="volume_reports"),
    path("volumes/findings", views.doubts, name="volume_doubts"),
    path("volumes/findings/<id:row_id>/<slug:kind>", views.doubt, name="volume_doubt"),
]
