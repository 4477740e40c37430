"""Section 22 of the E-Act: deciding about announcements, who is missing, the report."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.central.views import e_act

urlpatterns = [
    path("e-act/", e_act.e_act, name="e_act"),
    path("e-act/declarations/", e_act.declarations, name="declarations"),
    path("e-act/declarations/<id:declaration_id>", e_act.declaration, name="declaration"),
    path("e-act/agencies", e_act.e_act_agencies, name="e_act_agencies"),
    path("e-act/now.<kind>", e_act.e_act_file, name="e_act_file"),
    path("e-act/<id:report_id>", e_act.e_act_report, name="e_act_report"),
    path("e-act/<id:report_id>.<kind>", e_act.e_act_report_file, name="e_act_report_file"),
]
