"""Editing one section of a draft; each address answers a page, or a fragment to htmx."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from infogo.editing.errors import EditingError, NotAllowedError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft
from infogo.editing.services import drafts
from infogo.office.pages.section import section_page, visible_drafts
from infogo.office.pages.section_conflict import conflict_page
from infogo.office.pages.section_parts import DraftPart, draft_address, part_of
from infogo.office.pages.section_status import refused, status_of
from infogo.office.section_forms.control import id_of
from infogo.office.section_saving import HOLD, NEXT, Outcome, hold, save
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.htmx import told_in_page

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: OfficeRequest, draft_id: int, code: str) -> HttpResponse:
    """Show a section, or save it."""
    draft = get_object_or_404(visible_drafts(request.rights), pk=draft_id)
    part = part_of(draft, code)
    if part is None:
        raise Http404
    if request.method != "POST":
        page = section_page(request.rights, draft, part)
        return render(request, "office/section.html", {"page": page})
    if not OfficerMay(request.rights).may_edit(draft.manual):
        raise PermissionDenied
    if request.POST.get("do") == HOLD:
        return _held(request, draft, part)
    # A page that saves by itself presses no button, whichever its reader touched last.
    by_itself = bool(request.headers.get("HX-Request"))
    do = "" if by_itself else request.POST.get("do", "")
    outcome = save(request.rights, draft, part, request.POST, do)
    if isinstance(outcome.refusal, NotAllowedError):
        raise PermissionDenied
    return (_fragment if by_itself else _page)(request, draft, part, outcome)


@require_POST
def release(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Stop editing, so that colleagues can."""
    draft = get_object_or_404(visible_drafts(request.rights), pk=draft_id)
    if not OfficerMay(request.rights).may_edit(draft.manual):
        raise PermissionDenied
    drafts.release_lock(draft_id=draft.pk, actor=person_of(request.rights.officer))
    messages.success(request, "เลิกแก้ร่างแล้ว คนอื่นในหน่วยงานแก้ต่อได้")
    return redirect(draft_address(draft.pk))


def _page(request: OfficeRequest, draft: Draft, part: DraftPart, outcome: Outcome) -> HttpResponse:
    """Go on after saving; else show what was typed again, with why it is not saved."""
    if outcome.conflict:
        conflict = conflict_page(request.rights, draft, part, outcome.conflict)
        context = {"conflict": conflict}
        return render(request, "office/section_conflict.html", context, status=CONFLICT)
    if outcome.refusal:
        page = section_page(
            request.rights,
            draft,
            part,
            attempt=outcome.attempt or {},
            problem=str(outcome.refusal),
        )
        return render(request, "office/section.html", {"page": page}, status=UNPROCESSABLE)
    page = section_page(request.rights, draft, part)
    if request.POST.get("do") == NEXT:
        return redirect(page.next_address)
    if outcome.place:
        return redirect(f"{page.address}#{id_of(outcome.place)}")
    messages.success(request, page.saved)
    return redirect(page.address)


def _fragment(
    request: OfficeRequest, draft: Draft, part: DraftPart, outcome: Outcome
) -> HttpResponse:
    """Tell an open page what became of its save."""
    if outcome.refusal:
        return _told(request, outcome.refusal)
    status = status_of(request.rights, draft, part, request.POST.get("at", ""))
    return render(request, "office/section_saved.html", {"status": status})


def _held(request: OfficeRequest, draft: Draft, part: DraftPart) -> HttpResponse:
    """Take the lock for a page that was just opened."""
    refusal = hold(request.rights, draft)
    if refusal:
        return _told(request, refusal)
    page = section_page(request.rights, draft, part)
    return render(request, "office/section_held.html", {"page": page})


def _told(request: OfficeRequest, refusal: EditingError) -> HttpResponse:
    """Say why nothing was saved, where the page tells such things; what was typed stays."""
    context = {"refused": refused(refusal)}
    return told_in_page(render(request, "office/section_refused.html", context, status=CONFLICT))
