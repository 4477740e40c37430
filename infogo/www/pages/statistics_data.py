"""The public statistics as files: the very numbers of each page, simulated ones marked.

Names of fields never change meaning. ``status`` is ``known``, ``unknown`` or ``too_few``; where it
is not ``known``, everything measured is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.bulk.tables import Row
from infogo.core.dates import BANGKOK
from infogo.core.language import in_language
from infogo.core.simulation import SIMULATED_TH
from infogo.display.structured import absolute
from infogo.opendata.datasets import LICENCE
from infogo.oversight.grouping import By
from infogo.oversight.published import Least, Parts, Section, Told, parts_of, sections_of
from infogo.www.pages.statistics import PARTS, least_now

HEADS = (
    "section", "id", "name", "figure", "figure_name", "value", "unit", "part", "whole", "status",
    "is_simulated", "warning", "first_month", "last_month", "counted_at", "method",
)  # fmt: skip


def country_data(today: date) -> dict[str, Any]:
    """Return the figures of the whole country as data."""
    least = least_now(today)
    sections = sections_of(today, least)
    is_simulated = any(section.is_simulated for section in sections)
    return {
        **_frame("statistics", least, is_simulated=is_simulated),
        "sections": [
            {
                "code": section.code,
                **_period(section.counted_at, section.first, section.last),
                "figures": [_figure(each) for each in section.told],
            }
            for section in sections
        ],
    }


def parts_data(by: By, today: date) -> dict[str, Any]:
    """Return the figures of a division as data, also the rows of which nothing is told."""
    least = least_now(today)
    parts = parts_of(by, today, least)
    return {
        **_frame(f"statistics_{PARTS[by][0]}", least, is_simulated=parts.is_simulated),
        **_period(parts.counted_at, parts.first, parts.last),
        "methods": {each.code: _(each.method) for each in parts.figures},
        "rows": [
            {
                "id": row.key,
                "name": in_language(row.name_th, row.name_en)[0],
                "figures": [_figure(each, has_method=False) for each in row.told],
            }
            for row in parts.rows
        ],
    }


def country_lines(today: date) -> Iterator[Row]:
    """Yield the same as lines of a table."""
    for section in sections_of(today, least_now(today)):
        for told in section.told:
            yield _cells(section.code, "", "", told, section)


def parts_lines(by: By, today: date) -> Iterator[Row]:
    """Yield the figures of a division as lines of a table, one line a figure."""
    parts = parts_of(by, today, least_now(today))
    for row in parts.rows:
        name = in_language(row.name_th, row.name_en)[0]
        for told in row.told:
            yield _cells(PARTS[by][0], str(row.key), name, told, parts)


def _frame(name: str, least: Least, *, is_simulated: bool) -> dict[str, Any]:
    return {
        "url": absolute(reverse(f"www:{name}")),
        "licence": LICENCE,
        "minimum_ratings": least.ratings,
        "minimum_requests": least.requests,
        "is_simulated": is_simulated,
        "warning": _(SIMULATED_TH) if is_simulated else None,
    }


def _period(counted_at: datetime | None, first: date | None, last: date | None) -> dict[str, Any]:
    return {
        "first_month": f"{first:%Y-%m}" if first else None,
        "last_month": f"{last:%Y-%m}" if last else None,
        "counted_at": counted_at.astimezone(BANGKOK).isoformat(timespec="seconds")
        if counted_at
        else None,
    }


def _figure(told: Told, *, has_method: bool = True) -> dict[str, Any]:
    simulated = told.is_simulated and told.value is not None
    found: dict[str, Any] = {
        "code": told.figure.code,
        "name": _(told.figure.name),
        "value": told.value,
        "unit": told.figure.unit.value,
        "part": told.part,
        "whole": told.whole,
        "status": _status(told),
        "is_simulated": simulated,
        "warning": _(SIMULATED_TH) if simulated else None,
    }
    return found | {"method": _(told.figure.method)} if has_method else found


def _status(told: Told) -> str:
    if told.value is not None:
        return "known"
    return "too_few" if told.is_few else "unknown"


def _cells(section: str, key: str, name: str, told: Told, of: Section | Parts) -> Sequence[Any]:
    figure: Mapping[str, Any] = _figure(told)
    period = _period(of.counted_at, of.first, of.last)
    cells = [
        section, key, name, figure["code"], figure["name"], figure["value"], figure["unit"],
        figure["part"], figure["whole"], figure["status"], int(figure["is_simulated"]),
        figure["warning"], period["first_month"], period["last_month"], period["counted_at"],
        figure["method"],
    ]  # fmt: skip
    return ["" if cell is None else cell for cell in cells]
