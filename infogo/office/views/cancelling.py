"""Ending a manual and taking it up again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from infogo.accounts.roles import Act
from infogo.editing.addresses import manual_page
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.cancelling import cancel_manual, reopen_manual
from infogo.manuals.models import Manual
from infogo.manuals.services import ManualRuleError
from infogo.office.deciding_forms import CancelForm, ReopenForm
from infogo.office.pages import cancelling as pages
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])
SEARCH, REVIEW, CONFIRM = "search", "review", "confirm"


@form_page
@needing(Act.APPROVE_MANUAL)
def cancel(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Ask for reason and successor, show the consequences, then end the manual."""
    manual = _manual(request, manual_id)
    step = request.POST.get("step", "")
    form = CancelForm(request.POST or None)
    problem, is_review = "", False
    if step in {REVIEW, CONFIRM} and form.is_valid():
        problem = cancelled(request, manual, form) if step == CONFIRM else ""
        if step == CONFIRM and not problem:
            messages.success(request, f"ยกเลิกคู่มือ “{manual.procedure.name_th}” แล้ว")
            return redirect(manual_page(manual.pk))
        is_review = not problem
    page = pages.cancel_page(manual, **form.choice, is_review=is_review)
    name = "office/manual_cancel_review.html" if is_review else "office/manual_cancel.html"
    # A search keeps what was typed so far and complains about nothing.
    shown = CancelForm(initial=request.POST.dict()) if step == SEARCH else form
    context = {"page": page, "form": shown, "problem": problem}
    return render(request, name, context, status=422 if problem or shown.errors else 200)


def cancelled(request: OfficeRequest, manual: Manual, form: CancelForm) -> str:
    """End the manual; return what is wrong, or nothing."""
    chosen = form.cleaned_data["successor"]
    successor = pages.successor_of(manual, chosen)
    if chosen and successor is None:
        return "กระบวนงานที่เลือกใช้แทนไม่ได้แล้ว เลือกกระบวนงานอื่น"
    try:
        cancel_manual(
            manual=manual,
            reason=form.cleaned_data["reason"],
            successor=successor,
            instead=form.cleaned_data["instead"],
            actor=person_of(request.rights.officer),
            may=OfficerMay(request.rights),
        )
    except (EditingError, ManualRuleError) as refusal:
        return str(refusal)
    return ""


@form_page
@needing(Act.APPROVE_MANUAL)
def reopen(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Take a cancelled manual up again, with a reason."""
    manual = _manual(request, manual_id)
    form = ReopenForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            reopen_manual(
                manual=manual,
                reason=form.cleaned_data["reason"],
                actor=person_of(request.rights.officer),
                may=OfficerMay(request.rights),
            )
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"เปิดใช้คู่มือ “{manual.procedure.name_th}” อีกครั้งแล้ว")
            return redirect(manual_page(manual.pk))
    context = {"page": pages.reopen_page(manual), "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "office/manual_reopen.html", context, status=status)


def _manual(request: OfficeRequest, manual_id: int) -> Manual:
    manuals = request.rights.manuals(Act.APPROVE_MANUAL).select_related("procedure", "agency")
    return get_object_or_404(manuals, pk=manual_id)
