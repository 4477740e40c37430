"""คุณบอก เราปรับ: tell citizens what was changed, and take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.core.written import asked_words
from infogo.manuals.selectors import in_use
from infogo.office.pages import rating_improvements as pages
from infogo.office.rating_forms import ImprovementForm
from infogo.ratings.errors import RatingError
from infogo.ratings.services import publish_improvement, withdraw_improvement
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])
handlers = needing(Act.HANDLE_FEEDBACK)


@require_safe
@handlers
def improvements(request: OfficeRequest) -> HttpResponse:
    """List what citizens were told."""
    page = pages.improvements_page(request.rights)
    return render(request, "office/ratings/improvements.html", {"page": page})


@require_safe
@handlers
def choose_manual(request: OfficeRequest) -> HttpResponse:
    """Choose the manual in which something was changed."""
    page = pages.choosing_page(request.rights, asked_words(request.GET.get("q")))
    return render(request, "office/ratings/improvement_manual.html", {"page": page})


@form_page
def improvement_new(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Write what people said and what was changed."""
    hers = in_use(request.rights.manuals(Act.HANDLE_FEEDBACK))
    with_names = hers.select_related("procedure", "agency", "standard")
    manual = get_object_or_404(with_names, pk=manual_id)
    page = pages.writing_page(manual)
    sent = request.POST if request.method == "POST" else None
    form = ImprovementForm(sent, editions=page.editions)
    if request.method == "POST" and form.is_valid():
        try:
            publish_improvement(
                agency_id=manual.agency_id,
                manual_id=manual.pk,
                theme=form.cleaned_data["theme"],
                change=form.cleaned_data["change"],
                revision_number=form.cleaned_data["revision"] or None,
                rights=request.rights,
            )
        except RatingError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "เผยแพร่แล้ว ประชาชนเห็นในหน้าคะแนนของคู่มือนี้")
            return redirect("office:improvements")
    context = {"page": page, "form": form}
    status = form_status(form, "")
    return render(request, "office/ratings/improvement_new.html", context, status=status)


@require_POST
def withdraw(request: OfficeRequest, improvement_id: int) -> HttpResponse:
    """Take back what citizens were told."""
    hers = pages.improvements_to_handle(request.rights)
    found = get_object_or_404(hers, pk=improvement_id)
    try:
        withdraw_improvement(improvement_id=found.pk, rights=request.rights)
    except RatingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "ถอนแล้ว ประชาชนไม่เห็นเรื่องนี้อีก")
    return redirect("office:improvements")
