"""Searching the audit trail: by who, what, whose and when, newest first, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from infogo.accounts.models import Grant, Officer
from infogo.articles.models import Article
from infogo.channels.models import AgencyEChannel, EActDeclaration
from infogo.core.dates import BANGKOK
from infogo.core.models import AuditEntry
from infogo.delays.models import DelayCase
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint
from infogo.volumes.models import MonthlyReport

PAGE = 50
BATCH = 2000
MOST_EXPORTED = 100_000

OF_AGENCY: Mapping[str, Callable[[int], QuerySet[Any, Any]]] = {
    "point": lambda pk: ServicePoint.objects.filter(agency=pk),
    "manual": lambda pk: Manual.objects.filter(agency=pk),
    "procedure": lambda pk: Procedure.objects.filter(owner=pk),
    "grant": lambda pk: Grant.objects.filter(agency=pk),
    "officer": lambda pk: Officer.objects.filter(agency=pk),
    "article": lambda pk: Article.objects.filter(agency=pk),
    "e_channel": lambda pk: AgencyEChannel.objects.filter(agency=pk),
    "e_act_declaration": lambda pk: EActDeclaration.objects.filter(agency=pk),
    "delay_case": lambda pk: DelayCase.objects.filter(agency=pk),
    "volume_report": lambda pk: MonthlyReport.objects.filter(agency=pk),
}
"""Records whose lines count as lines about an agency; what citizens send is not among them."""


@dataclass(frozen=True)
class TrailFilter:
    """What is looked for; empty where nothing was chosen. Days are Thai days, both included."""

    officer: int = 0
    system: str = ""
    verb: str = ""
    target: str = ""
    target_id: int = 0
    agency: int = 0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TrailPage:
    """Some lines, newest first; ``older`` is before which line the next ones begin."""

    entries: list[AuditEntry]
    older: int | None


def trail_page(chosen: TrailFilter, before: int = 0) -> TrailPage:
    """Return the newest lines that fit, older than line ``before``."""
    found = list(islice(_newest(chosen, before, PAGE + 1), PAGE + 1))
    entries = found[:PAGE]
    return TrailPage(entries, entries[-1].number if len(found) > PAGE else None)


def trail_rows(chosen: TrailFilter) -> Iterator[AuditEntry]:
    """Yield all lines that fit, newest first, in constant memory; at most ``MOST_EXPORTED``."""
    before, left = 0, MOST_EXPORTED
    while left > 0:
        size = min(BATCH, left)
        found = list(islice(_newest(chosen, before, size), size))
        yield from found
        if len(found) < size:
            return
        before, left = found[-1].number, left - size


def _newest(chosen: TrailFilter, before: int, most: int) -> Iterator[AuditEntry]:
    """Return lines from the newest on, each index asked for no more than it may be needed."""
    bounds = _bounds(chosen)
    if bounds is None:
        return iter(())
    lines = AuditEntry.objects.filter(**bounds).order_by("-number")
    if before:
        lines = lines.filter(number__lt=before)
    if chosen.officer:
        lines = lines.filter(officer_id=chosen.officer)
    if chosen.system:
        lines = lines.filter(officer_id=None, actor=chosen.system)
    if chosen.verb:
        lines = lines.filter(verb=chosen.verb)
    if chosen.target:
        lines = lines.filter(target=chosen.target)
    if chosen.target_id:
        lines = lines.filter(target_id=chosen.target_id)
    if not chosen.agency:
        return iter(lines[:most])
    return merge(
        *(iter(part[:most]) for part in _parts(lines, chosen)), key=lambda line: -line.number
    )


def _parts(lines: QuerySet[AuditEntry], chosen: TrailFilter) -> Iterator[QuerySet[AuditEntry]]:
    """Yield the lines about an agency kind by kind: joined by OR no index would serve."""
    if chosen.target in ("", "agency"):
        yield lines.filter(target="agency", target_id=chosen.agency)
    for target, records in OF_AGENCY.items():
        if chosen.target in ("", target):
            ids = list(records(chosen.agency).order_by().values_list("pk", flat=True))
            if ids:
                yield lines.filter(target=target, target_id__in=ids)


def _bounds(chosen: TrailFilter) -> dict[str, Any] | None:
    """Return the days as numbers of lines, which the indexes end with; ``None``: no line fits."""
    found: dict[str, Any] = {}
    if chosen.since:
        begins = datetime.combine(chosen.since, time(), BANGKOK)
        lines = AuditEntry.objects.filter(at__gte=begins)
        first = lines.order_by("at").values_list("number", flat=True)[:1]
        if not (numbers := list(first)):
            return None
        found["number__gte"] = numbers[0]
    if chosen.until:
        ends = datetime.combine(chosen.until + timedelta(days=1), time(), BANGKOK)
        lines = AuditEntry.objects.filter(at__lt=ends)
        last = lines.order_by("-at").values_list("number", flat=True)[:1]
        if not (numbers := list(last)):
            return None
        found["number__lte"] = numbers[0]
    return found
