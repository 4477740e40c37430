"""A draft: its list of tasks, looking at it, submitting it, taking it back, giving it up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now
from infogo.display.case_view import given_answers
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.drafts import discard_draft
from infogo.editing.services.workflow import submit_draft, withdraw_submission
from infogo.office.draft_forms import SeenForm, SubmitForm, submit_initial
from infogo.office.pages import draft as pages
from infogo.office.pages import draft_reading as reading
from infogo.office.views.reach import draft_within_reach
from infogo.workspace.forms import begin_anew
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def draft(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show the list of tasks; a draft that ended leads to its manual."""
    found = draft_within_reach(request, draft_id)
    if not found.is_open:
        return redirect("office:manual", found.manual_id)
    page = pages.draft_page(request.rights, found, bangkok_now().date())
    return render(request, "office/draft.html", {"page": page})


@require_safe
def preview(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show a draft as citizens will read it, all of it or with answers to its questions."""
    found = draft_within_reach(request, draft_id)
    page = reading.preview_page(found, given_answers(request.GET))
    return render(request, "office/draft_preview.html", {"page": page})


@require_safe
def legal(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show a draft as the official form of 19 items."""
    found = draft_within_reach(request, draft_id)
    page = reading.legal_preview_page(found, bangkok_now().date())
    return render(request, "office/draft_legal.html", {"page": page})


@require_safe
def diff(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show what a draft changes of what citizens read now."""
    found = draft_within_reach(request, draft_id)
    page = reading.draft_diff_page(found, bangkok_now().date())
    return render(request, "office/draft_diff.html", {"page": page})


@form_page
def submit(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show what submitting means; a POST asks for approval."""
    found = draft_within_reach(request, draft_id, Act.EDIT_MANUAL)
    initial = submit_initial(found.version, found.note, found.publish_at)
    form, problem = (
        SubmitForm(request.POST if request.method == "POST" else None, initial=initial),
        "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            submit_draft(
                draft_id=found.pk,
                seen=form.cleaned_data["seen"],
                actor=person_of(request.rights.officer),
                may=OfficerMay(request.rights),
                note=form.cleaned_data["note"],
                publish_at=form.cleaned_data["publish_at"],
            )
        except EditingError as refusal:
            problem = str(refusal)
            begin_anew(form, found.version)
        else:
            messages.success(request, "ส่งให้ผู้อนุมัติแล้ว เอากลับมาแก้ได้จนกว่าจะเผยแพร่")
            return redirect("office:draft", found.pk)
    page = pages.submit_page(request.rights, found, bangkok_now().date())
    context = {"page": page, "form": form, "problem": problem}
    is_wrong = problem or form.errors
    return render(request, "office/draft_submit.html", context, status=422 if is_wrong else 200)


@require_POST
def withdraw(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Take a waiting draft back to go on writing."""
    found = draft_within_reach(request, draft_id, Act.EDIT_MANUAL)
    form = SeenForm(request.POST)
    try:
        seen = form.cleaned_data["seen"] if form.is_valid() else 0
        withdraw_submission(
            draft_id=found.pk,
            seen=seen,
            actor=person_of(request.rights.officer),
            may=OfficerMay(request.rights),
        )
    except EditingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "เอาร่างกลับมาแก้แล้ว")
    return redirect("office:draft", found.pk)


@form_page
def discard(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Ask once more, then give a draft up; what is public stays."""
    found = draft_within_reach(request, draft_id, Act.EDIT_MANUAL)
    form, problem = (
        SeenForm(
            request.POST if request.method == "POST" else None, initial={"seen": found.version}
        ),
        "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            discard_draft(
                draft_id=found.pk,
                seen=form.cleaned_data["seen"],
                actor=person_of(request.rights.officer),
                may=OfficerMay(request.rights),
            )
        except EditingError as refusal:
            problem = str(refusal)
            begin_anew(form, found.version)
        else:
            messages.success(request, "ทิ้งร่างแล้ว สิ่งที่ประชาชนเห็นไม่เปลี่ยน")
            return redirect("office:manual", found.manual_id)
    page = pages.draft_page(request.rights, found, bangkok_now().date())
    context = {"page": page, "form": form, "problem": problem}
    is_wrong = problem or form.errors
    return render(request, "office/draft_discard.html", context, status=422 if is_wrong else 200)
