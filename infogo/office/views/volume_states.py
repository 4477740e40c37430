"""A month's report on its way: findings and words about them, submitting, confirming, reopening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from infogo.agencies.models import Agency
from infogo.office.pages import volume_states as pages
from infogo.office.pages.volumes import head_of
from infogo.office.views.volumes import UNUSABLE, form_page, with_month
from infogo.office.volume_forms import ExplainForm, ReopenForm
from infogo.volumes.definition import FormDefinition
from infogo.volumes.errors import NotYoursError, RowsError, VolumeError
from infogo.volumes.expected import key_of
from infogo.volumes.services import states
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest


@form_page
@with_month
def findings(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition
) -> HttpResponse:
    """List what looks wrong; a POST keeps a word about one finding."""
    wrong, status = pages.Wrong(), 200
    if request.method == "POST":
        sent = ExplainForm(request.POST)
        said = {name: request.POST.get(name, "")[:600] for name in ("key", "kind", "text")}
        key = key_of(said["key"])
        why = " ".join(str(e) for each in sent.errors.values() for e in each)
        if sent.is_valid() and key is not None:
            try:
                states.explain(
                    rights=request.rights, agency=agency, month=month, key=key,
                    kind=sent.cleaned_data["kind"], text=sent.cleaned_data["text"],
                )  # fmt: skip
            except VolumeError as refusal:
                why = str(refusal)
            else:
                messages.success(request, "เก็บคำอธิบายแล้ว")
                return redirect(request.get_full_path())
        wrong, status = pages.Wrong(**said, why=why or "เลือกข้อสังเกตใหม่"), UNUSABLE
    page = pages.findings_page(
        request.rights, agency, month, form, request.GET.get("page", ""), wrong
    )
    context = {"page": page, "wrong": wrong, "problems": ()}
    return render(request, "office/volumes_findings.html", context, status=status)


@require_POST
@with_month
def submit(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition
) -> HttpResponse:
    """Submit a month, or say what is still missing."""
    try:
        states.submit(rights=request.rights, agency=agency, month=month)
    except NotYoursError as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except RowsError as refusal:
        problems = [(each.thai, pages.row_href(agency, month, each)) for each in refusal.problems]
    except VolumeError as refusal:
        problems = [(str(refusal), "")]
    else:
        messages.success(request, "ส่งรายงานแล้ว แก้ไม่ได้จนกว่าจะเปิดให้แก้ใหม่")
        return redirect("office:volumes_month", agency.pk, month)
    page = pages.findings_page(request.rights, agency, month, form, "", pages.Wrong())
    context = {"page": page, "wrong": pages.Wrong(), "problems": problems}
    return render(request, "office/volumes_findings.html", context, status=UNUSABLE)


@require_POST
@with_month
def lock(request: OfficeRequest, agency: Agency, month: date, form: FormDefinition) -> HttpResponse:
    """Confirm a submitted month."""
    problem = _refusal(lambda: states.lock(rights=request.rights, agency=agency, month=month))
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, "รับรองรายงานแล้ว")
    return redirect("office:volumes_findings", agency.pk, month)


@form_page
@with_month
def reopen(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition
) -> HttpResponse:
    """Open a submitted month again, with a reason."""
    sent = ReopenForm(request.POST or None)
    problem = ""
    if request.method == "POST" and sent.is_valid():
        reason = sent.cleaned_data["reason"]
        problem = _refusal(
            lambda: states.reopen(rights=request.rights, agency=agency, month=month, reason=reason)
        )
        if not problem:
            messages.success(request, "เปิดให้แก้แล้ว แก้เสร็จให้ส่งใหม่")
            return redirect("office:volumes_month", agency.pk, month)
    head = head_of(request.rights, agency, month, form)
    context = {"head": head, "form": sent, "problem": problem}
    status = form_status(sent, problem)
    return render(request, "office/volumes_reopen.html", context, status=status)


@require_safe
@with_month
def trail(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition
) -> HttpResponse:
    """Show what was done with a month."""
    page = pages.trail_page(request.rights, agency, month, form, request.GET.get("page", ""))
    return render(request, "office/volumes_trail.html", {"page": page})


def _refusal(act: Callable[[], Any]) -> str:
    """Do it; return why it was refused, or nothing.

    Raises:
        PermissionDenied: it is not hers to do.
    """
    try:
        act()
    except NotYoursError as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except VolumeError as refusal:
        return str(refusal)
    return ""
