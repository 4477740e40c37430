"""What readers of the whole country report of pages."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import page_reports

urlpatterns = [path("reports/", page_reports.page_reports, name="page_reports")]
