"""Answering editors and lists of reference data: look first, then save."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from infogo.central.pages.editing import Editing, Listing, Preview
from infogo.central.sheets import answer_sheet
from infogo.core.refusal import MovedOnError, RefusalError
from infogo.core.written import asked_words
from infogo.workspace.gate import OfficeRequest

SAVE = "save"
CONFLICT, NOT_ACCEPTED = 409, 422
MOST_DIGITS = 7


def answer_editing(request: OfficeRequest, editing: Editing) -> HttpResponse:
    """Show an editor; with what was typed show its effect, or save it and go on.

    What was typed is kept whatever happens.
    """
    seen, problem, preview, status = request.POST.get("seen", ""), "", None, 200
    form = editing.form
    if request.method != "POST":
        return _shown(request, editing, editing.mark(), "", None, 200)
    if not form.is_valid():
        return _shown(request, editing, seen, "", None, NOT_ACCEPTED)
    try:
        if request.POST.get("act") == SAVE:
            messages.success(request, editing.save(form, seen))
            return redirect(editing.to)
        preview = editing.look(form)
    except MovedOnError as moved:
        problem, seen, status = str(moved), editing.mark(), CONFLICT
    except RefusalError as refusal:
        status = NOT_ACCEPTED
        if refusal.field in form.fields:
            form.add_error(refusal.field, str(refusal))
        else:
            problem = str(refusal)
    return _shown(request, editing, seen, problem, preview, status)


def answer_listing(request: OfficeRequest, listing: Listing) -> HttpResponse:
    """Show a list, or its tables as a file."""
    if kind := request.GET.get("format", ""):
        return answer_sheet(kind, listing.exports, listing.grids)
    asked = request.GET.copy()
    asked.pop("page", None)
    return render(
        request,
        "central/reference_list.html",
        {"page": listing, "query": asked.urlencode()},
    )


def _shown(
    request: OfficeRequest,
    editing: Editing,
    seen: str,
    problem: str,
    preview: Preview | None,
    status: int,
) -> HttpResponse:
    context = {
        "page": editing,
        "form": editing.form,
        "seen": seen,
        "problem": problem,
        "preview": preview,
    }
    return render(request, "central/reference_edit.html", context, status=status)


def asked_text(request: OfficeRequest, name: str = "q") -> str:
    """Return what is searched for in a list."""
    return asked_words(request.GET.get(name))


def asked_page(request: OfficeRequest) -> int:
    """Return the number of the page that is asked for."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < MOST_DIGITS else 1
