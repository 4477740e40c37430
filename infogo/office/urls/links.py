"""Broken web addresses."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import links

urlpatterns = [path("links/", links.links, name="links")]
