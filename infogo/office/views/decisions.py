"""Deciding about drafts: what waits, and one draft with all that a decision needs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.services import workflow
from infogo.manuals.services import ManualRuleError
from infogo.office.deciding_forms import RETURN, DecisionForm
from infogo.office.pages import decide, waiting
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])
DONE = {
    DraftState.PUBLISHED: "เผยแพร่แล้ว ประชาชนเห็นฉบับใหม่ทันที",
    DraftState.APPROVED: "อนุมัติแล้ว ระบบเผยแพร่เองเมื่อถึงเวลา",
    DraftState.IN_REVIEW: "อนุมัติแล้ว ส่งให้ส่วนกลางตรวจ",
}


@require_safe
@needing(Act.APPROVE_MANUAL)
def approvals(request: OfficeRequest) -> HttpResponse:
    """List the drafts that wait in her agencies."""
    asked = request.GET
    page = waiting.approvals_page(request.rights, asked.get("state", ""), asked.get("page", ""))
    return render(request, "office/approvals.html", {"page": page})


@require_safe
@needing(Act.REVIEW)
def reviews(request: OfficeRequest) -> HttpResponse:
    """List the drafts that wait for the central review."""
    asked = request.GET
    page = waiting.reviews_page(
        request.rights, asked.get("q", ""), asked.get("ministry", ""), asked.get("page", "")
    )
    return render(request, "office/reviews.html", {"page": page})


@form_page
@needing(Act.APPROVE_MANUAL, Act.REVIEW)
def draft_decide(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show one draft with all that a decision needs; a POST approves it or sends it back."""
    draft = get_object_or_404(decide.decidable(request.rights), pk=draft_id)
    form = DecisionForm(request.POST or None, sections=decide.commentable(draft))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, decided(request, draft, form))
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
            draft = decide.decidable(request.rights).get(pk=draft_id)
        else:
            return redirect("office:reviews" if is_review(draft) else "office:approvals")
    is_aside = request.GET.get("view") == "aside"
    page = decide.decide_page(request.rights, draft, is_aside=is_aside)
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "office/draft_decide.html", context, status=status)


def decided(request: OfficeRequest, draft: Draft, form: DecisionForm) -> str:
    """Approve, pass or return a draft as its form says; return what came of it.

    Raises:
        EditingError, ManualRuleError: as ``infogo.editing.services.workflow`` refuses.
    """
    given: Any = {
        "draft_id": draft.pk,
        "seen": form.cleaned_data["seen"],
        "actor": person_of(request.rights.officer),
        "may": OfficerMay(request.rights),
    }
    if form.cleaned_data["act"] == RETURN:
        workflow.return_draft(**given, comments=form.comments)
        return f"ส่ง “{draft.manual.procedure.name_th}” กลับให้ผู้เขียนแก้แล้ว"
    approve = workflow.pass_review if is_review(draft) else workflow.approve_draft
    moved = approve(**given)
    done = DONE[DraftState(moved.state)]
    return f"{done}: “{draft.manual.procedure.name_th}”"


def is_review(draft: Draft) -> bool:
    """Whether the central agency decides about this draft."""
    return draft.state == DraftState.IN_REVIEW
