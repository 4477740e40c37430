"""Addresses of the index of service quality."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import service_index

urlpatterns = [
    path("index/", service_index.index, name="index"),
    path("index/parts/", service_index.parts, name="index_parts"),
    path("index/records/<slug:code>/", service_index.records, name="index_records"),
]
