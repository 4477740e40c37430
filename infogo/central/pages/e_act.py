"""What the central agency does under section 22: deciding, seeing who is missing, reporting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from infogo.accounts.names import officer_ids
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.channels.counting import ANSWER_TH, Answer, Figures
from infogo.channels.models import EActDeclaration, EActReport, ReminderRound, Section
from infogo.channels.papers import Report, counting_notes, period_words
from infogo.channels.reports import is_intact, lines_of
from infogo.channels.rules import EActParameters, Period, period_on, rules_on
from infogo.channels.selectors import (
    answering,
    answers_of,
    counted_agencies,
    has_simulated,
    status_lines,
    waiting_declarations,
)
from infogo.core.dates import long_date
from infogo.core.simulation import SIMULATED_TH
from infogo.core.written import asked_words
from infogo.display.e_act_words import Standing, order_words, standing
from infogo.editing.may import person_of
from infogo.geo.wording import province_name

PAGE_SIZE = 30
MOST_REPORTS = 40
MOST_WAITING = 1000


@dataclass(frozen=True)
class WaitingRow:
    """One declaration that waits."""

    id: int
    agency: str
    what: str
    order: str
    since: datetime
    is_own: bool


@dataclass(frozen=True)
class WaitingPage:
    """What waits for a decision, the longest waiting first."""

    rows: Sequence[WaitingRow]
    total: int
    is_more: bool
    number: int
    pages: int
    base: str


@dataclass(frozen=True)
class DeclarationPage:
    """One declaration with all that a decision needs."""

    declaration: EActDeclaration
    standing: Standing
    title: str
    order: str
    file: str
    is_own: bool
    next_id: int | None


@dataclass(frozen=True)
class ReportLink:
    """A report of a past period."""

    id: int
    label: str


@dataclass(frozen=True)
class EActPage:
    """The table with what it says about itself; ``now`` is the running period's."""

    title: str
    period: str
    as_of: datetime
    figures: Sequence[Figures]
    notes: Sequence[str]
    notice: str
    base: str
    digest: str
    is_intact: bool
    missing: int
    reports: Sequence[ReportLink]
    waiting: int
    reminded: str
    reminder_days: int
    report_days: int
    sources: Sequence[str]


@dataclass(frozen=True)
class StatusRow:
    """One agency of the country with its answers; whether the latest round reached it."""

    id: int
    name: str
    group: str
    province: str
    standings: Sequence[Standing]
    is_reminded: bool


@dataclass(frozen=True)
class StatusPage:
    """The agencies of the country that match."""

    rows: Sequence[StatusRow]
    total: int
    number: int
    pages: int
    base: str
    chosen: Mapping[str, Any]
    groups: Sequence[tuple[str, str]]
    sections: Sequence[tuple[int, str]]
    answers: Sequence[tuple[str, str]]
    round_on: date | None
    notice: str


