"""What the central agency asked an agency to explain (section 7, paragraph 3)."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.office.views import inspections

urlpatterns = [
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/<id:case_id>", inspections.inspection, name="inspection"),
    path(
        "inspections/<id:case_id>/files/<id:file_id>",
        inspections.inspection_file,
        name="inspection_file",
    ),
]
