"""The worklist and its sums against plain loops over the rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from infogo.accounts.roles import Role
from infogo.simplify.models import OPEN_STATES, Finding, FindingStep, Kind, State, StepKind
from infogo.simplify.selectors import (
    Asked,
    central_officers,
    findings,
    next_pair,
    paper_uses,
    progress,
    sums_by_kind,
)
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, standard_manual
from tests.simplify.findings import PAPER, analyst, finding_about, pair_about

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def ids(**asked: object) -> list[int]:
    return [finding.pk for finding in findings(Asked(**asked))]


def test_the_greatest_saving_comes_first_and_the_unknown_last() -> None:
    small = finding_about(standard_manual(), satang_saved=10)
    unknown = finding_about(standard_manual(), satang_saved=None)
    nothing = finding_about(standard_manual(), satang_saved=0)
    great = finding_about(standard_manual(), satang_saved=999)
    assert ids() == [great.pk, small.pk, nothing.pk, unknown.pk]


def test_each_filter_keeps_what_it_names() -> None:
    ministry, officer = AgencyFactory(kind="ministry"), analyst()
    one = finding_about(standard_manual(name_th="ขออนุญาตเปิดร้าน"), ministry=ministry)
    two = finding_about(standard_manual(), kind=Kind.COPIES, owner=officer, state=State.TAKEN)
    three = finding_about(standard_manual(), state=State.DONE)
    assert ids(state="") == [one.pk, two.pk, three.pk]
    assert ids() == [one.pk, two.pk]
    assert ids(state="closed") == [three.pk]
    assert ids(state=State.TAKEN) == [two.pk]
    assert ids(kind=Kind.COPIES) == [two.pk]
    assert ids(ministry=str(ministry.pk)) == [one.pk]
    assert ids(ministry="none") == [two.pk]
    assert ids(owner=str(officer.pk)) == [two.pk]
    assert ids(owner="none") == [one.pk]
    assert ids(words="เปิดร้าน") == [one.pk]
    assert ids(words=two.agency.name_th) == [two.pk]


def test_sums_by_kind_are_those_of_the_rows() -> None:
    finding_about(standard_manual(), satang_saved=100, minutes_saved=60)
    finding_about(standard_manual(), satang_saved=50, minutes_saved=7)
    finding_about(standard_manual(), satang_saved=None, minutes_saved=None)
    finding_about(standard_manual(), kind=Kind.COPIES, satang_saved=None, minutes_saved=None)
    sums = {one.kind: one for one in sums_by_kind(findings(Asked()))}
    assert list(sums) == list(Kind)
    for kind, found in sums.items():
        rows = list(Finding.objects.filter(kind=kind))
        known = [row for row in rows if row.satang_saved is not None]
        assert (found.count, found.known) == (len(rows), len(known))
        assert found.satang == sum(row.satang_saved or 0 for row in known)
        assert found.minutes == sum(row.minutes_saved or 0 for row in known)


def history(finding: Finding, *steps: tuple[date, int, int, int]) -> None:
    """Replace a finding's history by (day, opened, closed, satang)."""
    finding.steps.all().delete()
    for day, is_opened, is_closed, satang in steps:
        FindingStep.objects.create(
            finding=finding,
            at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            by="x",
            kind=StepKind.STATE,
            opened=is_opened,
            closed=is_closed,
            satang=satang,
            minutes=satang // 10,
        )


