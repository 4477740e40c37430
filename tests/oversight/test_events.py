"""Rollups of what happened: equal to the raw rows, whatever was written, by whomever."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.db.models import F, Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, Outcome, Receipt
from infogo.delays.receipts import Filed, finish_receipt, issue_receipt, reopen_receipt
from infogo.delays.services.cases import Decision, close_case, remove_case
from infogo.mergers.errors import MergerError
from infogo.mergers.services.tree import NewAgency, create_agency, move_agency
from infogo.oversight.events.cells import (
    Follower,
    RatingCell,
    ReportCell,
    VolumeCell,
    VolumeDoubt,
)
from infogo.oversight.events.of_branches import SUMS
from infogo.oversight.events.subjects import SUBJECTS
from infogo.oversight.services import events
from infogo.oversight.services.events import rebuild_events, refresh_events
from infogo.ratings.models import Rating, RatingState, Reason, ReplyKind
from infogo.ratings.services import decide, reply
from infogo.volumes.definition import form_of
from infogo.volumes.findings import Told, findings_of, months_needed
from infogo.volumes.models import MonthlyReport, ReportForm, VolumeExplanation, VolumeRow
from infogo.volumes.months import later
from infogo.volumes.selectors import TOLD_STATES
from infogo.volumes.services.rows import RowInput, save_rows
from infogo.volumes.services.states import reopen, submit
from tests.delays.making import Made, day, noticed
from tests.editing.test_concurrency import at_once
from tests.factories import ACTOR, GrantFactory, OfficerFactory
from tests.mergers.making import BASIS, kind_of_agency
from tests.oversight.history import Country, country, expected, held, midnight, simulate
from tests.ratings.giving import rate
from tests.volumes.forms import last_month, rights_of, told

pytestmark = pytest.mark.django_db


def central() -> Rights:
    """Return the rights of somebody who may do everything everywhere."""
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    return Rights.of(officer)


def some_writes(made: Country, chance: random.Random) -> list[Callable[[], object]]:
    """Return random writes of every kind, by the services that people use."""
    rights = central()
    acts: list[Callable[[], object]] = []
    for _each in range(8):
        pin = chance.choice(made.pins)
        point = chance.choice((pin.point, None))
        said = {"overall": chance.randint(1, 5), "dimensions": chance.choice(({}, {"staff": 4})),
                "comment": chance.choice(("", f"รอนานมาก {chance.random()}"))}  # fmt: skip
        acts.append(lambda pin=pin, point=point, said=said: rate(pin.manual, point, **said))
    public = list(Rating.objects.filter(state=RatingState.PUBLIC))
    for rating in chance.sample(public, min(6, len(public))):
        if chance.random() < 0.5:
            acts.append(
                lambda pk=rating.pk: decide(
                    rating_id=pk, to=RatingState.HIDDEN, reason=Reason.RUDE, rights=rights
                )
            )
        else:
            acts.append(
                lambda pk=rating.pk: reply(
                    rating_id=pk, kind=ReplyKind.PUBLIC, text="ขอบคุณที่บอก", rights=rights
                )
            )
    acts += [*_delay_writes(made, chance), *_tree_writes(made, chance, rights.officer)]
    for agency in chance.sample(made.agencies, 2):
        acts.append(lambda agency=agency: _reopen(agency.pk, rights))
    return acts


def _delay_writes(made: Country, chance: random.Random) -> list[Callable[[], object]]:
    """Return writes of delayed requests; one that the services refuse changes nothing."""
    acts: list[Callable[[], object]] = []
    for number in range(3):
        watched = Made(chance.choice(made.pins), number=chance.randrange(10**6))
        acts.append(lambda watched=watched, ago=40 + number: watched.case(ago))
    approved = Decision(day(0), Outcome.APPROVED)
    open_ones = list(DelayCase.objects.filter(decided_on=None).order_by("pk"))
    for case in chance.sample(open_ones, min(4, len(open_ones))):
        kind = chance.random()
        if kind < 0.4:
            acts.append(lambda case=case: noticed(case, 0))
        elif kind < 0.8:
            acts.append(partial(close_case, case_id=case.pk, decision=approved, actor=ACTOR))
        else:
            acts.append(lambda pk=case.pk: remove_case(case_id=pk, actor=ACTOR))
    for receipt in Receipt.objects.filter(finished_on=None, voided_at=None)[:2]:
        acts.append(
            lambda pk=receipt.pk: finish_receipt(receipt_id=pk, finished_on=day(0), actor=ACTOR)
        )
    finished = Receipt.objects.exclude(finished_on=None).filter(voided_at=None)
    for pk in finished.order_by("pk").values_list("pk", flat=True)[:2]:
        acts.append(partial(reopen_receipt, receipt_id=pk, reason="ปิดผิดใบ", actor=ACTOR))
    filed, key = Filed(timezone.now()), f"{chance.random()}"
    pin = chance.choice(made.pins)
    acts.append(partial(issue_receipt, pin=pin, request_key=key, actor=ACTOR, filed=filed))
    return [partial(_unless_refused, act) for act in acts]


def _tree_writes(
    made: Country, chance: random.Random, actor: Officer
) -> list[Callable[[], object]]:
    """Return writes that change the branches: an agency goes elsewhere, a new one is founded."""
    agency, beside = chance.sample(made.agencies, 2)
    parent = chance.choice((*made.ministries, beside, None))
    new = NewAgency(f"หน่วยงานใหม่ {chance.random()}", "department", parent=beside)
    acts: list[Callable[[], object]] = [
        partial(move_agency, agency_id=agency.pk, parent=parent, basis=BASIS, actor=actor),
        partial(create_agency, new=new, basis=BASIS, actor=actor),
    ]
    return [partial(_unless_refused, act) for act in acts]


def _unless_refused(act: Callable[[], object]) -> None:
    with suppress(DelayError, MergerError):
        act()


def _reopen(agency_id: int, rights: Rights) -> None:
    report = MonthlyReport.objects.filter(agency=agency_id).exclude(state__in=("draft", "reopened"))
    found = report.first()
    if found is not None:
        reopen(rights=rights, agency=found.agency, month=found.month, reason="พบตัวเลขผิด")


def test_cells_equal_the_raw_rows_after_a_rebuild() -> None:
    made = country()
    simulate(made)
    noticed(Made(made.pins[0], number=10**6).case(40), 0)  # chance may have sent no notice
    rebuild_events(now=timezone.now())
    assert held() == expected()
    assert {key[0] for key in held()} == {
        table.__name__ for cells, sums in SUMS.items() for table in (cells, *sums)
    }


@pytest.mark.parametrize("seed", range(2))
def test_cells_follow_random_writes(seed: int) -> None:
    made, chance = country(), random.Random(seed)
    kind_of_agency()
    simulate(made, 3)
    refresh_events(now=timezone.now())
    for _round in range(3):
        for act in some_writes(made, chance):
            act()
        refresh_events(now=timezone.now())
        assert held() == expected()


def test_only_what_changed_is_counted_again() -> None:
    made = country()
    simulate(made, 3)
    now = timezone.now()
    assert refresh_events(now=now) > 3
    assert refresh_events(now=now) == 0
    rate(made.pins[0].manual, made.pins[0].point)
    assert refresh_events(now=now) == 2, "its month, at its agency and in the branches above"
    (cell,) = RatingCell.objects.filter(is_simulated=False)
    assert (cell.n4, cell.agency_id) == (1, made.pins[0].point.agency_id)


def test_a_new_day_counts_everything_again() -> None:
    """A request becomes overdue without anybody writing, a point moves without a line."""
    made = country()
    case = Made(made.pins[0]).case(20)
    assert case.due_on is not None
    refresh_events(now=midnight(day(0)))
    for after in (0, 1):
        moment = midnight(case.due_on + timedelta(days=after))
        refresh_events(now=moment)
        assert held() == expected(moment.date())
    assert [key for key in held() if key[0] == "DaysCell"]


def test_a_row_that_went_leaves_its_cell() -> None:
    made = country()
    case = Made(made.pins[0]).case(50)
    refresh_events(now=timezone.now())
    assert held()
    remove_case(case_id=case.pk, actor=ACTOR)
    refresh_events(now=timezone.now())
    assert not held()


def test_findings_follow_reports_and_their_words() -> None:
    made = country()
    agency, month = made.agencies[0], last_month()
    rights = rights_of(agency)
    pins = [pin for pin in made.pins if pin.point.agency_id == agency.pk]
    rows = [told(pin, received=2, completed_in_time=1, completed_late=0, carried_forward=6)
            for pin in pins]  # fmt: skip
    for ago in (3, 2, 1):
        past = last_month_but(ago)
        save_rows(rights=rights, agency=agency, month=past, rows=[_of(row, 100) for row in rows])
        submit(rights=rights, agency=agency, month=past)
    save_rows(rights=rights, agency=agency, month=month, rows=[_of(row, 300) for row in rows])
    refresh_events(now=timezone.now())
    assert not VolumeDoubt.objects.filter(month=month).exists(), "nobody stands by it yet"
    submit(rights=rights, agency=agency, month=month)
    refresh_events(now=timezone.now())
    found = VolumeDoubt.objects.filter(month=month)
    assert {(doubt.kind, doubt.agency_id) for doubt in found} == {("jump", agency.pk)}
    assert found.count() == len(pins)
    before = last_month_but(1)
    reopen(rights=rights, agency=agency, month=before, reason="แก้ตัวเลขเดือนก่อน")
    save_rows(rights=rights, agency=agency, month=before, rows=[_of(row, 900) for row in rows])
    refresh_events(now=timezone.now())
    kinds = set(VolumeDoubt.objects.filter(month=month).values_list("kind", flat=True))
    assert kinds == set(), "another month before it, another mean"


def last_month_but(count: int) -> date:
    return later(last_month(), -count)


def _of(row: RowInput, received: int) -> RowInput:
    """Return a row in which everything that came was done."""
    values = {
        "brought_forward": 0, "received": received, "completed_in_time": received,
        "completed_late": 0, "carried_forward": 0,
    }  # fmt: skip
    return replace(row, values=values)


@pytest.mark.parametrize("seed", range(3))
def test_findings_are_those_of_rows_looked_at_one_by_one(seed: int) -> None:
    """The long way: every row as an object, with all that earlier months told of its service."""
    made, chance = country(), random.Random(seed)
    simulate(made)
    for row in VolumeRow.objects.all():
        name = chance.choice(("received", "brought_forward", "carried_forward", "completed_late"))
        VolumeRow.objects.filter(pk=row.pk).update(
            **{name: chance.choice((None, 0, 7, 7, 400))},
            is_zero=chance.random() < 0.1,
            average_duration=chance.choice((None, 5)),
            longest_duration=chance.choice((None, 3)),
            duration_unit=chance.choice(("", "day")),
        )
    for row in chance.sample(list(VolumeRow.objects.order_by("pk")), 20):
        VolumeExplanation.objects.create(row=row, kind="jump", text="เดือนนี้มีงานบริการเคลื่อนที่", by="x")
    refresh_events(now=timezone.now())
    expected = set()
    rows = VolumeRow.objects.select_related("report", "manual", "point")
    known = {(row.report.agency_id, row.manual_id, row.point_id, row.month): row for row in rows}
    for (agency, manual, point, month), row in known.items():
        form = form_of(month)
        if form is None or row.report.state not in TOLD_STATES:
            continue
        past = [
            known.get((agency, manual, point, later(month, -back)))
            for back in range(1, months_needed(form) + 1)
        ]
        before = [Told(each.values, each.is_zero) if each else None for each in past]
        words = dict(row.explanations.values_list("kind", "text"))
        district = row.point.district_id if row.point else None
        for each in findings_of(form, Told(row.values, row.is_zero), before, words):
            expected.add((row.pk, each.kind, each.weight.value, each.what, each.words, month,
                          agency, row.manual.procedure_id, district, row.is_simulated))  # fmt: skip
    names = ("row_id", "kind", "weight", "what", "words", "month", "agency_id", "procedure_id",
             "district_id", "is_simulated")  # fmt: skip
    found = list(VolumeDoubt.objects.values_list(*names))
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert len({each[1] for each in expected}) > 3
    assert any(each[4] for each in expected)


def test_no_report_tells_more_rows_than_it_asks_for() -> None:
    """A service that was taken from a point is not asked for any more; its row stays."""
    simulate(country(), 2)
    MonthlyReport.objects.update(filled=F("expected") + 3)
    rebuild_events(now=timezone.now())
    assert held() == expected()
    assert ReportCell.objects.filter(expected_rows__gt=0).exists()
    assert not ReportCell.objects.exclude(filled_rows=F("expected_rows")).exists()


def test_a_finding_in_many_words_is_kept_as_far_as_there_is_room() -> None:
    simulate(country(), 2)
    for form in ReportForm.objects.all():
        form.definition["checks"][0]["wrong"] = "ยอดไม่ตรง" * 50
        form.save()
    VolumeRow.objects.update(carried_forward=9999)
    refresh_events(now=timezone.now())
    longest = max(len(what) for what in VolumeDoubt.objects.values_list("what", flat=True))
    assert longest == VolumeDoubt._meta.get_field("what").max_length


def test_a_month_is_written_in_portions_that_hold_whole_agencies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = country()
    simulate(made, 3)
    monkeypatch.setattr(events, "MOST_AT_ONCE", 1)
    with CaptureQueriesContext(connection) as asked:
        rebuild_events(now=timezone.now())
    assert held() == expected()
    cells = '"oversight_volumecell"'
    written = [each["sql"] for each in asked if each["sql"].startswith(f"INSERT INTO {cells}")]
    months = set(VolumeCell.objects.values_list("month", flat=True))
    agencies = set(VolumeCell.objects.values_list("agency_id", "month"))
    assert len(written) == len(agencies) > len(months)


def test_who_is_overtaken_between_counting_and_writing_counts_again() -> None:
    made = country()
    simulate(made, 2)
    subject, counts = SUBJECTS[0], []

    def count(month: date, today: date) -> list[Model]:
        counts.append(month)
        cells = list(subject.count(month, today))
        if len(counts) == 1:
            Rating.objects.filter(month=month).update(overall=5)
            Follower.objects.filter(subject=subject.name).update(version=F("version") + 1)
        return cells

    rebuild_events(now=timezone.now(), subjects=[replace(subject, count=count)])
    assert counts[0] == counts[1]
    assert len(set(counts)) == len(counts) - 1
    ratings = {key: numbers for key, numbers in expected().items() if key[0] == "RatingCell"}
    assert held() == ratings


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("portion", [1, 2000])
def test_cells_are_right_when_everybody_writes_at_once(
    portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_AT_ONCE", portion)
    made, chance = country(), random.Random(11)
    kind_of_agency()
    simulate(made, 2)
    refresh_events(now=timezone.now())
    acts = some_writes(made, chance)
    parts = [acts[start::4] for start in range(4)]

    def in_turn(part: list[Callable[[], object]]) -> Callable[[], None]:
        def run() -> None:
            for act in part:
                act()

        return run

    counting = [lambda: refresh_events(now=timezone.now())] * 2
    results = at_once(*map(in_turn, parts), *counting)
    assert [each for each in results if isinstance(each, BaseException)] == []
    refresh_events(now=timezone.now())
    assert held() == expected(bangkok_now().date())
    assert Follower.objects.count() == len(SUBJECTS)
