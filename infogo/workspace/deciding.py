"""Doing what an approver or a central reviewer decided about a draft."""

from __future__ import annotations

from typing import Any

from infogo.accounts.perms import Rights
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.services import workflow
from infogo.workspace.deciding_forms import RETURN, DecisionForm

DONE = {
    DraftState.PUBLISHED: "เผยแพร่แล้ว ประชาชนเห็นฉบับใหม่ทันที",
    DraftState.APPROVED: "อนุมัติแล้ว ระบบเผยแพร่เองเมื่อถึงเวลา",
    DraftState.IN_REVIEW: "อนุมัติแล้ว ส่งให้ส่วนกลางตรวจ",
}


def decided(rights: Rights, draft: Draft, form: DecisionForm) -> str:
    """Approve, pass or return a draft as its valid form says; return what came of it.

    Raises:
        EditingError, ManualRuleError: as ``infogo.editing.services.workflow`` refuses.
    """
    given: Any = {
        "draft_id": draft.pk,
        "seen": form.cleaned_data["seen"],
        "actor": person_of(rights.officer),
        "may": OfficerMay(rights),
    }
    if form.cleaned_data["act"] == RETURN:
        workflow.return_draft(**given, comments=form.comments)
        return f"ส่ง “{draft.manual.procedure.name_th}” กลับให้ผู้เขียนแก้แล้ว"
    is_review = draft.state == DraftState.IN_REVIEW
    moved = (workflow.pass_review if is_review else workflow.approve_draft)(**given)
    done = DONE[DraftState(moved.state)]
    return f"{done}: “{draft.manual.procedure.name_th}”"
