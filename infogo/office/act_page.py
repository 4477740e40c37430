"""One act on a delayed request: a page with a form, saved and led back to the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest

Save = Callable[[dict[str, Any], str], object]
Wrong = Callable[[dict[str, Any]], Iterable[DelayError]]


@dataclass(frozen=True)
class ActPage:
    """One act in words: heading, what it means, the button, and what is said when it is done."""

    title: str
    lead: str
    button: str
    done: str


def _nothing_else(_said: dict[str, Any]) -> Iterable[DelayError]:
    """A form of one field: what is wrong with it is said by the form, or when it is saved."""
    return ()


def act_page(
    request: OfficeRequest,
    case: DelayCase,
    words: ActPage,
    form: forms.Form,
    save: Save,
    wrong: Wrong = _nothing_else,
) -> HttpResponse:
    """Save what is valid and lead back to the case; otherwise show the form as it was typed.

    What cannot be read and what the case does not allow are said together: nobody mends a field
    only to hear of the next.
    """
    problem = ""
    if request.method == "POST":
        refused = _refused(request, form, save, wrong)
        if not refused and not form.errors:
            messages.success(request, words.done)
            return redirect("office:delay", case.pk)
        problem = put_beside(form, refused)
    context = {"case": case, "act": words, "form": form, "problem": problem}
    status = form_status(form, problem)
    return render(request, "office/delay_act.html", context, status=status)


def put_beside(
    form: forms.Form,
    refused: Iterable[DelayError],
    called: Mapping[str, str] | None = None,
) -> str:
    """Say each refusal beside its field; return the one that no field of the form is for.

    ``called`` are names of fields that the form has another name for. A field says one thing at a
    time.
    """
    problem = ""
    for each in refused:
        field = (called or {}).get(each.field, each.field)
        if field not in form.fields:
            problem = str(each)
        elif field not in form.errors:
            form.add_error(field, str(each))
    return problem


def _refused(
    request: OfficeRequest, form: forms.Form, save: Save, wrong: Wrong
) -> Iterable[DelayError]:
    """Save a form that is valid; return what the case does not allow of what could be read."""
    if not form.is_valid():
        return list(wrong(form.cleaned_data))
    try:
        save(form.cleaned_data, request.rights.officer.audit_name)
    except DelayError as refusal:
        return refusal.every()
    return ()
