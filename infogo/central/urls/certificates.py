"""Certificates of points as ศูนย์ราชการสะดวก."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.central.views import certificates

urlpatterns = [
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<id:certificate_id>", certificates.certificate, name="certificate"),
]
