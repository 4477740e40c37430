"""What an adopting agency decides when its standard manual changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.editing.addresses import draft_page
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.tasks import decide_sections
from infogo.editing.standard_changes import change_to_decide
from infogo.office.deciding_forms import StandardChangeForm
from infogo.office.pages import standard_changes as pages
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.EDIT_MANUAL)
def standard_changes(request: OfficeRequest) -> HttpResponse:
    """List what her manuals' agencies must decide."""
    page = pages.tasks_page(request.rights, request.GET.get("page", ""))
    return render(request, "office/standard_changes.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needing(Act.EDIT_MANUAL)
def standard_change(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Compare old standard, new standard and own text; a POST makes the draft that decides."""
    manuals = request.rights.manuals(Act.EDIT_MANUAL).select_related("procedure", "agency")
    manual = get_object_or_404(manuals, pk=manual_id)
    change = change_to_decide(manual)
    sections = [choice.section for choice in change.choices] if change else []
    form = StandardChangeForm(request.POST or None, sections=sections)
    problem = pages.NOTHING_LEFT if request.method == "POST" and change is None else ""
    if request.method == "POST" and change is not None and form.is_valid():
        try:
            draft = decide_sections(
                manual=manual,
                accept=form.accepted,
                actor=person_of(request.rights.officer),
                may=OfficerMay(request.rights),
                seen=form.cleaned_data["seen"],
            )
        except EditingError as refusal:
            problem, change = str(refusal), change_to_decide(manual)
        else:
            messages.success(request, "บันทึกการตัดสินใจเป็นร่างแล้ว ตรวจแล้วส่งขออนุมัติ")
            return redirect(draft_page(draft.pk))
    page = pages.standard_change_page(manual, change)
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "office/standard_change.html", context, status=status)
