"""Searching the audit trail: by who, what, whose and when, newest first, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from infogo.accounts.models import Grant, Officer
from infogo.accounts.names import as_written
from infogo.articles.models import Article
from infogo.channels.models import AgencyEChannel, EActDeclaration
from infogo.core.dates import end_of_day, start_of_day
from infogo.core.models import AuditEntry
from infogo.core.upsert import batches
from infogo.delays.models import DelayCase
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint
from infogo.volumes.models import MonthlyReport

PAGE = 50
BATCH = 2000
IDS_AT_ONCE = 500
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
    """What is looked for; empty where nothing was chosen. Days are Thai days, both included.

    ``system`` is the name of who acted and is no officer.
    """

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
    lines = AuditEntry.objects.filter(**bounds)
    if before:
        lines = lines.filter(number__lt=before)
    if chosen.agency:
        newest = nlargest(most, _numbers(lines, chosen))
        return iter(AuditEntry.objects.filter(number__in=newest).order_by("-number"))
    if chosen.officer:
        lines = lines.filter(officer_id=chosen.officer)
    if chosen.system:
        lines = lines.filter(officer_id=None, actor__in=as_written(chosen.system))
    if chosen.verb:
        lines = lines.filter(verb=chosen.verb)
    if chosen.target:
        lines = lines.filter(target=chosen.target)
    if chosen.target_id:
        lines = lines.filter(target_id=chosen.target_id)
    return iter(lines.order_by("-number")[:most])


def _numbers(lines: QuerySet[AuditEntry], chosen: TrailFilter) -> Iterator[int]:
    """Yield the numbers of the lines about an agency, kind by kind, in no order.

    Joined by OR no index would serve; and given an order or another condition as well, a database
    walks a whole kind or verb instead of looking at these few records. So the rest is compared
    here.
    """
    columns = ("number", "verb", "officer_id", "actor", "target_id")
    is_plain = not (chosen.verb or chosen.officer or chosen.system or chosen.target_id)
    for target, ids in _records(chosen):
        for portion in batches(ids, IDS_AT_ONCE):
            found = lines.filter(target=target, target_id__in=portion).order_by()
            if is_plain:  # the index alone answers
                yield from found.values_list("number", flat=True).iterator(chunk_size=BATCH)
                continue
            for number, *told in found.values_list(*columns).iterator(chunk_size=BATCH):
                if _fits(chosen, *told):
                    yield number


def _records(chosen: TrailFilter) -> Iterator[tuple[str, list[int]]]:
    """Yield the records of an agency by kind, as far as they are looked for."""
    if chosen.target in ("", "agency"):
        yield "agency", [chosen.agency]
    for target, records in OF_AGENCY.items():
        if chosen.target in ("", target):
            yield target, list(records(chosen.agency).order_by().values_list("pk", flat=True))


def _fits(chosen: TrailFilter, verb: str, officer: int | None, actor: str, record: int) -> bool:
    return (
        chosen.verb in ("", verb)
        and chosen.officer in (0, officer)
        and (not chosen.system or (officer is None and actor in as_written(chosen.system)))
        and chosen.target_id in (0, record)
    )


def _bounds(chosen: TrailFilter) -> dict[str, Any] | None:
    """Return the days as numbers of lines, which the indexes end with; ``None``: no line fits."""
    found: dict[str, Any] = {}
    if chosen.since:
        begins = start_of_day(chosen.since)
        lines = AuditEntry.objects.filter(at__gte=begins)
        first = lines.order_by("at").values_list("number", flat=True)[:1]
        if not (numbers := list(first)):
            return None
        found["number__gte"] = numbers[0]
    if chosen.until:
        ends = end_of_day(chosen.until)
        lines = AuditEntry.objects.filter(at__lt=ends)
        last = lines.order_by("-at").values_list("number", flat=True)[:1]
        if not (numbers := list(last)):
            return None
        found["number__lte"] = numbers[0]
    return found
