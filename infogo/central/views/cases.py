"""Cases about manuals that are too slow: the list, one case, its steps and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.central.case_acts import take_step
from infogo.central.case_forms import FORMS, CaseFilter, FlagForm, SearchForm
from infogo.central.exporting import list_file
from infogo.central.pages import case_list
from infogo.central.pages import cases as pages
from infogo.central.views.needing import needing_central
from infogo.editing.may import person_of
from infogo.files.serving import given
from infogo.inspection.errors import InspectionError, InspectionFieldError
from infogo.inspection.models import CasePaper, InspectionCase
from infogo.inspection.papers import paper_docx, paper_pdf
from infogo.inspection.selectors import files_of_case
from infogo.inspection.services import MOVED_ON, open_case
from infogo.inspection.states import MOVES, Verb
from infogo.manuals.selectors import NotPublishedError
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
readers = needing_central(Act.REVIEW, Act.ANALYSE)
reviewers = needing_central(Act.REVIEW)
PAPERS = {
    "pdf": (paper_pdf, "application/pdf"),
    "docx": (
        paper_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@require_safe
@readers
def cases(request: OfficeRequest) -> HttpResponse:
    """List the cases of the country with their numbers by state."""
    asked = _asked(request)
    page = case_list.cases_page(
        case_list.read_asked(asked), asked.get("page") or 1, request.rights.on
    )
    context = {"page": page, "can_flag": request.rights.everywhere(Act.REVIEW)}
    return render(request, "central/cases.html", context)


@require_safe
@readers
def cases_file(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """Answer the cases as a file."""
    asked = case_list.read_asked(_asked(request))
    return list_file(case_list.cases_table(asked, request.rights.on), kind)


@require_safe
@readers
def case(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Show one case with its evidence, its history and its papers."""
    page = pages.case_page(request.rights, _case(case_id), request.rights.on)
    return render(request, "central/case.html", {"page": page})


@require_safe
@reviewers
def case_search(request: OfficeRequest) -> HttpResponse:
    """Look for a manual that is to be flagged."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"query": query, "found": pages.found_manuals(query)}
    return render(request, "central/case_search.html", context)


@form_page
@reviewers
def case_new(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Show a manual's evidence; a POST flags it."""
    manual = get_object_or_404(pages.flaggable(request.rights), pk=manual_id)
    form = FlagForm(request.POST or None, initial={"draft": request.GET.get("draft", "")})
    if request.method == "POST" and form.is_valid():
        given: Any = {"reason": form.cleaned_data["reason"], "manual_id": manual.pk}
        actor = person_of(request.rights.officer)
        try:
            made = open_case(**given, draft_id=form.cleaned_data["draft"], actor=actor)
        except InspectionError as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, "ตั้งเรื่องตรวจสอบแล้ว ขั้นต่อไปขอให้หน่วยงานชี้แจง")
            return redirect("central:case", made.pk)
    named = _number(str(form["draft"].value() or ""))
    draft = pages.draft_to_flag(manual, named, is_sent=request.method == "POST")
    try:
        page = pages.new_case_page(manual, draft, request.rights.on)
    except NotPublishedError as missing:
        raise Http404 from missing
    context = {"page": page, "form": form}
    return render(request, "central/case_new.html", context, status=form_status(form, ""))


@form_page
@reviewers
def case_act(request: OfficeRequest, case_id: int, act: str) -> HttpResponse:
    """Show the form of one step; a POST takes it.

    Who writes while a colleague takes another step keeps her words and is told.
    """
    found = _case(case_id)
    if act not in FORMS:
        raise Http404
    verb = Verb(act)
    is_over = found.state not in MOVES[verb].sources
    if is_over and request.method != "POST":
        raise Http404
    first = pages.typed_first(found, verb, request.rights.on)
    form = FORMS[verb](request.POST or None, initial=first, state=found.state)
    if is_over:
        form.add_error(None, MOVED_ON)
    elif request.method == "POST" and form.is_valid():
        try:
            said = take_step(found, verb, form.cleaned_data, person_of(request.rights.officer))
        except InspectionError as refusal:
            begin_anew(form, found.version)
            _add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("central:case", found.pk)
    context = {"page": pages.act_page(found, verb), "form": form}
    return render(request, "central/case_act.html", context, status=form_status(form, ""))


@require_safe
@readers
def case_paper(request: OfficeRequest, case_id: int, number: int, kind: str) -> HttpResponse:
    """Answer a draft paper as PDF or DOCX."""
    if kind not in PAPERS:
        raise Http404
    paper = get_object_or_404(CasePaper, case=case_id, number=number)
    write, media_type = PAPERS[kind]
    name = f"draft-case-{case_id}-{number}.{kind}"
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        write(paper),
        content_type=media_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )


@require_safe
@readers
def case_file(request: OfficeRequest, case_id: int, file_id: int) -> HttpResponseBase:
    """Answer a file that an agency attached to its answer."""
    file = get_object_or_404(files_of_case(case_id), pk=file_id)
    return given(request, file)


def _case(case_id: int) -> InspectionCase:
    with_all = InspectionCase.objects.select_related("manual__procedure", "agency", "draft")
    return get_object_or_404(with_all, pk=case_id)


def _asked(request: OfficeRequest) -> dict[str, Any]:
    form = CaseFilter(request.GET)
    form.is_valid()
    return form.cleaned_data


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None


def _add_refusal(form: Any, refusal: InspectionError) -> None:
    """Write a refusal beside its field, or above the form."""
    field = refusal.field if isinstance(refusal, InspectionFieldError) else None
    form.add_error(field, str(refusal))
