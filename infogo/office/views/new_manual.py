"""Beginning a manual: adopting a standard one, from a copy, or as a new procedure."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.agencies.models import Agency
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.drafts import adopt_manual, begin_draft, create_procedure
from infogo.manuals.models import Manual
from infogo.manuals.services import ManualRuleError
from infogo.office.pages import new_manual as pages
from infogo.office.views.reach import for_writers
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_writers
def choose(request: OfficeRequest) -> HttpResponse:
    """Choose the agency, then what it adopts, or a new procedure."""
    page = pages.choose_page(request.rights, request.GET)
    return render(request, "office/manual_new.html", {"page": page})


@form_page
@for_writers
def adopt(request: OfficeRequest, procedure_id: int) -> HttpResponse:
    """Show what an adoption will be; a POST makes it, and a draft where she wants to write."""
    data = request.POST if request.method == "POST" else request.GET
    agency = _agency(request)
    standards = pages.adoptable(agency).select_related("procedure__owner")
    standard = get_object_or_404(standards, procedure=procedure_id)
    page, problem = pages.adopt_page(agency, standard), ""
    if request.method == "POST":
        try:
            return _adopted(request, standard, agency, begins=data.get("then") != "follow")
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
    context = {"page": page, "problem": problem}
    return render(request, "office/manual_adopt.html", context, status=422 if problem else 200)


@form_page
@for_writers
def blank(request: OfficeRequest) -> HttpResponse:
    """Begin a new procedure, empty or from a copy; citizens see it once it is published."""
    data = request.POST if request.method == "POST" else request.GET
    agency, source = _agency(request), pages.copy_source(data)
    form, problem = pages.BlankForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        who, may = person_of(request.rights.officer), OfficerMay(request.rights)
        try:
            manual = create_procedure(owner=agency, new=form.new_procedure(), actor=who, may=may)
            draft = begin_draft(manual=manual, actor=who, may=may, copy_of=source)
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "เริ่มคู่มือใหม่แล้ว ประชาชนยังไม่เห็นจนกว่าจะเผยแพร่")
            return redirect("office:draft", draft.pk)
    context = {"form": form, "problem": problem, "agency": agency, "source": source}
    is_wrong = problem or form.errors
    return render(request, "office/manual_blank.html", context, status=422 if is_wrong else 200)


def _adopted(
    request: OfficeRequest, standard: Manual, agency: Agency, *, begins: bool
) -> HttpResponse:
    """Adopt a standard manual and lead to it, or to a draft, perhaps from another's text."""
    who, may = person_of(request.rights.officer), OfficerMay(request.rights)
    manual = adopt_manual(standard=standard, agency=agency, actor=who, may=may)
    messages.success(request, "รับคู่มือมาใช้แล้ว ประชาชนเห็นตามคู่มือมาตรฐานกลาง")
    if not begins:
        return redirect("office:manual", manual.pk)
    source = pages.copy_source(request.POST)
    is_local = source is not None and source.standard_id == standard.pk
    draft = begin_draft(manual=manual, actor=who, may=may, copy_of=source if is_local else None)
    return redirect("office:draft", draft.pk)


def _agency(request: OfficeRequest) -> Agency:
    """Return the agency for which she begins.

    Raises:
        PermissionDenied: the one named is not hers, or she has several and named none.
    """
    data = request.POST if request.method == "POST" else request.GET
    agency = pages.chosen_agency(request.rights, data)
    if agency is None:
        raise PermissionDenied
    return agency
