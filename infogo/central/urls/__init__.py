"""Addresses of the central workspace; every view is closed to all but central officers.

Each room lists its own; all share the namespace ``central``.
"""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.central.urls import (
    agencies,
    care,
    certificates,
    coverage,
    delays,
    e_act,
    inspection,
    page_reports,
    reference,
    satisfaction,
    searches,
    service_index,
    simplify,
    transactions,
)
from infogo.central.views import home

app_name = "central"

urlpatterns = [
    path("", home.home, name="home"),
    *agencies.urlpatterns,
    *care.urlpatterns,
    *certificates.urlpatterns,
    *coverage.urlpatterns,
    *delays.urlpatterns,
    *reference.urlpatterns,
    *satisfaction.urlpatterns,
    *simplify.urlpatterns,
    *transactions.urlpatterns,
    *e_act.urlpatterns,
    *inspection.urlpatterns,
    *page_reports.urlpatterns,
    *searches.urlpatterns,
    *service_index.urlpatterns,
]
