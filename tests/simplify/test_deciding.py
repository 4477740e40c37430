"""What officers do with findings: states, owners, notes, pairs; refusals change nothing."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.accounts.models import Officer
from infogo.core.models import AuditEntry
from infogo.editing.may import person_of
from infogo.simplify.errors import FindingError
from infogo.simplify.models import (
    LONGEST_NOTE,
    Finding,
    FindingStep,
    State,
    StepKind,
    Verdict,
)
from infogo.simplify.services import deciding
from tests.accounts.watching import nothing_changes
from tests.factories import OfficerFactory, standard_manual
from tests.simplify.findings import analyst, finding_about, pair_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Officer:
    return analyst(name_th="วิภา นักวิเคราะห์")


@pytest.fixture
def finding() -> Finding:
    return finding_about(standard_manual())


def move(finding: Finding, officer: Officer, state: State, **given: Any) -> Finding:
    finding.refresh_from_db()
    given = {"reason": "", "seen": finding.version, **given}
    return deciding.change_state(
        finding_id=finding.pk, state=state, officer=officer, actor=person_of(officer), **given
    )


def last_step(finding: Finding) -> FindingStep:
    return finding.steps.latest("pk")


def test_who_takes_a_finding_up_owns_it(finding: Finding, officer: Officer) -> None:
    moved = move(finding, officer, State.TAKEN)
    assert (moved.state, moved.owner, moved.version) == (State.TAKEN, officer, 1)
    step = last_step(finding)
    assert (step.kind, step.state_before, step.state_after) == (
        StepKind.STATE,
        State.NEW,
        State.TAKEN,
    )
    assert (step.opened, step.closed, step.satang) == (0, 0, 0)
    entry = AuditEntry.objects.get(verb="move_finding")
    assert entry.target_id == finding.pk
    assert entry.detail == {"key": finding.key, "from": "new", "to": "taken", "text": ""}


def test_done_counts_the_saving_of_that_day_until_it_is_opened_again(
    finding: Finding, officer: Officer
) -> None:
    move(finding, officer, State.DONE)
    done = last_step(finding)
    assert (done.closed, done.minutes, done.satang) == (1, 24_000, 2_000_000)
    Finding.objects.update(satang_saved=5)
    move(finding, officer, State.TAKEN, reason="ยังขออยู่จริง")
    again = last_step(finding)
    assert (again.opened, again.minutes, again.satang) == (1, -24_000, -2_000_000)


def test_no_problem_wants_a_reason(finding: Finding, officer: Officer) -> None:
    with nothing_changes(), pytest.raises(FindingError, match="เขียนเหตุผล") as refused:
        move(finding, officer, State.NO_PROBLEM, reason="  ")
    assert refused.value.field == "reason"
    moved = move(finding, officer, State.NO_PROBLEM, reason="กฎหมายให้ขอ")
    assert (moved.state, moved.reason) == (State.NO_PROBLEM, "กฎหมายให้ขอ")
    assert (last_step(finding).closed, last_step(finding).satang) == (1, 0)


def test_opening_again_wants_a_reason(finding: Finding, officer: Officer) -> None:
    move(finding, officer, State.DONE)
    with nothing_changes(), pytest.raises(FindingError, match="เขียนเหตุผล"):
        move(finding, officer, State.TAKEN)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (State.SEEN, State.NEW),
        (State.NEW, State.GONE),
        (State.DONE, State.NO_PROBLEM),
        (State.NO_PROBLEM, State.DONE),
        (State.NEW, State.NEW),
    ],
)
def test_a_state_that_does_not_follow_is_refused(
    finding: Finding, officer: Officer, state: State, to: State
) -> None:
    Finding.objects.update(state=state)
    with nothing_changes(), pytest.raises(FindingError, match="เปลี่ยนจาก"):
        move(finding, officer, to, reason="เพราะ")


def test_only_the_radar_opens_what_is_gone(finding: Finding, officer: Officer) -> None:
    Finding.objects.update(state=State.GONE)
    with nothing_changes(), pytest.raises(FindingError, match="ระบบปิดเอง"):
        move(finding, officer, State.SEEN, reason="เพราะ")


def test_who_is_slower_is_told(finding: Finding, officer: Officer) -> None:
    move(finding, officer, State.SEEN)
    with nothing_changes(), pytest.raises(FindingError, match="มีคนเปลี่ยน"):
        move(finding, officer, State.TAKEN, seen=0)


def assign(finding: Finding, owner: Officer | None, by: Officer) -> Finding:
    finding.refresh_from_db()
    return deciding.assign(
        finding_id=finding.pk,
        owner_id=owner.pk if owner else None,
        seen=finding.version,
        actor=person_of(by),
    )


def test_a_finding_is_given_and_taken_back(finding: Finding, officer: Officer) -> None:
    other = analyst(name_th="อารี")
    assert assign(finding, other, officer).owner == other
    assert (last_step(finding).kind, last_step(finding).text) == (StepKind.OWNER, "อารี")
    assert assign(finding, None, officer).owner is None
    with nothing_changes():
        assign(finding, None, officer)


def test_only_central_officers_own_findings(finding: Finding, officer: Officer) -> None:
    outsider = OfficerFactory()
    with nothing_changes(), pytest.raises(FindingError) as refused:
        assign(finding, outsider, officer)
    assert refused.value.field == "owner"


def test_a_note_is_written_once_and_for_all(finding: Finding, officer: Officer) -> None:
    note = {"finding_id": finding.pk, "actor": person_of(officer)}
    step = deciding.add_note(text=" คุยกับกรม  แล้ว ", **note)
    assert (step.kind, step.text, step.by) == (
        StepKind.NOTE,
        "คุยกับกรม แล้ว",
        f"officer {officer.pk} วิภา นักวิเคราะห์",
    )
    assert AuditEntry.objects.get(verb="note_finding").detail["text"] == "คุยกับกรม แล้ว"
    for text in (" ", "ก" * (LONGEST_NOTE + 1)):
        with nothing_changes(), pytest.raises(FindingError):
            deciding.add_note(text=text, **note)


def judge(pair: Finding, officer: Officer, verdict: Verdict, reason: str = "") -> Finding:
    pair.refresh_from_db()
    return deciding.judge_pair(
        finding_id=pair.pk,
        verdict=verdict,
        reason=reason,
        seen=pair.version,
        officer=officer,
        actor=person_of(officer),
    )


@pytest.fixture
def pair() -> Finding:
    return pair_about(standard_manual().procedure, standard_manual().procedure)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.SAME, State.TAKEN),
        (Verdict.DIFFERENT, State.NO_PROBLEM),
        (Verdict.LATER, State.SEEN),
    ],
)
def test_a_verdict_moves_the_pair_and_merges_nothing(
    pair: Finding, officer: Officer, verdict: Verdict, state: State
) -> None:
    before = list(pair.procedure.manuals.values())
    judged = judge(pair, officer, verdict, "คนละกฎหมาย")
    assert (judged.verdict, judged.state) == (verdict, state)
    assert last_step(pair).text == f"{verdict.label}: คนละกฎหมาย"
    assert list(pair.procedure.manuals.values()) == before


def test_what_was_put_off_can_be_put_off_again_and_then_judged(
    pair: Finding, officer: Officer
) -> None:
    judge(pair, officer, Verdict.LATER)
    judge(pair, officer, Verdict.LATER, "รอกรม")
    assert (last_step(pair).kind, last_step(pair).text) == (StepKind.NOTE, "ไว้ตัดสินทีหลัง: รอกรม")
    assert judge(pair, officer, Verdict.SAME).state == State.TAKEN
    assert judge(pair, officer, Verdict.DIFFERENT).state == State.NO_PROBLEM


def test_a_closed_pair_and_another_finding_are_not_judged(
    pair: Finding, finding: Finding, officer: Officer
) -> None:
    judge(pair, officer, Verdict.DIFFERENT)
    for one in (pair, finding):
        with nothing_changes(), pytest.raises(FindingError, match="คู่นี้ปิดแล้ว"):
            judge(one, officer, Verdict.SAME)
