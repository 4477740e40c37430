"""Addresses of delays."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import delays as views

urlpatterns = [
    path("delays/", views.delays, name="delays"),
    path("delays/reasons", views.reasons, name="delays_reasons"),
    path("delays/promises", views.promises, name="delays_promises"),
    path("delays/cases", views.cases, name="delay_cases"),
    path("delays/receipts", views.receipts, name="delay_receipts"),
]
