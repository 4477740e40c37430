"""From draft to citizens: every step checked, audited and announced; every refusal harmless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.editing.errors import (
    EditingError,
    LockedError,
    MovedError,
    NotAllowedError,
    OwnDraftError,
    SubmissionRefusedError,
    WrongStateError,
)
from infogo.editing.models import Draft, DraftState, EditLock, SectionComment, Transition
from infogo.editing.services import drafts, workflow
from infogo.manuals import services as manuals
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, RevisionStatus, RuleSet
from infogo.manuals.part import Listing
from tests.editing.office import (
    ALL,
    AUTHOR,
    CENTRAL,
    COLLEAGUE,
    HEAD,
    NONE,
    OTHER_HEAD,
    Rights,
    approve,
    audited,
    begun,
    everything,
    good_content,
    new_manual,
    public_remark,
    soon,
    submitted,
    write,
)
from tests.factories import ACTOR, adoption, standard_manual
from tests.manuals.lint.law import LAW_OF_2558


def return_it(draft: Draft, **given: object) -> Draft:
    said = {"seen": draft.version, "comments": {"fees": "บอกให้ชัด"}, "actor": HEAD, "may": ALL}
    return workflow.return_draft(draft_id=draft.pk, **{**said, **given})  # type: ignore[arg-type]


def test_a_small_change_is_public_when_the_agency_approves(manual: Manual) -> None:
    draft = submitted(manual, note="แก้หมายเหตุ")
    assert (draft.state, draft.note) == (DraftState.SUBMITTED, "แก้หมายเหตุ")
    assert public_remark(manual) == "เดิม"
    done = approve(draft)
    assert done.state == DraftState.PUBLISHED
    assert public_remark(manual) == "แก้แล้ว"
    edition = ManualRevision.objects.get(draft=done)
    assert (edition.number, edition.author, edition.note) == (2, "officer 1 อารี", "แก้หมายเหตุ")
    assert edition.status == RevisionStatus.PUBLISHED
    assert edition.rule_set is not None
    assert verify_revisions(manual) is None


def test_every_transition_is_in_the_audit_trail_and_the_outbox(manual: Manual) -> None:
    draft = submitted(manual)
    return_it(draft)
    draft.refresh_from_db()
    write(draft, "remark", remark="แก้อีก")
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    draft.refresh_from_db()
    approve(draft)
    assert audited()[1:] == [
        ("officer 1 อารี", "draft-begin"),
        ("officer 1 อารี", "edit"),
        ("officer 1 อารี", "draft-submit"),
        ("officer 3 จันทร์", "draft-return"),
        ("officer 1 อารี", "draft-submit"),
        ("officer 3 จันทร์", "publish"),
        ("officer 3 จันทร์", "draft-approve"),
    ]
    steps = Transition.objects.values_list("verb", "from_state", "to_state", "actor_name")
    assert list(steps) == [
        ("begin", "", "draft", "อารี"),
        ("submit", "draft", "submitted", "อารี"),
        ("return", "submitted", "returned", "จันทร์"),
        ("submit", "returned", "submitted", "อารี"),
        ("approve", "submitted", "published", "จันทร์"),
    ]
    assert OutboxEvent.objects.filter(topic="draft", object_id=draft.pk).count() == 5
    assert audit.verify() is None


def test_nobody_approves_what_she_wrote_whatever_her_rights(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", COLLEAGUE, remark="ก")
    EditLock.objects.all().delete()
    write(draft, "reference_name", reference_name="ข")
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    draft.refresh_from_db()
    before = everything()
    for author in (AUTHOR, COLLEAGUE):
        with pytest.raises(OwnDraftError, match="อนุมัติเองไม่ได้"):
            approve(draft, author)
    assert everything() == before


def test_changed_steps_of_a_standard_pass_the_central_agency(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "documents", documents={"state": "none", "items": []})
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    draft.refresh_from_db()
    reviewed = approve(draft)
    assert reviewed.state == DraftState.IN_REVIEW
    before = everything()
    for refused, actor, rights in (
        (OwnDraftError, AUTHOR, ALL),
        (NotAllowedError, CENTRAL, Rights(review=False)),
        (WrongStateError, HEAD, ALL),
    ):
        seen = reviewed.version - (actor is HEAD)
        with pytest.raises(refused):
            workflow.pass_review(draft_id=draft.pk, seen=seen, actor=actor, may=rights)
    assert everything() == before
    done = workflow.pass_review(
        draft_id=draft.pk, seen=reviewed.version, actor=CENTRAL, may=Rights(approve=False)
    )
    assert done.state == DraftState.PUBLISHED


def test_a_first_edition_passes_the_central_agency_and_a_local_one_does_not(
    manual: Manual,
) -> None:
    first = drafts.begin_draft(manual=new_manual(), copy_of=manual, actor=AUTHOR, may=ALL)
    sent = workflow.submit_draft(draft_id=first.pk, seen=first.version, actor=AUTHOR, may=ALL)
    assert approve(sent).state == DraftState.IN_REVIEW
    local = begun(adoption(manual))
    write(local, "documents", documents={"state": "none", "items": []})
    local.refresh_from_db()
    sent = workflow.submit_draft(draft_id=local.pk, seen=local.version, actor=AUTHOR, may=ALL)
    assert approve(sent).state == DraftState.PUBLISHED


def test_rules_decide_what_the_central_agency_sees(manual: Manual, law: RuleSet) -> None:
    law.parameters = {
        **LAW_OF_2558["parameters"], "central_review": {"local_sections": ["remark"]}
    }  # fmt: skip
    law.save()
    assert approve(submitted(adoption(manual))).state == DraftState.IN_REVIEW
    assert approve(submitted(manual)).state == DraftState.PUBLISHED


def test_rules_bite_at_submission_and_say_where(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "fees", fees={"state": "unknown", "items": []})
    write(draft, "documents", documents={"state": "listed", "items": [
        {"group": "identity_state", "name": "สำเนาทะเบียนบ้าน"}, {"group": "x", "name": "โฉนด"},
    ]})  # fmt: skip
    draft.refresh_from_db()
    EditLock.objects.all().delete()
    before = everything()
    with pytest.raises(SubmissionRefusedError, match="แก้ 2 จุด") as refused:
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert [found.path for found in refused.value.findings] == ["documents.1.group", "fees"]
    assert everything() == before
    write(draft, "documents", documents={"state": "listed", "items": [
        {"group": "identity_state", "name": "สำเนาทะเบียนบ้าน"},
    ]})  # fmt: skip
    draft.refresh_from_db()
    with pytest.raises(SubmissionRefusedError) as refused:
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert [found.rule for found in refused.value.findings] == [
        "copy-of-state-document",
        "fees-unsaid",
    ]


def test_a_local_manual_is_not_stopped_by_what_the_standard_lacks() -> None:
    poor = standard_manual(content=good_content(fees=Listing()))
    draft = submitted(adoption(poor))
    assert draft.state == DraftState.SUBMITTED


def test_a_draft_that_changes_nothing_is_not_submitted(manual: Manual) -> None:
    for each in (manual, adoption(manual)):
        draft = begun(each)
        before = everything()
        with pytest.raises(EditingError, match="ไม่ต่างจากฉบับที่เผยแพร่"):
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
        assert everything() == before


def test_without_rules_in_force_nothing_is_submitted(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", remark="ใหม่")
    draft.refresh_from_db()
    RuleSet.objects.update(effective_from=timezone.localdate() + timedelta(days=9))
    before = everything()
    with pytest.raises(EditingError, match="ชุดกฎ"):
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert everything() == before


def test_nobody_submits_under_the_hands_of_another(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", COLLEAGUE, remark="กำลังเขียน")
    draft.refresh_from_db()
    before = everything()
    with pytest.raises(LockedError, match="บุญมี"):
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert everything() == before


def test_a_returned_draft_carries_comments_that_the_next_submission_settles(
    manual: Manual,
) -> None:
    draft = return_it(
        submitted(manual), comments={"fees": " บอกให้ชัด ", "steps": "", "remark": "สั้นลง"}
    )
    assert draft.state == DraftState.RETURNED
    comments = SectionComment.objects.filter(draft=draft)
    assert [(each.section, each.text, each.transition.actor_name) for each in comments] == [
        ("fees", "บอกให้ชัด", "จันทร์"),
        ("remark", "สั้นลง", "จันทร์"),
    ]
    write(draft, "remark", remark="สั้น")
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert not SectionComment.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"comments": {}}, EditingError),
        ({"comments": {"fees": "  "}}, EditingError),
        ({"comments": {"nonsense": "x"}}, EditingError),
        ({"may": Rights(approve=False)}, NotAllowedError),
        ({"seen": 1}, WrongStateError),
    ],
)
def test_returning_needs_a_reason_a_right_and_a_fresh_look(
    manual: Manual, given: dict[str, object], refused: type[Exception]
) -> None:
    draft = submitted(manual)
    before = everything()
    with pytest.raises(refused):
        return_it(draft, **given)
    assert everything() == before


def test_the_author_takes_a_waiting_draft_back(manual: Manual) -> None:
    draft = submitted(manual, **soon())
    back = workflow.withdraw_submission(
        draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL
    )
    assert (back.state, back.publish_at) == (DraftState.DRAFT, None)
    before = everything()
    with pytest.raises(WrongStateError, match="กำลังแก้"):
        approve(draft)
    assert everything() == before


def steps_on(draft: Draft) -> dict[str, Callable[[], object]]:
    given = {"draft_id": draft.pk, "seen": draft.version, "actor": OTHER_HEAD, "may": NONE}
    return {
        "submit": lambda: workflow.submit_draft(**given),  # type: ignore[arg-type]
        "take back": lambda: workflow.withdraw_submission(**given),  # type: ignore[arg-type]
        "approve": lambda: workflow.approve_draft(**given),  # type: ignore[arg-type]
        "pass": lambda: workflow.pass_review(**given),  # type: ignore[arg-type]
        "return": lambda: workflow.return_draft(**given, comments={"fees": "x"}),  # type: ignore[arg-type]
        "discard": lambda: drafts.discard_draft(**given),  # type: ignore[arg-type]
    }


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "approved", "returned"])
def test_without_rights_no_step_is_possible_from_any_state(manual: Manual, state: str) -> None:
    draft = submitted(manual, **soon())
    Draft.objects.filter(pk=draft.pk).update(state=state)
    before = everything()
    for name, step in steps_on(draft).items():
        with pytest.raises((NotAllowedError, WrongStateError)):
            step()
        assert everything() == before, name


def test_an_unknown_draft_is_refused_in_words() -> None:
    with pytest.raises(WrongStateError, match="ไม่มีร่างนี้แล้ว"):
        workflow.approve_draft(draft_id=999, seen=1, actor=HEAD, may=ALL)


def test_an_approver_does_not_overwrite_an_edition_she_never_saw(manual: Manual) -> None:
    draft = submitted(manual)
    manuals.publish_standard(manual=manual, content=good_content(remark="แซง"), actor=ACTOR)
    before = everything()
    with pytest.raises(MovedError) as refused:
        approve(draft)
    assert refused.value.sections == ("remark",)
    assert everything() == before


def test_a_local_draft_is_stopped_only_by_a_change_where_it_writes(manual: Manual) -> None:
    elsewhere, same_place = submitted(adoption(manual)), submitted(adoption(manual))
    manuals.publish_standard(
        manual=manual, content=good_content(remark="เดิม", reference_name="ใหม่"), actor=ACTOR
    )
    assert approve(elsewhere).state == DraftState.PUBLISHED
    manuals.publish_standard(manual=manual, content=good_content(remark="มาตรฐานใหม่"), actor=ACTOR)
    before = everything()
    with pytest.raises(MovedError, match="หมายเหตุ") as refused:
        approve(same_place)
    assert refused.value.sections == ("remark",)
    assert everything() == before


def test_publishing_a_local_draft_keeps_the_chain_and_the_local_sections(manual: Manual) -> None:
    local = adoption(manual)
    approve(submitted(local))
    local.refresh_from_db()
    assert local.overridden_sections == ["remark"]
    assert local.status == ManualStatus.PUBLISHED
    assert LocalOverrides.model_validate(local.current.content).remark == "แก้แล้ว"
    assert verify_revisions(local) is None


def test_a_sample_is_no_sample_any_more_once_it_asks_for_no_copies() -> None:
    bad = {"state": "listed", "items": [{"group": "identity_state", "name": "บัตรประจำตัวประชาชน",
                                         "copies": 1, "is_state_issued": True}]}  # fmt: skip
    content = ManualContent.model_validate(
        {**good_content().model_dump(), "documents": bad, "is_bad_example": True}
    )
    manual = standard_manual(content=content)
    draft = begun(manual)
    good = {**bad["items"][0], "copies": 0}  # type: ignore[dict-item]
    write(draft, "documents", documents={"state": "listed", "items": [good]})
    draft.refresh_from_db()
    sent = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    sent = approve(sent)
    workflow.pass_review(draft_id=draft.pk, seen=sent.version, actor=CENTRAL, may=ALL)
    manual.refresh_from_db()
    assert not ManualContent.model_validate(manual.current.content).is_bad_example
    assert not manual.facts.asks_copies


@pytest.mark.parametrize("broken", ["announce", "note_step"])
def test_a_failure_on_the_way_undoes_the_whole_step(
    manual: Manual, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    draft = submitted(manual)
    before = everything()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(f"infogo.editing.services.steps.{broken}", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        approve(draft)
    assert everything() == before
    assert AuditEntry.objects.filter(verb="publish").count() == 1
