"""Statistics of the country for everybody: pages, and the same numbers as CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from infogo.bulk.tables import Row, csv_table
from infogo.core.dates import bangkok_today
from infogo.oversight.grouping import By
from infogo.www.pages.paging import page_number
from infogo.www.pages.statistics import PARTS, file_links, parts_page, statistics_page
from infogo.www.pages.statistics_data import (
    HEADS,
    country_data,
    country_lines,
    parts_data,
    parts_lines,
)


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show how the whole country stands."""
    page = statistics_page(bangkok_today())
    context = {"page": page, "files": file_links("statistics")}
    return render(request, "www/statistics.html", context)


@require_safe
def statistics_json(request: HttpRequest) -> HttpResponse:
    """Answer the same numbers as data."""
    return _json(country_data(bangkok_today()))


@require_safe
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """Answer the same numbers as a table."""
    return _csv("statistics", country_lines(bangkok_today()))


@require_safe
def parts(request: HttpRequest, by: By) -> HttpResponse:
    """Show the country by ministry, province or service."""
    page = parts_page(by, bangkok_today(), page_number(request.GET.get("page", "")))
    return render(request, "www/statistics_parts.html", {"page": page})


@require_safe
def parts_json(request: HttpRequest, by: By) -> HttpResponse:
    """Answer the same division as data."""
    return _json(parts_data(by, bangkok_today()))


@require_safe
def parts_csv(request: HttpRequest, by: By) -> HttpResponse:
    """Answer the same division as a table."""
    return _csv(f"statistics-{PARTS[by][0]}", parts_lines(by, bangkok_today()))


def _json(data: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _csv(name: str, lines: Iterable[Row]) -> HttpResponse:
    """Answer a file whole, so that it can be kept like a page."""
    header = content_disposition_header(True, f"{name}.csv") or "attachment"
    return HttpResponse(
        b"".join(csv_table(HEADS, lines)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": header},
    )
