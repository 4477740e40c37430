"""The audit trail, the quality of data, exports of agencies."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import care

urlpatterns = [
    path("audit/", care.audit, name="audit"),
    path("audit/export.csv", care.audit_export, name="audit_export"),
    path("audit/verify", care.audit_verify, name="audit_verify"),
    path("quality/", care.quality, name="quality"),
    path("quality/<slug:rule>", care.quality_rule, name="quality_rule"),
    path("quality/<slug:rule>.<slug:kind>", care.quality_file, name="quality_file"),
    path("agencies/<id:agency_id>/exports", care.exports, name="exports"),
    path("exports/<id:export_id>.zip", care.export_file, name="export_file"),
]