def test_progress_is_that_of_the_steps() -> None:
    first = [finding_about(standard_manual()) for _number in range(3)]
    history(first[0], (date(2026, 8, 3), 1, 0, 0), (date(2026, 10, 9), 0, 1, 700))
    history(
        first[1],
        (date(2026, 8, 30), 1, 0, 0),
        (date(2026, 9, 2), 0, 1, 300),
        (date(2026, 11, 5), 1, 0, -300),
    )
    history(first[2], (date(2026, 11, 1), 1, 0, 0))
    months = progress(12, TODAY)
    assert [one.month for one in months] == [date(2026, number, 1) for number in range(8, 12)]
    opened: dict[date, int] = defaultdict(int)
    closed: dict[date, int] = defaultdict(int)
    satang: dict[date, int] = defaultdict(int)
    for step in FindingStep.objects.all():
        month = step.at.date().replace(day=1)
        opened[month] += step.opened
        closed[month] += step.closed
        satang[month] += step.satang
    left = 0
    for one in months:
        left += opened[one.month] - closed[one.month]
        assert (one.opened, one.closed, one.satang) == (
            opened[one.month],
            closed[one.month],
            satang[one.month],
        )
        assert one.left == left
    assert [one.left for one in progress(2, TODAY)] == [one.left for one in months[-2:]]


def test_every_number_of_a_month_leads_to_as_many_rows() -> None:
    made = [finding_about(standard_manual()) for _number in range(4)]
    history(made[0], (date(2026, 9, 3), 1, 0, 0), (date(2026, 10, 9), 0, 1, 700))
    history(made[1], (date(2026, 10, 30), 1, 0, 0))
    history(made[2], (date(2026, 9, 30), 1, 0, 0))
    history(made[3], (date(2026, 11, 30), 1, 0, 0))
    month = {one.month: one for one in progress(12, TODAY)}[date(2026, 10, 1)]
    first = date(2026, 10, 1)
    assert len(ids(state="", found=first)) == month.opened == 1
    assert ids(state="", ended=first) == [made[0].pk]
    assert ids(state="", achieved=first) == [made[0].pk]
    assert len(ids(state="", left=first)) == month.left == 2


def test_a_step_at_night_belongs_to_the_day_in_thailand() -> None:
    finding = finding_about(standard_manual())
    finding.steps.update(at=datetime(2026, 10, 31, 18, 0, tzinfo=UTC))
    assert [one.month for one in progress(12, TODAY)] == [date(2026, 11, 1)]
    assert ids(found=date(2026, 11, 1)) == [finding.pk]
    assert ids(found=date(2026, 10, 1)) == []


def test_before_anything_was_found_there_is_nothing_to_tell() -> None:
    (now,) = progress(12, TODAY)
    assert (now.month, now.opened, now.left) == (date(2026, 11, 1), 0, 0)


def test_central_officers_are_those_with_a_central_duty_today() -> None:
    officer = analyst()
    gone = analyst(is_active=False)
    GrantFactory(officer=OfficerFactory(), role=Role.AGENCY_ADMIN)
    ended = OfficerFactory()
    GrantFactory(
        officer=ended, role=Role.CENTRAL_ADMIN, agency=None, valid_until=TODAY - timedelta(days=1)
    )
    assert list(central_officers(TODAY)) == [officer]
    assert gone not in central_officers(TODAY)


def test_the_next_pair_is_one_that_nobody_judged() -> None:
    made = [
        pair_about(standard_manual().procedure, standard_manual().procedure, state=state)
        for state in (State.SEEN, State.NEW, State.NO_PROBLEM, State.NEW)
    ]
    assert next_pair() == made[1]
    assert next_pair(made[1].pk) == made[3]
    Finding.objects.filter(state=State.NEW).update(state=State.TAKEN)
    assert next_pair() == made[0], "what was put off comes when nothing else waits"


def test_papers_are_counted_by_open_findings_that_always_ask_for_them() -> None:
    other = {**PAPER, "document": 2, "name": "สูติบัตร"}
    one = finding_about(standard_manual(), facts={"papers": [PAPER, other]})
    two = finding_about(standard_manual())
    finding_about(standard_manual(), state=State.DONE)
    finding_about(standard_manual(), facts={"papers": [{**other, "sometimes": True}]})
    assert [(use.name, use.findings) for use in paper_uses()] == [
        ("ทะเบียนบ้าน", [one.pk, two.pk]),
        ("สูติบัตร", [one.pk]),
    ]
    assert Finding.objects.filter(state__in=OPEN_STATES).count() == 3
