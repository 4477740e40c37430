"""Manuals: the list, one of them, beginning a draft of it, comparing its editions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services.drafts import begin_draft
from infogo.manuals.selectors import NotPublishedError
from infogo.office.pages.comparison import compare_page
from infogo.office.pages.manual import manual_office_page
from infogo.office.pages.manual_list import manual_list_page
from infogo.office.views.reach import for_viewers, manual_within_reach
from infogo.workspace.gate import OfficeRequest


@require_safe
@for_viewers
def manuals(request: OfficeRequest) -> HttpResponse:
    """List the manuals that she may see."""
    page = manual_list_page(request.rights, request.GET)
    return render(request, "office/manuals.html", {"page": page})


@require_safe
def manual(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Show one manual with its draft, editions and history."""
    found = manual_within_reach(request, manual_id)
    page = manual_office_page(request.rights, found, bangkok_now().date())
    return render(request, "office/manual.html", {"page": page})


@require_POST
def edit(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Begin a draft of a manual, or go on with the one that is open."""
    found = manual_within_reach(request, manual_id, Act.EDIT_MANUAL)
    try:
        draft = begin_draft(
            manual=found, actor=person_of(request.rights.officer), may=OfficerMay(request.rights)
        )
    except EditingError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:manual", found.pk)
    return redirect("office:draft", draft.pk)


@require_safe
def compare(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Compare two editions of a manual word by word."""
    found = manual_within_reach(request, manual_id)
    try:
        page = compare_page(found, request.GET)
    except NotPublishedError as error:
        raise Http404 from error
    return render(request, "office/manual_compare.html", {"page": page})
