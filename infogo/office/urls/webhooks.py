"""Addresses to which changes are sent."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import webhooks

urlpatterns = [
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/new", webhooks.webhook_new, name="webhook_new"),
    path("webhooks/<id:webhook_id>/", webhooks.webhook, name="webhook"),
    path("webhooks/<id:webhook_id>/do", webhooks.webhook_do, name="webhook_do"),
    path("webhooks/<id:webhook_id>/secret", webhooks.webhook_secret, name="webhook_secret"),
    path("webhooks/<id:webhook_id>/end", webhooks.webhook_end, name="webhook_end"),
]
