"""Answering the central agency about a manual that it finds too slow."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.editing.may import person_of
from infogo.files.kinds import FileRefusedError
from infogo.files.serving import given
from infogo.inspection.errors import InspectionError, InspectionFieldError
from infogo.inspection.models import InspectionCase
from infogo.inspection.selectors import cases_of_agency, files_of_case, spoken_for
from infogo.inspection.services import answer_case
from infogo.office.inspection_forms import AnswerForm
from infogo.office.pages.inspections import inspection_page, inspections_page
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.EDIT_MANUAL, Act.APPROVE_MANUAL)
def inspections(request: OfficeRequest) -> HttpResponse:
    """List what the central agency asked about her agencies' manuals."""
    page = inspections_page(request.rights, request.GET.get("page", ""))
    return render(request, "office/inspections.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needing(Act.EDIT_MANUAL, Act.APPROVE_MANUAL)
def inspection(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Show one case; a POST answers it for the agency."""
    found = get_object_or_404(cases_of_agency(request.rights), pk=case_id)
    page = inspection_page(request.rights, found)
    form = AnswerForm(request, version=found.version)
    if request.method == "POST":
        if not spoken_for(request.rights).filter(pk=found.pk).exists():
            raise PermissionDenied
        if form.is_valid() and _answered(request, form, found):
            messages.success(request, "ส่งคำชี้แจงแล้ว ส่วนกลางได้รับแจ้ง")
            return redirect("office:inspection", found.pk)
    context = {"page": page, "form": form}
    return render(request, "office/inspection.html", context, status=form_status(form, ""))


@require_safe
def inspection_file(request: OfficeRequest, case_id: int, file_id: int) -> HttpResponse:
    """Answer a file of a case to the agency that it is about."""
    found = get_object_or_404(cases_of_agency(request.rights), pk=case_id)
    file = get_object_or_404(files_of_case(found.pk), pk=file_id)
    return given(request, file)


def _answered(request: OfficeRequest, form: AnswerForm, case: InspectionCase) -> bool:
    """Send the answer of a valid form, or add to the form why not."""
    try:
        answer_case(
            case_id=case.pk,
            text=form.cleaned_data["text"],
            says_fixed=form.cleaned_data["says_fixed"],
            uploads=form.cleaned_data["files"],
            seen=form.cleaned_data["seen"],
            actor=person_of(request.rights.officer),
        )
    except InspectionError as refusal:
        begin_anew(form, case.version)
        form.add_error(
            refusal.field if isinstance(refusal, InspectionFieldError) else None, str(refusal)
        )
        return False
    except FileRefusedError as refusal:
        form.add_error("files", str(refusal))
        return False
    return True
