"""Reports of section 22: frozen when their period is over, summed from what was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from infogo.channels.counting import Figures, Line, digest_of, table, thawed
from infogo.channels.models import EActReport, EActRuleSet
from infogo.channels.rules import EActParameters, Period, finished_periods, rule_set_on
from infogo.channels.selectors import has_simulated, status_lines
from infogo.core import audit
from infogo.core.dates import BANGKOK, bangkok_now, end_of_day


def freeze_due_reports() -> int:
    """Make the reports whose period is over and that nobody made yet; returns how many.

    A period belongs to the edition in force on its last day; days that were reported once are
    never reported again, so that a new edition may count other periods.

    One at most for each call, because the worker must follow the outbox within a second; a
    worker that was away makes them one after another, each as things stood when it ended.
    """
    today = bangkok_now().date()
    made = list(EActReport.objects.values_list("first_day", "last_day"))
    for rule_set in EActRuleSet.objects.order_by("effective_from", "pk"):
        rules = EActParameters.model_validate(rule_set.parameters)
        for period in finished_periods(rules, today):
            is_told = any(first <= period.last and period.first <= last for first, last in made)
            if not is_told and rule_set_on(period.last) == rule_set:
                freeze_report(rule_set=rule_set, period=period)
                return 1
    return 0


@transaction.atomic
def freeze_report(*, rule_set: EActRuleSet, period: Period) -> EActReport:
    """Keep the state of all agencies as it was when a period ended; made once for a period."""
    days = {"first_day": period.first, "last_day": period.last}
    found = EActReport.objects.filter(**days).first()
    if found is not None:
        return found
    report = built_report(rule_set=rule_set, period=period)
    EActReport.objects.bulk_create([report], ignore_conflicts=True)
    kept = EActReport.objects.get(**days)
    audit.record(
        actor=audit.SYSTEM,
        verb="freeze_e_act_report",
        target="e_act_report",
        target_id=kept.pk,
        detail={"from": str(period.first), "to": str(period.last), "digest": kept.digest},
    )
    return kept


def built_report(*, rule_set: EActRuleSet, period: Period) -> EActReport:
    """Return the report of a period as things stood when it ended; nothing is saved."""
    rules = EActParameters.model_validate(rule_set.parameters)
    as_of = end_of(period)
    groups = [[group.code, group.label_th] for group in rules.groups]
    lines = [line.frozen() for line in status_lines(rules, as_of)]
    return EActReport(
        first_day=period.first,
        last_day=period.last,
        as_of=as_of,
        rule_set=rule_set.code,
        groups=groups,
        lines=lines,
        digest=digest_of(groups, lines, as_of.isoformat()),
        is_simulated=has_simulated(),
    )


def end_of(period: Period) -> datetime:
    """Return the moment at which a period is over, in Thai time."""
    return end_of_day(period.last)


def lines_of(report: EActReport) -> list[Line]:
    """Return the agencies of a report as they were."""
    return thawed(report.lines)


def figures_of(report: EActReport) -> Sequence[Figures]:
    """Return the table of a report, summed again from what was frozen."""
    return table(lines_of(report), report.groups)


def is_intact(report: EActReport) -> bool:
    """Whether a report is as it was made."""
    as_of = report.as_of.astimezone(BANGKOK).isoformat()
    return digest_of(report.groups, report.lines, as_of) == report.digest
