"""One part of an agency or point as a form: saved, shown again, or with both versions in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from infogo.agencies.models import Agency
from infogo.office.place_forms import PositionForm
from infogo.points.doubts import outside_words
from infogo.points.models import ServicePoint
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest


@dataclass(frozen=True)
class Outcome:
    """What a save can end in: the errors it raises, the page of a conflict, where success leads."""

    conflict: type[Exception]
    refusal: type[Exception]
    compare: Callable[[Any, QueryDict], object]
    part: str
    address: str


def part_page(
    request: OfficeRequest,
    form: Any,
    save: Callable[..., object],
    outcome: Outcome,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Save what is valid and lead on; show the form again, or both versions.

    ``context`` holds ``seen``, the version with which the form began.
    """
    problem = ""
    shows_again = getattr(form, "only_redraws", False) or "again" in request.POST
    if request.method == "POST" and not shows_again and form.is_valid():
        try:
            save(actor=request.rights.officer.audit_name, seen=context["seen"])
        except outcome.conflict as conflict:
            page = outcome.compare(conflict, request.POST)
            return render(request, "office/conflict.html", {"page": page}, status=409)
        except outcome.refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"บันทึก{outcome.part}แล้ว ประชาชนเห็นทันที")
            return redirect(outcome.address)
    status = form_status(form, problem)
    if shows_again and not form.errors:
        status = 200
    return render(request, template, {"form": form, "problem": problem, **context}, status=status)


def doubt_about(form: PositionForm, record: Agency | ServicePoint) -> str:
    """Say why a position looks wrong for the record; it is refused until a tick confirms it."""
    if not form.is_valid() or form.position is None:
        return ""
    doubt = outside_words(record, form.position.lat, form.position.lng)
    if doubt and not form.cleaned_data["outside"]:
        form.add_error("outside", f"{doubt} ถ้าถูกแล้วให้ติ๊กยืนยัน")
    return doubt
