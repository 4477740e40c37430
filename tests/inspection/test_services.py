"""A case from its flag to its end: who is told, what is refused, what is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from infogo.accounts.models import Letter, Notice
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from infogo.editing.services import workflow
from infogo.files.models import FileUse, StoredFile
from infogo.files.services import sweep_files
from infogo.inspection import evidence, services
from infogo.inspection.errors import InspectionError, InspectionFieldError
from infogo.inspection.models import CasePaper, CaseStep, InspectionCase
from infogo.inspection.states import (
    MOVES,
    OUTCOMES,
    CaseState,
    Outcome,
    Verb,
    outcomes_of,
    verbs_of_centre,
)
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.editing.office import ALL, AUTHOR, approve, begun, submitted, write
from tests.factories import ACTOR, GrantFactory, OfficerFactory, standard_manual
from tests.files.samples import pdf, savepoints_held, upload
from tests.inspection.making import (
    REVIEWER,
    answered,
    asked,
    closed,
    flagged,
    officer_of,
    overdue,
    person,
    slow_content,
)
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


@pytest.fixture
def manual(db: None) -> Manual:
    enact()
    return standard_manual(content=slow_content(), name_th="ขออนุญาตตัวอย่าง")


def propose(case: InspectionCase) -> CasePaper:
    return services.propose_to_cabinet(
        case_id=case.pk,
        opinion="นานกว่ามาตรฐาน",
        proposal="ลดเหลือ 29 วันทำการ",
        seen=case.version,
        actor=REVIEWER,
    )


class TestOpening:
    def test_the_evidence_of_the_moment_is_kept(self, manual: Manual) -> None:
        case = flagged(manual)
        before = case.evidence
        manuals.publish_standard(manual=manual, content=slow_content(10), actor=ACTOR)
        case.refresh_from_db()
        assert case.evidence == before
        assert before["total"] == "40 วันทำการ"
        assert [step["is_over"] for step in before["steps"]] == [True]
        assert case.edition is not None
        assert case.edition.content_hash == before["edition_hash"]

    def test_a_second_one_is_refused_until_the_first_is_closed(self, manual: Manual) -> None:
        first = flagged(manual)
        with nothing_changes(), pytest.raises(InspectionError, match="ยังไม่ปิด"):
            flagged(manual)
        closed(first)
        assert flagged(manual).pk != first.pk

    @pytest.mark.parametrize("reason", ["", "  \n", "\x00", "ก" * 4001])
    def test_a_reason_is_needed(self, manual: Manual, reason: str) -> None:
        with nothing_changes(), pytest.raises(InspectionFieldError):
            flagged(manual, reason=reason)

    def test_nothing_that_citizens_cannot_read_is_flagged(self, manual: Manual) -> None:
        Manual.objects.filter(pk=manual.pk).update(status="withdrawn")
        with nothing_changes(), pytest.raises(InspectionError, match="ไม่มีฉบับที่เผยแพร่"):
            flagged(manual)

    def test_a_draft_in_review_is_flagged_where_it_is(self, manual: Manual) -> None:
        draft = begun(manual)
        values = slow_content(60).model_dump(mode="json")
        write(draft, "steps", **{name: values[name] for name in ("steps", "total", "total_basis")})
        draft.refresh_from_db()
        with pytest.raises(InspectionError, match="ไม่ได้รอส่วนกลางตรวจ"):
            flagged(manual, draft_id=draft.pk)
        waiting = approve(
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
        )
        case = flagged(manual, draft_id=waiting.pk)
        assert case.evidence["total"] == "60 วันทำการ"
        assert len(case.evidence["draft_digest"]) == 64
        waiting.refresh_from_db()
        assert waiting.state == "in_review"


class TestAsking:
    def test_the_agencys_officers_get_a_notice_and_a_letter(self, manual: Manual) -> None:
        head = officer_of(manual, wants_letters=False)
        editor = officer_of(manual, Role.MANUAL_EDITOR)
        central = OfficerFactory()
        GrantFactory(officer=central, role=Role.CENTRAL_ADMIN, agency=None)
        case = asked(flagged(manual))
        told = Notice.objects.filter(path=f"/office/inspections/{case.pk}")
        assert {notice.officer for notice in told} == {head, editor}
        letters = Letter.objects.all()
        assert {letter.to for letter in letters} == {head.email, editor.email}
        assert all("เหตุใดคณะกรรมการใช้เวลา 40 วันทำการ" in letter.body for letter in letters)
        assert all("มาตรา 7 วรรคสาม" in letter.body for letter in letters)

    @pytest.mark.parametrize("days", [0, -1, 366])
    def test_the_day_must_be_usable(self, manual: Manual, days: int) -> None:
        case = flagged(manual)
        with nothing_changes(), pytest.raises(InspectionFieldError, match="วันครบกำหนด"):
            asked(case, days=days)

    def test_asking_again_gives_more_time(self, manual: Manual) -> None:
        case = asked(overdue(asked(flagged(manual))), days=30)
        assert case.due_on == bangkok_now().date() + timedelta(days=30)
        assert not case.is_overdue(bangkok_now().date())


class TestAnswering:
    def test_whoever_asked_is_told_and_files_are_kept(self, manual: Manual) -> None:
        reviewer = OfficerFactory()
        GrantFactory(officer=reviewer, role=Role.CENTRAL_REVIEWER, agency=None)
        other = OfficerFactory()
        GrantFactory(officer=other, role=Role.CENTRAL_REVIEWER, agency=None)
        case = asked(flagged(manual, person(reviewer)), actor=person(reviewer))
        answered(case, uploads=[upload(pdf(), "รายงาน.pdf"), upload(pdf(), "รายงาน.pdf")])
        told = Notice.objects.filter(path=f"/central/cases/{case.pk}", read_at=None)
        assert [notice.officer for notice in told] == [reviewer]
        (file,) = StoredFile.objects.all()
        assert file.published_at is None
        assert FileUse.objects.filter(file=file, holder="inspection").exists()
        StoredFile.objects.update(uploaded_at=bangkok_now() - timedelta(days=60))
        sweep_files()
        assert StoredFile.objects.exists()

    def test_nobody_waits_for_the_database_while_its_files_are_put_away(
        self, manual: Manual, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held = savepoints_held(monkeypatch)
        case = asked(flagged(manual))
        answered(case, uploads=[upload(pdf(), "หนึ่ง.pdf"), upload(pdf(), "สอง.pdf")])
        assert held == [0, 0]
        with nothing_changes(), pytest.raises(InspectionError, match="หลังจากคุณเปิด"):
            answered(case, uploads=[upload(pdf(), "สาม.pdf")])
        assert len(held) == 2, "what is refused anyhow is not put away"

    def test_what_is_said_to_be_mended_must_be(self, manual: Manual) -> None:
        case = asked(flagged(manual))
        with nothing_changes(), pytest.raises(InspectionFieldError, match="ยังไม่มีร่างหรือฉบับใหม่"):
            answered(case, says_fixed=True)
        draft = begun(manual)
        step = answered(case, says_fixed=True).steps.get(verb=Verb.ANSWER)
        assert (step.draft, step.edition) == (draft, None)

    def test_a_new_edition_is_named(self, manual: Manual) -> None:
        case = asked(flagged(manual))
        edition = manuals.publish_standard(manual=manual, content=slow_content(20), actor=ACTOR)
        step = answered(case, says_fixed=True).steps.get(verb=Verb.ANSWER)
        assert (step.draft, step.edition) == (None, edition)

    def test_too_many_files_are_refused(self, manual: Manual) -> None:
        case = asked(flagged(manual))
        many = [upload(pdf(), f"{number}.pdf") for number in range(6)]
        with nothing_changes(), pytest.raises(InspectionFieldError, match="ไม่เกิน 5 ไฟล์"):
            answered(case, uploads=many)


class TestEnding:
    def test_fixed_needs_a_new_edition(self, manual: Manual) -> None:
        case = answered(asked(flagged(manual)))
        with nothing_changes(), pytest.raises(InspectionFieldError, match="ฉบับใหม่"):
            closed(case, Outcome.FIXED)
        manuals.publish_standard(manual=manual, content=slow_content(20), actor=ACTOR)
        done = closed(case, Outcome.FIXED)
        assert (done.state, done.outcome) == (CaseState.CLOSED, Outcome.FIXED)

    def test_outcomes_follow_the_table(self, manual: Manual) -> None:
        case = flagged(manual)
        refused = set(Outcome) - set(outcomes_of(case.state))
        assert refused
        for outcome in refused:
            with nothing_changes(), pytest.raises(InspectionFieldError):
                closed(case, outcome)

    def test_the_agency_is_told_only_of_what_it_was_asked(self, manual: Manual) -> None:
        officer = officer_of(manual)
        closed(flagged(manual))
        assert not Notice.objects.filter(officer=officer).exists()
        case = closed(asked(flagged(manual)))
        newest = Notice.objects.filter(officer=officer).first()
        assert newest is not None
        assert newest.path == f"/office/inspections/{case.pk}"
        assert "ปิดเรื่อง" in newest.text

    def test_a_paper_waits_for_an_answer_or_the_day(self, manual: Manual) -> None:
        case = asked(flagged(manual))
        with nothing_changes(), pytest.raises(InspectionError, match="ยังมีเวลาชี้แจง"):
            propose(case)
        first = propose(overdue(case))
        case.refresh_from_db()
        second = propose(case)
        assert (first.number, second.number) == (1, 2)
        case.refresh_from_db()
        assert closed(case, Outcome.RESOLVED).outcome == Outcome.RESOLVED


class TestSteps:
    def test_every_step_is_audited_in_order(self, manual: Manual) -> None:
        case = answered(asked(flagged(manual)))
        propose(case)
        case.refresh_from_db()
        closed(case)
        lines = AuditEntry.objects.filter(target="inspection_case", target_id=case.pk)
        verbs = [line.verb for line in lines.order_by("number")]
        assert verbs == ["case-flag", "case-ask", "case-answer", "case-propose", "case-close"]
        assert list(CaseStep.objects.values_list("verb", flat=True)) == [
            verb.removeprefix("case-") for verb in verbs
        ]

    def test_nobody_decides_about_another_version_than_she_saw(self, manual: Manual) -> None:
        case = flagged(manual)
        asked(InspectionCase.objects.get(pk=case.pk))
        with nothing_changes(), pytest.raises(InspectionError, match="หลังจากคุณเปิดหน้านี้"):
            asked(case)

    def test_a_closed_case_stays_closed(self, manual: Manual) -> None:
        case = closed(flagged(manual))
        with nothing_changes():
            for step in (asked, answered, closed, propose):
                with pytest.raises(InspectionError, match="ปิดเรื่องแล้ว"):
                    step(case)

    def test_the_tables_agree(self) -> None:
        for state in CaseState:
            for verb in verbs_of_centre(state, is_overdue=True):
                assert state in MOVES[verb].sources
            assert bool(outcomes_of(state)) == (
                Verb.CLOSE in verbs_of_centre(state, is_overdue=False)
            )
        assert set(OUTCOMES) == set(Outcome)
        assert Verb.PROPOSE not in verbs_of_centre(CaseState.ASKED, is_overdue=False)


def test_a_draft_elsewhere_is_no_mending(manual: Manual) -> None:
    case = asked(flagged(manual))
    submitted(standard_manual(content=slow_content()))
    with pytest.raises(InspectionFieldError, match="ยังไม่มีร่าง"):
        answered(case, says_fixed=True)


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522", "45 วัน ตาม พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522"),
        ("พระราชบัญญัติโรงงาน พ.ศ. 2535", "45 วัน ตามพระราชบัญญัติโรงงาน พ.ศ. 2535"),
        ("", "45 วัน ตามกฎหมายที่กำหนด"),
    ],
)
def test_a_limit_names_its_law_as_thai_writes_it(law: str, said: str) -> None:
    assert evidence.by_law("45 วัน", law) == said
