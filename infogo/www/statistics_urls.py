"""Addresses of the statistics that everybody may read."""

from __future__ import annotations

from django.urls import path

from infogo.core import keys
from infogo.oversight.grouping import By
from infogo.www.cache.policy import public_page
from infogo.www.pages.statistics import PARTS
from infogo.www.views import statistics

MINUTE = 60
# Figures are counted by the worker every half an hour or so, which touches no token.
STATISTICS_KEYS = [keys.PROCEDURE_NAMES, keys.AGENCY_NAMES]
statistics_pages = public_page(depends_on=STATISTICS_KEYS, seconds=10 * MINUTE)
# Only services are so many that they are divided into pages; files have them all.
paged_statistics = public_page(depends_on=STATISTICS_KEYS, parameters=["page"], seconds=10 * MINUTE)
PAGES = [
    ("", statistics.statistics, ""),
    (".csv", statistics.statistics_csv, "_csv"),
    (".json", statistics.statistics_json, "_json"),
]
STATISTICS = [
    path(f"statistics{tail}", statistics_pages(view), name=f"statistics{name}")
    for tail, view, name in PAGES
]
PARTS_PAGES = [
    ("", statistics.parts, ""),
    (".csv", statistics.parts_csv, "_csv"),
    (".json", statistics.parts_json, "_json"),
]
STATISTICS += [
    path(
        f"statistics/{slug}{tail}",
        (paged_statistics if by == By.PROCEDURE and not name else statistics_pages)(view),
        {"by": by},
        name=f"statistics_{slug}{name}",
    )
    for by, (slug, _title, _head) in PARTS.items()
    for tail, view, name in PARTS_PAGES
]
