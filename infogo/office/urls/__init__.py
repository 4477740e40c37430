"""Addresses of the workspace; every view is closed unless marked otherwise (``gate.py``).

Each part of the workspace lists its own; all share the namespace ``office``.
"""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.office.urls import (
    account,
    agencies,
    articles,
    bulk,
    channels,
    decisions,
    delays,
    files,
    inspections,
    links,
    manuals,
    moved,
    page_reports,
    pins,
    points,
    ratings,
    receipts,
    sections,
    team,
    volumes,
    webhooks,
    words,
)
from infogo.office.views import home

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    *account.urlpatterns,
    *agencies.urlpatterns,
    *articles.urlpatterns,
    *bulk.urlpatterns,
    *channels.urlpatterns,
    *decisions.urlpatterns,
    *delays.urlpatterns,
    *files.urlpatterns,
    *inspections.urlpatterns,
    *links.urlpatterns,
    *manuals.urlpatterns,
    *moved.urlpatterns,
    *page_reports.urlpatterns,
    *pins.urlpatterns,
    *points.urlpatterns,
    *receipts.urlpatterns,
    *ratings.urlpatterns,
    *sections.urlpatterns,
    *team.urlpatterns,
    *volumes.urlpatterns,
    *webhooks.urlpatterns,
    *words.urlpatterns,
]
