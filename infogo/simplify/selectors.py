"""Reading findings: the worklist, sums by kind and month, who may own one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum

from infogo.accounts.models import Grant, Officer
from infogo.accounts.roles import CENTRAL_ROLES
from infogo.agencies.models import Agency
from infogo.core.dates import BANGKOK, bangkok_now, start_of_day
from infogo.manuals.models import Procedure
from infogo.simplify.models import (
    CLOSED_STATES,
    OPEN_STATES,
    Finding,
    FindingStep,
    Kind,
    State,
)
from infogo.volumes.months import first_of, later

OPEN, CLOSED = "open", "closed"
NOBODY = "none"
"""As an owner: findings that nobody owns; as a ministry: those of agencies without one."""
BY_SAVING = ("-rank", "pk")
SUMS = ("opened", "closed", "minutes", "satang")


@dataclass(frozen=True)
class Asked:
    """What a worklist is narrowed to; empty means everything.

    ``state`` may be one state, ``open`` or ``closed``. ``found`` and ``ended`` are months in which
    the finding was opened, or closed, ``achieved`` one in which a saving was counted, and ``left``
    one at whose end it was open.
    """

    kind: str = ""
    ministry: str = ""
    owner: str = ""
    state: str = OPEN
    words: str = ""
    found: date | None = None
    ended: date | None = None
    achieved: date | None = None
    left: date | None = None


def findings(asked: Asked) -> QuerySet[Finding]:
    """Return the findings asked for, the greatest saving first, unknown savings last."""
    found = Finding.objects.all()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state in (OPEN, CLOSED):
        # Said by what it is not: an index by state would have to be sorted, the order need not.
        found = found.exclude(state__in=CLOSED_STATES if asked.state == OPEN else OPEN_STATES)
    elif asked.state:
        found = found.filter(state=asked.state)
    for column, value in (("ministry", asked.ministry), ("owner", asked.owner)):
        if value == NOBODY:
            found = found.filter(**{column: None})
        elif value:
            found = found.filter(**{column: int(value)})
    if asked.words:
        found = found.filter(_named(asked.words))
    for month, condition in (
        (asked.found, Q(opened__gt=0)),
        (asked.ended, Q(closed__gt=0)),
        (asked.achieved, ~Q(minutes=0, satang=0)),
    ):
        if month is not None:
            steps = FindingStep.objects.filter(
                condition, at__gte=start_of_day(month), at__lt=start_of_day(later(month, 1))
            )
            found = found.filter(pk__in=steps.order_by().values("finding"))
    if asked.left is not None:
        found = found.filter(pk__in=_open_at(start_of_day(later(asked.left, 1))))
    return found.order_by(*BY_SAVING)


def _named(words: str) -> Q:
    """Return the condition that the service or its agency is called so; names come first."""
    procedures = Procedure.objects.filter(
        Q(name_th__icontains=words) | Q(official_name_th__icontains=words)
    )
    agencies = Agency.objects.filter(name_th__icontains=words)
    return Q(procedure__in=list(procedures.order_by().values_list("pk", flat=True))) | Q(
        agency__in=agencies.order_by().values("pk")
    )


def _open_at(moment: datetime) -> QuerySet[FindingStep, Any]:
    """Return the findings that had been opened once more often than closed before a moment."""
    steps = FindingStep.objects.filter(at__lt=moment).order_by().values("finding")
    balance = Sum("opened") - Sum("closed")
    return steps.annotate(balance=balance).filter(balance__gt=0).values("finding")


@dataclass(frozen=True)
class KindSum:
    """The open findings of one kind; savings count those where it is known, ``known`` of them."""

    kind: Kind
    count: int = 0
    known: int = 0
    minutes: int = 0
    satang: int = 0


def sums_by_kind(found: QuerySet[Finding]) -> list[KindSum]:
    """Return the findings given by kind, every kind once; one query."""
    rows = (
        found.order_by()
        .values_list("kind")
        .annotate(Count("pk"), Count("satang_saved"), Sum("minutes_saved"), Sum("satang_saved"))
    )
    sums = {
        kind: KindSum(Kind(kind), count, known, minutes or 0, satang or 0)
        for kind, count, known, minutes, satang in rows
    }
    return [sums.get(kind, KindSum(kind)) for kind in Kind]


@dataclass(frozen=True)
class MonthSum:
    """A month of the radar; ``left`` are those open at its end, minutes and satang a year's."""

    month: date
    opened: int = 0
    closed: int = 0
    left: int = 0
    minutes: int = 0
    satang: int = 0


def progress(months: int, today: date, kind: str = "") -> list[MonthSum]:
    """Return at most so many months up to today's, oldest first; a query for each month.

    Months before the radar first found anything are left out: nobody looked then. Sums are of
    steps, which are never changed, so that what was shown of a past month stays.
    """
    first = later(first_of(today), 1 - months)
    steps = FindingStep.objects.order_by()
    if kind:
        steps = steps.filter(finding__kind=kind)
    before = steps.filter(at__lt=start_of_day(first)).aggregate(Sum("opened"), Sum("closed"))
    left = (before["opened__sum"] or 0) - (before["closed__sum"] or 0)
    began = FindingStep.objects.aggregate(began=Min("at"))["began"]
    begun = first_of(began.astimezone(BANGKOK).date()) if began else first_of(today)
    found: list[MonthSum] = []
    for number in range(months):
        month = later(first, number)
        if month < begun:
            continue
        inside = steps.filter(at__gte=start_of_day(month), at__lt=start_of_day(later(month, 1)))
        sums = inside.aggregate(**{name: Sum(name) for name in SUMS})
        opened, closed, minutes, satang = (sums[name] or 0 for name in SUMS)
        left += opened - closed
        found.append(MonthSum(month, opened, closed, left, minutes, satang))
    return found


def central_officers(on: date | None = None) -> QuerySet[Officer]:
    """Return the officers who can own a finding: those with a central duty on a day."""
    held = Grant.objects.active(on or bangkok_now().date()).filter(role__in=CENTRAL_ROLES)
    return Officer.objects.filter(
        pk__in=held.values("officer"), is_active=True, left_on=None
    ).order_by("sort_key", "pk")


def next_pair(after: int = 0) -> Finding | None:
    """Return the next pair of like names that nobody has judged; those put off come at the end."""
    waiting = Finding.objects.filter(kind=Kind.DUPLICATE, pk__gt=after)
    for state in (State.NEW, State.SEEN):
        found = waiting.filter(state=state).order_by("pk").first()
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class PaperUse:
    """A document that the state has, and the open findings that ask for it."""

    id: int
    name: str
    issuer: str
    in_register: bool
    findings: Sequence[int]


def paper_uses() -> list[PaperUse]:
    """Return the documents that the state has itself, those asked for most often first."""
    papers: dict[int, Any] = {}
    holders: dict[int, list[int]] = {}
    rows = Finding.objects.filter(kind=Kind.STATE_PAPER, state__in=OPEN_STATES).order_by("pk")
    for pk, facts in rows.values_list("pk", "facts"):
        for paper in facts["papers"]:
            if not paper["sometimes"]:
                papers[paper["document"]] = paper
                holders.setdefault(paper["document"], []).append(pk)
    return [
        PaperUse(key, papers[key]["name"], papers[key]["issuer"], papers[key]["in_register"], found)
        for key, found in sorted(holders.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