def declarations_page(rights: Rights, page: int) -> WaitingPage:
    """List what waits for the central agency."""
    waiting = waiting_declarations()
    total = waiting.order_by()[: MOST_WAITING + 1].count()
    shown = min(total, MOST_WAITING)
    pages = max(1, -(-shown // PAGE_SIZE))
    number = min(max(1, page), pages)
    me = person_of(rights.officer).id
    rows = waiting.select_related("agency")[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return WaitingPage(
        rows=[
            WaitingRow(
                id=row.pk,
                agency=row.agency.name_th,
                what=Section(row.section).label,
                order=order_words(row),
                since=timezone.localtime(row.declared_at),
                is_own=row.declared_by == me,
            )
            for row in rows
        ],
        total=shown,
        is_more=total > MOST_WAITING,
        number=number,
        pages=pages,
        base=f"{reverse('central:declarations')}?page=",
    )


def declaration_page(rights: Rights, declaration: EActDeclaration) -> DeclarationPage:
    """Return one declaration for a decision."""
    answers = answers_of([declaration.agency_id])[declaration.agency_id]
    file = declaration.file
    has_file = file is not None and file.withdrawn_at is None
    after = waiting_declarations().exclude(pk=declaration.pk).values_list("pk", flat=True).first()
    return DeclarationPage(
        declaration=declaration,
        standing=standing(declaration.section, answers[declaration.section]),
        title=Section(declaration.section).label,
        order=order_words(declaration),
        file=file.name if file is not None and has_file else "",
        is_own=rights.officer.pk in officer_ids([declaration.declared_by]),
        next_id=after,
    )


def live_report(rights: Rights) -> Report:
    """Return the report as it would read now."""
    rules = rules_on(rights.on)
    return Report(
        lines=status_lines(rules),
        groups=[[group.code, group.label_th] for group in rules.groups],
        as_of=timezone.localtime().replace(microsecond=0),
        period=_period_words(period_on(rules, rights.on)),
        is_simulated=has_simulated(),
    )


def frozen_report(report: EActReport) -> Report:
    """Return a report as it was made."""
    return Report(
        lines=lines_of(report),
        groups=report.groups,
        as_of=report.as_of,
        period=period_words(report.first_day, report.last_day),
        is_simulated=report.is_simulated,
        digest=report.digest,
    )


def e_act_page(rights: Rights, frozen: EActReport | None = None) -> EActPage:
    """Return the table of today, or of a past period."""
    report = frozen_report(frozen) if frozen else live_report(rights)
    figures, rules = report.figures, rules_on(rights.on)
    reports = EActReport.objects.defer("lines", "groups")[:MOST_REPORTS]
    return EActPage(
        title="รายงานตามมาตรา 22" if frozen else "สถานะตามมาตรา 20 วันนี้",
        period=report.period,
        as_of=timezone.localtime(report.as_of),
        figures=figures,
        notes=counting_notes(figures),
        notice=SIMULATED_TH if report.is_simulated else "",
        base=reverse("central:e_act_report", args=[frozen.pk])
        if frozen
        else f"{reverse('central:e_act')}now",
        digest=report.digest[:16],
        is_intact=is_intact(frozen) if frozen else True,
        missing=len(report.missing),
        reports=[
            ReportLink(row.pk, period_words(row.first_day, row.last_day))
            for row in reports
            if frozen is None or row.pk != frozen.pk
        ],
        waiting=figures[-1].waiting,
        reminded=_reminded(),
        reminder_days=rules.reminder_days,
        report_days=rules.report_days,
        sources=rules.sources,
    )


def status_page(rights: Rights, given: Mapping[str, Any]) -> StatusPage:
    """List the agencies of the country that match what was asked."""
    rules = rules_on(rights.on)
    chosen = {
        "q": asked_words(given.get("q")),
        "group": given.get("group") or "",
        "section": given.get("section") or int(Section.FILING),
        "answer": given.get("answer") or "",
    }
    found = _matching(rules, chosen)
    total = found.order_by().count()
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, given.get("page") or 1), pages)
    shown = found.select_related("province").order_by("sort_key", "pk")
    rows = list(shown[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    latest = ReminderRound.objects.first()
    return StatusPage(
        rows=_rows(rows, rules, latest),
        total=total,
        number=number,
        pages=pages,
        base=f"{reverse('central:e_act_agencies')}?{urlencode([*chosen.items(), ('page', '')])}",
        chosen=chosen,
        groups=[(group.code, group.label_th) for group in rules.groups],
        sections=[(value, f"มาตรา {value}") for value in Section.values],
        answers=[(answer.value, ANSWER_TH[answer]) for answer in Answer],
        round_on=latest.due_on if latest else None,
        notice=SIMULATED_TH if has_simulated() else "",
    )


def _matching(rules: EActParameters, chosen: Mapping[str, Any]) -> QuerySet[Agency]:
    found = counted_agencies(rules)
    kinds = {group.code: group.kinds for group in rules.groups}
    if chosen["group"] in kinds:
        found = found.filter(kind__in=list(kinds[chosen["group"]]))
    if words := chosen["q"]:
        found = found.filter(Q(name_th__icontains=words) | Q(province__name_th__icontains=words))
    if chosen["answer"]:
        found = answering(found, chosen["section"], Answer(chosen["answer"]))
    return found


def _rows(
    agencies: Sequence[Agency], rules: EActParameters, latest: ReminderRound | None
) -> list[StatusRow]:
    ids = [agency.pk for agency in agencies]
    answers = answers_of(ids)
    reminded = set(
        latest.reminders.filter(agency__in=ids).values_list("agency_id", flat=True)
        if latest
        else ()
    )
    return [
        StatusRow(
            id=agency.pk,
            name=agency.name_th,
            group=rules.group_of[agency.kind].label_th,
            province=province_name(agency.province) if agency.province else "",
            standings=[
                standing(value, answers.get(agency.pk, {}).get(value, Answer.NO_ANSWER))
                for value in Section.values
            ],
            is_reminded=agency.pk in reminded,
        )
        for agency in agencies
    ]


def _period_words(period: Period | None) -> str:
    if period is None:
        return "ยังไม่เริ่มรอบรายงาน"
    return f"{period_words(period.first, period.last)} (ยังไม่ปิดรอบ)"


def _reminded() -> str:
    """Say how the latest round of reminders went."""
    latest = ReminderRound.objects.first()
    if latest is None:
        return "ยังไม่เคยเตือน"
    agencies = latest.reminders.count()
    state = "" if latest.finished_at else " กำลังเตือนต่อ"
    return (
        f"รอบ {long_date(latest.due_on)} เตือนเจ้าหน้าที่ {latest.officers:,} คน "
        f"ของ {agencies:,} หน่วยงาน{state}"
    )
