"""Publishing at a set time: once, by itself, and never what became wrong meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from infogo.editing.errors import EditingError
from infogo.editing.models import Draft, DraftState, Transition
from infogo.editing.services import workflow
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, ManualRevision, RuleSet
from infogo.upkeep.duties import DUTIES
from tests.editing.office import (
    ALL,
    AUTHOR,
    approve,
    audited,
    begun,
    everything,
    good_content,
    public_remark,
    soon,
    submitted,
    write,
)
from tests.factories import ACTOR, standard_manual
from tests.manuals.lint.law import LAW_OF_2558


def test_an_approved_draft_waits_for_its_time(manual: Manual) -> None:
    draft = approve(submitted(manual, **soon()))
    assert draft.state == DraftState.APPROVED
    assert workflow.publish_due() == 0
    assert public_remark(manual) == "เดิม"
    assert draft.publish_at is not None
    assert workflow.publish_due(draft.publish_at) == 1
    assert public_remark(manual) == "แก้แล้ว"
    assert workflow.publish_due(draft.publish_at) == 0
    assert audited()[-1] == ("system ระบบ", "draft-publish")
    assert ManualRevision.objects.get(draft=draft).author == "officer 1 อารี"
    assert "publish_due" in {duty.run.__name__ for duty in DUTIES}


def test_a_time_in_the_past_is_refused(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", remark="ใหม่")
    draft.refresh_from_db()
    before = everything()
    with pytest.raises(EditingError, match="ผ่านไปแล้ว"):
        workflow.submit_draft(
            draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL, publish_at=timezone.now()
        )
    assert everything() == before


def test_a_scheduled_draft_that_was_overtaken_goes_back_with_the_reason(manual: Manual) -> None:
    draft = approve(submitted(manual, **soon()))
    manuals.publish_standard(manual=manual, content=good_content(remark="แซง"), actor=ACTOR)
    assert draft.publish_at is not None
    assert workflow.publish_due(draft.publish_at) == 0
    draft.refresh_from_db()
    assert draft.state == DraftState.RETURNED
    assert public_remark(manual) == "แซง"
    step = Transition.objects.filter(draft=draft).last()
    assert step is not None
    assert "ฉบับใหม่เผยแพร่ไปแล้ว" in step.note
    assert [each.section for each in step.comments.all()] == ["remark"]


def test_a_law_that_changed_meanwhile_stops_a_scheduled_draft(manual: Manual, law: RuleSet) -> None:
    draft = approve(submitted(manual, remark="แนบสำเนาบัตรประชาชน", **soon()))
    lint = {**LAW_OF_2558["parameters"]["lint"], "no-complaint-channel": {
        "severity": "blocking", "law": "กฎหมายใหม่"}}  # fmt: skip
    law.parameters = {**LAW_OF_2558["parameters"], "lint": lint}
    law.save()
    assert draft.publish_at is not None
    assert workflow.publish_due(draft.publish_at) == 0
    draft.refresh_from_db()
    assert draft.state == DraftState.RETURNED
    assert [each.section for each in draft.comments.all()] == ["complaints"]


def test_one_draft_that_fails_does_not_hold_up_the_others(manual: Manual) -> None:
    other = standard_manual(content=good_content(remark="เดิม"))
    first, second = approve(submitted(manual, **soon())), approve(submitted(other, **soon()))
    manuals.publish_standard(manual=manual, content=good_content(remark="แซง"), actor=ACTOR)
    assert second.publish_at is not None
    assert workflow.publish_due(second.publish_at) == 1
    first.refresh_from_db()
    assert first.state == DraftState.RETURNED
    assert public_remark(other) == "แก้แล้ว"


def test_nor_does_one_with_which_nobody_reckoned(
    manual: Manual, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = standard_manual(content=good_content(remark="เดิม"))
    first, second = approve(submitted(manual, **soon())), approve(submitted(other, **soon()))
    check = workflow._checked

    def broken(draft: Draft) -> Any:
        if draft.pk == first.pk:
            raise KeyError("a section of an older release")
        return check(draft)

    monkeypatch.setattr(workflow, "_checked", broken)
    assert second.publish_at is not None
    assert workflow.publish_due(second.publish_at) == 1
    first.refresh_from_db()
    assert first.state == DraftState.APPROVED
    assert public_remark(other) == "แก้แล้ว"
