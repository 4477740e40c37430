"""Simulated answers of all agencies under the E-Act, and the reports that follow from them.

No channel is simulated: a made-up address on the page of a real agency could be believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from infogo.channels.models import (
    DeclarationStep,
    EActDeclaration,
    EActReport,
    EActRuleSet,
    Review,
    Section,
)
from infogo.channels.reports import built_report
from infogo.channels.rules import EActParameters, Period, rules_on
from infogo.channels.selectors import counted_agencies
from infogo.core.dates import BANGKOK, be_year
from infogo.core.simulation import Plan
from infogo.core.upsert import batches

NAME = "ช่องทางอิเล็กทรอนิกส์"
ACTOR = "system ข้อมูลจำลอง"
BATCH = 2000
SHARE_DONE = {"local": 0.8, "university": 0.8, "new_form": 0.85}
"""Of a hundred agencies of a group, how many announce within two years; of others nearly all."""
MOST_DONE = 0.98
INTERNAL_LAGS = 0.97
LEFT_OVER = (Review.IN_PROGRESS, Review.WRONG_FILE, Review.NONE)


def simulate(plan: Plan) -> int:
    """Write answers of every counted agency over the months of the plan; returns how many rows."""
    rules = rules_on(plan.until)
    taken = set(EActDeclaration.objects.values_list("agency_id", "section"))
    agencies = counted_agencies(rules).order_by("pk").values_list("pk", "kind")
    group_of, first = rules.group_of, plan.firsts()[0]
    written = 0
    for some in batches(agencies, BATCH):
        with transaction.atomic():
            made = [
                declaration
                for pk, kind in some
                for declaration in _answers(plan, pk, group_of[kind].code, first)
                if (declaration.agency_id, declaration.section) not in taken
            ]
            EActDeclaration.objects.bulk_create(made, batch_size=BATCH)
            steps = [step for declaration in made for step in _steps(declaration)]
            DeclarationStep.objects.bulk_create(steps, batch_size=BATCH)
        written += len(made) + len(steps)
        plan.progress(NAME, written)
    return written + _reports(plan, rules)


def remove() -> int:
    """Take all simulated answers and reports away; returns how many rows."""
    reports, _details = EActReport.objects.filter(is_simulated=True).delete()
    answers, _details = EActDeclaration.objects.filter(is_simulated=True).delete()
    return reports + answers


def _answers(plan: Plan, agency_id: int, group: str, first: date) -> Iterator[EActDeclaration]:
    chance = plan.chance("channels", agency_id)
    done = chance.random() < SHARE_DONE.get(group, MOST_DONE)
    answered = _moment(chance, first, plan.until)
    for section in Section:
        is_done = done and (section == Section.FILING or chance.random() < INTERNAL_LAGS)
        if not is_done and chance.random() < 0.5:
            continue  # no answer at all
        review = Review.ACCEPTED if is_done else chance.choice(LEFT_OVER)
        signed_on = answered.date() - timedelta(days=chance.randrange(1, 40))
        number = f"{chance.randrange(1, 400)}/{be_year(signed_on.year)}"
        has_order = review != Review.IN_PROGRESS
        yield EActDeclaration(
            agency_id=agency_id,
            section=section,
            review=review,
            order_number=number if has_order else "",
            signed_on=signed_on if has_order else None,
            reason="ไฟล์ที่แนบไม่ใช่ประกาศของหน่วยงาน" if review == Review.WRONG_FILE else "",
            declared_by="system",
            declared_at=answered,
            is_simulated=True,
        )


def _moment(chance: Random, first: date, until: date) -> datetime:
    """Return when an agency answered: many early, the rest ever more slowly."""
    days = (until - first).days
    passed = int(days * chance.random() ** 1.7)
    clock = time(8 + chance.randrange(8), chance.randrange(60))
    return datetime.combine(first + timedelta(days=passed), clock, BANGKOK)


def _steps(declaration: EActDeclaration) -> Iterator[DeclarationStep]:
    """Yield what happened: sent, and looked at some days later where it was."""
    sent = Review.IN_PROGRESS if declaration.review == Review.IN_PROGRESS else Review.NONE
    order = {"order_number": declaration.order_number, "signed_on": declaration.signed_on}
    at = declaration.declared_at
    yield DeclarationStep(declaration=declaration, at=at, actor=ACTOR, review=sent, **order)
    if declaration.review != sent:
        yield DeclarationStep(
            declaration=declaration,
            at=at + timedelta(days=1 + declaration.agency_id % 9),
            actor=ACTOR,
            review=declaration.review,
            reason=declaration.reason,
            **order,
        )


def _reports(plan: Plan, rules: EActParameters) -> int:
    """Freeze the reports of the periods within the plan, those before the first one too."""
    rule_set = EActRuleSet.objects.last()
    if rule_set is None or rules.reports_from is None:
        return 0
    made = [built_report(rule_set=rule_set, period=period) for period in _periods(plan, rules)]
    for report in made:
        report.is_simulated = True
    EActReport.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _periods(plan: Plan, rules: EActParameters) -> Sequence[Period]:
    length = timedelta(days=rules.report_days)
    first = rules.reports_from or plan.until
    while first - length >= plan.firsts()[0]:
        first -= length
    found = []
    while (last := first + length - timedelta(days=1)) < plan.until:
        found.append(Period(first=first, last=last))
        first += length
    return found
