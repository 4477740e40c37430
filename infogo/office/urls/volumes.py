"""Monthly transaction reports: the grid, states, the year, completeness, what item 9 may say."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters
import infogo.volumes.converters  # noqa: F401  (registers <month:…>)
from infogo.office.views import volume_figures, volume_states, volumes

MONTH = "volumes/<id:agency_id>/<month:month>"

urlpatterns = [
    path("volumes/", volumes.hub, name="volumes"),
    path("volumes/completeness", volume_figures.completeness, name="volumes_completeness"),
    path(MONTH, volumes.month, name="volumes_month"),
    path(f"{MONTH}/row/<slug:key>", volumes.row, name="volumes_row"),
    path(f"{MONTH}/findings", volume_states.findings, name="volumes_findings"),
    path(f"{MONTH}/submit", volume_states.submit, name="volumes_submit"),
    path(f"{MONTH}/lock", volume_states.lock, name="volumes_lock"),
    path(f"{MONTH}/reopen", volume_states.reopen, name="volumes_reopen"),
    path(f"{MONTH}/trail", volume_states.trail, name="volumes_trail"),
    path("volumes/<id:agency_id>/year/<id:year>", volume_figures.year, name="volumes_year"),
    path("manuals/<id:manual_id>/figures", volume_figures.manual, name="manual_figures"),
]
