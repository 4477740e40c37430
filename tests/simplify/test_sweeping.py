"""The daily sweep: findings come, stay, go and come back; safe to repeat, a bite at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from infogo.accounts.roles import Role
from infogo.core.models import AuditEntry
from infogo.editing.may import person_of
from infogo.manuals import services
from infogo.manuals.models import Manual
from infogo.simplify.detectors.register import DETECTORS
from infogo.simplify.models import Basis, Finding, FindingStep, Kind, State, StepKind, Sweep
from infogo.simplify.services import sweeping
from infogo.simplify.services.deciding import change_state
from infogo.simplify.services.sweeping import sweep_all, sweep_some
from tests.accounts.watching import digest
from tests.factories import ACTOR, GrantFactory, OfficerFactory, manual_content
from tests.manuals.lint.law import enact
from tests.simplify.making import (
    NOW,
    RATES,
    asking,
    held,
    ministry_with_department,
    papers,
    report,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def manual() -> Manual:
    held("ทะเบียนบ้าน")
    _ministry, department = ministry_with_department()
    made = asking("ทะเบียนบ้าน", owner=department)
    report(made, [100, 100, 100], is_simulated=True)
    return made


def sweep(day: int = 0) -> int:
    return sweep_all(now=NOW + day * DAY, say=lambda _title, _found: None)


def only() -> Finding:
    return Finding.objects.get()


def stop_asking(manual: Manual) -> None:
    services.publish_standard(
        manual=manual, content=manual_content(documents=papers("แผนที่")), actor=ACTOR
    )


def ask_again(manual: Manual) -> None:
    services.publish_standard(
        manual=manual, content=manual_content(documents=papers("ทะเบียนบ้าน")), actor=ACTOR
    )


def move(state: State, reason: str = "") -> Finding:
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    finding = only()
    return change_state(
        finding_id=finding.pk,
        state=state,
        reason=reason,
        seen=finding.version,
        officer=officer,
        actor=person_of(officer),
    )


def achieved() -> int:
    return sum(step.satang for step in FindingStep.objects.all())


def test_a_finding_holds_whom_it_concerns_and_what_it_would_save(manual: Manual) -> None:
    assert sweep() == 1
    finding = only()
    assert (finding.kind, finding.state) == (Kind.STATE_PAPER, State.NEW)
    assert finding.procedure_id == manual.procedure_id
    assert finding.agency.name_th == "กรมใต้กระทรวง"
    assert finding.ministry is not None
    assert finding.ministry.name_th == "กระทรวงตัวอย่าง"
    assert (finding.citizens, finding.basis, finding.is_simulated) == (1200, Basis.REPORTED, True)
    assert (finding.counted_total, finding.counted_span) == (300, 3)
    minutes = 1200 * (RATES.document_minutes + RATES.fetching_share * RATES.visit_minutes)
    satang = minutes / 60 * RATES.wage_satang_per_hour
    satang += 1200 * RATES.fetching_share * RATES.visit_satang
    assert finding.minutes_saved == minutes
    assert finding.satang_saved == satang
    assert [step.kind for step in finding.steps.all()] == [StepKind.FOUND]


def test_a_second_sweep_changes_only_when_it_was_last_seen(manual: Manual) -> None:
    sweep()
    before, trail = only(), digest()
    assert sweep(1) == 0
    after = only()
    assert after.last_seen_at == before.last_seen_at + DAY
    assert after.first_seen_at == before.first_seen_at
    assert FindingStep.objects.count() == 1
    assert digest()["AuditEntry"] == trail["AuditEntry"]


def test_what_vanished_is_closed_by_itself_and_keeps_its_history(manual: Manual) -> None:
    sweep()
    stop_asking(manual)
    assert sweep(1) == 1
    finding = only()
    assert (finding.state, finding.gone_at) == (State.GONE, NOW + DAY)
    assert [(s.kind, s.closed) for s in finding.steps.all()] == [
        (StepKind.FOUND, 0),
        (StepKind.GONE, 1),
    ]
    assert achieved() == 0, "nobody had taken it up"
    assert sweep(2) == 0
    ask_again(manual)
    assert sweep(3) == 1
    assert (only().state, only().gone_at, only().pk) == (State.NEW, None, finding.pk)
    assert only().first_seen_at == NOW


def test_what_was_taken_up_and_vanished_is_achieved_until_it_comes_back(manual: Manual) -> None:
    sweep()
    saved = move(State.TAKEN).satang_saved
    stop_asking(manual)
    sweep(1)
    assert achieved() == saved
    assert only().state == State.GONE
    ask_again(manual)
    sweep(2)
    assert achieved() == 0
    assert only().state == State.NEW


def test_what_people_called_done_stays_and_is_confirmed_when_gone(manual: Manual) -> None:
    sweep()
    saved = move(State.DONE).satang_saved
    sweep(1)
    assert (only().state, only().gone_at) == (State.DONE, None)
    stop_asking(manual)
    sweep(2)
    assert (only().state, only().gone_at) == (State.DONE, NOW + 2 * DAY)
    assert achieved() == saved, "not counted twice"
    ask_again(manual)
    sweep(3)
    assert only().state == State.NEW
    assert achieved() == 0


def test_what_somebody_opened_again_while_it_was_gone_is_not_opened_twice(manual: Manual) -> None:
    sweep()
    move(State.DONE)
    stop_asking(manual)
    sweep(1)
    owner = move(State.TAKEN, "ยังไม่ครบ").owner
    ask_again(manual)
    sweep(2)
    finding = only()
    assert (finding.state, finding.owner, finding.gone_at) == (State.TAKEN, owner, None)
    steps = FindingStep.objects.all()
    assert sum(step.opened - step.closed for step in steps) == 1
    assert achieved() == 0


def test_no_problem_stays_no_problem(manual: Manual) -> None:
    sweep()
    move(State.NO_PROBLEM, "กฎหมายให้ขอ")
    stop_asking(manual)
    sweep(1)
    ask_again(manual)
    assert sweep(2) == 0
    assert (only().state, only().gone_at) == (State.NO_PROBLEM, None)


def test_a_manual_that_ended_takes_its_findings_along(manual: Manual) -> None:
    sweep()
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิก", actor=ACTOR)
    sweep(1)
    assert only().state == State.GONE


def test_small_bites_come_to_the_same_as_a_whole_sweep(
    manual: Manual, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [asking("ทะเบียนบ้าน") for _number in range(6)]
    monkeypatch.setattr("infogo.simplify.detectors.contents.AT_ONCE", 2)
    monkeypatch.setattr("infogo.simplify.detectors.outliers.AT_ONCE", 2)
    bites = 0
    while Sweep.objects.exclude(finished_at=None).count() < len(DETECTORS):
        sweep_some(now=NOW)
        bites += 1
    assert bites > len(DETECTORS) + 3
    found = {f.manual_id for f in Finding.objects.filter(kind=Kind.STATE_PAPER)}
    assert found == {manual.pk, *(one.pk for one in others)}
    assert Sweep.objects.get(detector="contents").found == 7
    assert sweep_some(now=NOW) == 0, "nothing is due before tomorrow"
    kept = set(Finding.objects.values_list("pk", flat=True))
    stop_asking(others[2])
    for _bite in range(bites):
        sweep_some(now=NOW + DAY)
    assert set(Finding.objects.values_list("pk", flat=True)) == kept
    assert Finding.objects.get(state=State.GONE).manual_id == others[2].pk


def test_of_two_workers_the_slower_one_gives_up(
    manual: Manual, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        asking("ทะเบียนบ้าน")
    monkeypatch.setattr("infogo.simplify.detectors.contents.AT_ONCE", 2)
    sweep_some(now=NOW)
    stale = Sweep.objects.get(detector="contents")
    ground = sweeping.ground_on(NOW.date())
    assert stale.after > 0
    sweep_some(now=NOW)
    known = Finding.objects.count()
    assert sweeping._bite(stale, ground, NOW) == 0
    assert Finding.objects.count() == known


def test_the_trail_names_what_changed(manual: Manual) -> None:
    sweep()
    entry = AuditEntry.objects.filter(verb="sweep").get()
    assert entry.detail["found"] == [only().pk]


def test_the_command_tells_what_it_found(
    manual: Manual, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("find_simplifications")
    said = capsys.readouterr().out
    assert "เอกสาร สำเนา และเวลามาตรฐาน 1 รายการ" in said
    assert "1 รายการเปลี่ยน" in said
