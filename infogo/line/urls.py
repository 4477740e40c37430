"""Addresses that LINE calls."""

from __future__ import annotations

from django.urls import path

from infogo.line import views

app_name = "line"
urlpatterns = [path("webhook", views.webhook, name="webhook")]
