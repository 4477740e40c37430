"""The list of delayed requests, with filters that stand in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import BANGKOK, arabic_digits, short_date
from infogo.core.simulation import SIMULATED_TH
from infogo.core.written import asked_words
from infogo.delays.models import DelayCase
from infogo.delays.rules import RuleBook
from infogo.delays.selectors import (
    CHOSEN_TH,
    Chosen,
    Standing,
    cases_of,
    counted,
    counters_of,
    days_over,
    is_returned_in_time,
    narrowed,
    standing_of,
    standing_words,
)
from infogo.manuals.models import Procedure
from infogo.points.models import ServicePoint

PAGE_SIZE = 30
MOST_COUNTED = 1500
"""Rows that are counted and can be paged to; whoever has more narrows the list."""
MOST_OFFERED = 15
KINDS = {
    Standing.HELD: "info",
    Standing.RUNNING: "neutral",
    Standing.DUE_SOON: "warning",
    Standing.OVERDUE: "error",
    Standing.IN_TIME: "success",
    Standing.LATE: "error",
    Standing.ENDED_HELD: "success",
}


@dataclass(frozen=True)
class Tab:
    """One way to narrow the list; ``count`` is ``None`` where nobody waits for it."""

    label: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class CaseLine:
    """One case of the list."""

    id: int
    reference: str
    service: str
    point: str
    standing: str
    kind: str
    due: str
    tags: Sequence[tuple[str, str]]
    is_simulated: bool


@dataclass(frozen=True)
class DelaysPage:
    """The list's content; ``is_capped`` says that more match than are counted."""

    tabs: Sequence[Tab]
    chosen: str
    title: str
    words: str
    rows: Sequence[CaseLine]
    total: int
    is_capped: bool
    number: int
    pages: int
    base: str
    export: str
    can_open: bool
    simulated: str


def read_chosen(text: str) -> Chosen:
    """Read which cases are wanted; what cannot be read means those still open."""
    return Chosen(text) if text in set(Chosen) else Chosen.OPEN


def wanted_cases(
    rights: Rights, chosen: Chosen, words: str, moment: datetime, book: RuleBook
) -> QuerySet[DelayCase]:
    """Return the cases that she may see and that are asked for, most pressing first."""
    found = narrowed(cases_of(rights), chosen, moment, book)
    if words:
        services = Procedure.objects.filter(name_th__icontains=words).order_by().values("pk")
        # References are kept with Arabic digits.
        by_number = Q(reference__icontains=arabic_digits(words))
        found = found.filter(by_number | Q(manual__procedure__in=services))
    if chosen is Chosen.CLOSED:
        return found.order_by("-decided_on", "-pk")
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def delays_page(
    rights: Rights, *, chosen: Chosen, words: str, page: str, moment: datetime
) -> DelaysPage:
    """Return one page of the list."""
    book = RuleBook.read()
    asked = asked_words(words)
    found = wanted_cases(rights, chosen, asked, moment, book)
    ids = list(found.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    total = min(len(ids), MOST_COUNTED)
    pages = max(1, -(-total // PAGE_SIZE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(1, number), pages)
    shown = ids[:total][(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    rows = DelayCase.objects.filter(pk__in=shown).select_related("manual__procedure", "point")
    lines = {row.pk: _line(row, moment, book) for row in rows}
    path, kept = reverse("office:delays"), {"q": asked} if asked else {}
    query = urlencode({"show": chosen.value, **kept})
    return DelaysPage(
        tabs=_tabs(chosen, counted(cases_of(rights), moment, book), path, kept),
        chosen=chosen.value,
        title=CHOSEN_TH[chosen],
        words=asked,
        rows=[lines[pk] for pk in shown],
        total=total,
        is_capped=len(ids) > MOST_COUNTED,
        number=number,
        pages=pages,
        base=f"{path}?{query}&page=",
        export=f"{reverse('office:delays_export')}?{query}&file=",
        can_open=rights.can(Act.REPORT),
        simulated=SIMULATED_TH if any(row.is_simulated for row in lines.values()) else "",
    )


def _tabs(
    chosen: Chosen, counts: Mapping[Chosen, int], path: str, kept: Mapping[str, str]
) -> list[Tab]:
    return [
        Tab(
            CHOSEN_TH[each],
            f"{path}?{urlencode({'show': each.value, **kept})}",
            counts.get(each),
            each is chosen,
        )
        for each in Chosen
    ]


def _line(case: DelayCase, moment: datetime, book: RuleBook) -> CaseLine:
    today = moment.astimezone(BANGKOK).date()
    standing = standing_of(case, moment, book)
    return CaseLine(
        id=case.pk,
        reference=case.reference,
        service=case.manual.procedure.name_th,
        point=case.point.name_th,
        standing=standing_line(case, standing, moment),
        kind=kind_of(case, standing),
        due=f"ครบกำหนด {short_date(case.due_on)}" if case.due_on else "ยังไม่มีวันครบกำหนด",
        tags=list(_tags(case, today)),
        is_simulated=case.is_simulated,
    )


def kind_of(case: DelayCase, standing: Standing) -> str:
    """Return the colour of how a case stands; what was returned in time is no success."""
    return "neutral" if is_returned_in_time(case) else KINDS[standing]


def standing_line(case: DelayCase, standing: Standing, moment: datetime) -> str:
    """Say how a case stands, with by how many days it is late."""
    over = days_over(case, moment.astimezone(BANGKOK).date())
    words = standing_words(case, standing)
    is_late = standing in (Standing.OVERDUE, Standing.LATE)
    return f"{words} {over:,} วัน" if over and is_late else words


def _tags(case: DelayCase, today: date) -> Sequence[tuple[str, str]]:
    found = []
    if case.missed_count:
        found.append((f"ไม่ได้แจ้ง {case.missed_count:,} งวด", "error"))
    opens = case.notice_opens_on
    if case.is_open and opens is not None and case.notice_due_on and opens <= today:
        found.append((f"แจ้งภายใน {short_date(case.notice_due_on)}", "warning"))
    return found


@dataclass(frozen=True)
class CounterLine:
    """One service at one point, to be chosen."""

    id: int
    service: str
    point: str
    checked: bool


def counter_lines(rights: Rights, words: str, chosen: str) -> tuple[list[CounterLine], bool]:
    """Return matching services at points, the chosen one first, and whether there are more."""
    pins = counters_of(rights)
    picked = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 16 else 0
    for word in asked_words(words).split()[:4]:
        services = Procedure.objects.filter(name_th__icontains=word).order_by().values("pk")
        places = ServicePoint.objects.filter(name_th__icontains=word).order_by().values("pk")
        pins = pins.filter(Q(procedure__in=services) | Q(point__in=places))
    ids = list(pins.order_by("pk").values_list("pk", flat=True)[: MOST_OFFERED + 1])
    shown = [picked, *[pk for pk in ids[:MOST_OFFERED] if pk != picked]]
    rows = counters_of(rights).filter(pk__in=shown).select_related("procedure", "point")
    known = {row.pk: row for row in rows}
    lines = [
        CounterLine(
            pk,
            known[pk].procedure.name_th,
            known[pk].point.name_th,
            pk == picked or len(known) == 1,
        )
        for pk in shown
        if pk in known
    ]
    return lines, len(ids) > MOST_OFFERED
