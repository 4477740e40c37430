"""What readers report of pages: the inbox, and one of them."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import page_reports

urlpatterns = [
    path("reports/", page_reports.inbox, name="page_reports"),
    path("reports/<id:report_id>", page_reports.page_report, name="page_report"),
]
