"""What a month still asks of an officer: whole reports to send, or rows of her own to fill in."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.volumes.definition import form_of
from infogo.volumes.expected import expected_pins, online_manuals, reported_agencies, unfilled
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.selectors import required_columns, unsubmitted


def asked_of(rights: Rights, month: date) -> QuerySet[MonthlyReport]:
    """Return the reports of a month for which she has something to do.

    Who reports for some points or manuals alone cannot send a report: of her it asks for her rows,
    and for nothing once they are told. Four queries for her, none for anybody else.
    """
    left = unsubmitted(reported_agencies(rights), month)
    if not any(grant.is_narrowed and Act.REPORT in grant.acts for grant in rights.grants):
        return left
    whole = Q(agency__in=rights.agencies(Act.REPORT).order_by().values("pk"))
    parts = dict(left.exclude(whole).values_list("agency_id", "pk"))
    return left.filter(whole | Q(agency__in=_with_rows_left(rights, month, parts)))


def is_for_parts(rights: Rights, reports: QuerySet[MonthlyReport]) -> bool:
    """Whether none of these reports is hers to send as a whole."""
    whole = rights.agencies(Act.REPORT).order_by().values("pk")
    return not reports.filter(agency__in=whole).exists()


def _with_rows_left(rights: Rights, month: date, parts: dict[int, int]) -> set[int]:
    """Return the agencies in whose reports, ``parts`` by agency, a row of hers is not told."""
    form = form_of(month)
    if form is None or not parts:
        return set()
    columns = required_columns(form)
    points = rights.points(Act.REPORT).order_by().values("pk")
    manuals = rights.manuals(Act.REPORT).order_by().values("pk")
    hers = Q(point__in=points) | Q(manual__in=manuals, manual__agency=F("point__agency"))
    pins = unfilled(expected_pins(list(parts)).filter(hers), list(parts.values()), columns)
    told = VolumeRow.objects.filter(
        report__in=list(parts.values()),
        manual=OuterRef("pk"),
        point=None,
        **{f"{name}__isnull": False for name in columns},
    )
    online = online_manuals(list(parts)).filter(~Exists(told), pk__in=manuals)
    at_counters = pins.order_by().values_list("point__agency_id", flat=True)
    return {*at_counters.distinct(), *online.order_by().values_list("agency_id", flat=True)}
