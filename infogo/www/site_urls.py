"""Addresses that exist once, whatever the language: for robots and for the operator."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.www.views import files, meta

app_name = "site"

urlpatterns = [
    path("sitemap.xml", meta.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<id:number>.xml", meta.sitemap_part, name="sitemap_part"),
    path("robots.txt", meta.robots, name="robots"),
    path("files/<id:file_id>/<str:name>", files.file, name="file"),
    path("healthz", meta.healthz, name="healthz"),
]
