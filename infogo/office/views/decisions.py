"""Deciding about drafts for an agency: what waits, and one draft with all that it needs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.editing.errors import EditingError
from infogo.editing.models import DraftState
from infogo.manuals.services import ManualRuleError
from infogo.office.pages import decide, waiting
from infogo.workspace.deciding import decided
from infogo.workspace.deciding_forms import DecisionForm
from infogo.workspace.decision import commentable, decide_page
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needing(Act.APPROVE_MANUAL)
def approvals(request: OfficeRequest) -> HttpResponse:
    """List the drafts that wait in her agencies."""
    asked = request.GET
    page = waiting.approvals_page(request.rights, asked.get("state", ""), asked.get("page", ""))
    return render(request, "office/approvals.html", {"page": page})


@form_page
@needing(Act.APPROVE_MANUAL, Act.REVIEW)
def draft_decide(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show one draft with all that a decision needs; a POST approves it or sends it back."""
    rights = request.rights
    if request.method != "POST" and _is_for_centre(request, draft_id):
        return redirect("central:review", draft_id)
    draft = get_object_or_404(decide.decidable(rights), pk=draft_id)
    form = DecisionForm(request.POST or None, sections=commentable(draft))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, decided(rights, draft, form))
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
            draft = decide.decidable(rights).get(pk=draft_id)
        else:
            return redirect("office:approvals")
    is_aside = request.GET.get("view") == "aside"
    page = decide_page(rights, draft, decide.place_of(rights, draft), is_aside=is_aside)
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "office/draft_decide.html", context, status=status)


def _is_for_centre(request: OfficeRequest, draft_id: int) -> bool:
    """Whether she reviews this draft for the central agency, which does so in its own face."""
    reviewed = request.rights.manuals(Act.REVIEW)
    return reviewed.filter(drafts=draft_id, drafts__state=DraftState.IN_REVIEW).exists()
