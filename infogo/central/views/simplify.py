"""The radar of simplification: its worklist, one finding and what is done about it, pairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.central.exporting import rows_file
from infogo.central.pages import simplify as pages
from infogo.central.pages import simplify_more as more
from infogo.central.pages.finding import finding_page
from infogo.central.pages.pairs import pair_of, queue_page
from infogo.central.pages.table import FORMATS
from infogo.central.simplify_forms import NoteForm, OwnerForm, StateForm, VerdictForm
from infogo.central.views.needing import needing_central
from infogo.editing.may import person_of
from infogo.simplify.errors import FindingError
from infogo.simplify.models import Finding, State, Verdict
from infogo.simplify.selectors import central_officers
from infogo.simplify.services import deciding
from infogo.workspace.gate import OfficeRequest

for_radar = needing_central(Act.ANALYSE, Act.REVIEW)
UNUSABLE = 422
FILE_NAME = "simplify"


@require_safe
@for_radar
def worklist(request: OfficeRequest) -> HttpResponse:
    """List findings, the greatest saving first."""
    page = pages.list_page(request.GET.dict())
    return render(request, "central/simplify/list.html", {"page": page})


@require_safe
@for_radar
def file(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """Answer the list as CSV or Excel."""
    rows = pages.file_rows(request.GET.dict())
    if kind not in FORMATS:
        raise Http404
    return rows_file(pages.TITLE, pages.HEADS, rows, kind, name=FILE_NAME, wide=pages.WIDE)


@require_safe
@for_radar
def progress(request: OfficeRequest) -> HttpResponse:
    """Show what was opened, closed and saved, month by month."""
    page = more.progress_page(request.GET.dict())
    return render(request, "central/simplify/progress.html", {"page": page})


@require_safe
@for_radar
def papers(request: OfficeRequest) -> HttpResponse:
    """Show which paper needs which other paper first, and what registers could spare."""
    text = request.GET.get("document", "")[:9]
    page = more.papers_page(int(text) if text.isascii() and text.isdecimal() else None)
    return render(request, "central/simplify/papers.html", {"page": page})


@require_safe
@for_radar
def how(request: OfficeRequest) -> HttpResponse:
    """Show how the radar finds and reckons."""
    return render(request, "central/simplify/how.html", {"page": more.how_page()})


@require_safe
@for_radar
def pairs(request: OfficeRequest) -> HttpResponse:
    """Show the next two services with like names."""
    text = request.GET.get("after", "")[:9]
    page = queue_page(int(text) if text.isascii() and text.isdecimal() else 0)
    version = page.pair.finding.version if page.pair else 0
    context = {"page": page, "pair": page.pair, "form": VerdictForm(initial={"seen": version})}
    return render(request, "central/simplify/pairs.html", context)


@require_safe
@for_radar
def finding(request: OfficeRequest, finding_id: int) -> HttpResponse:
    """Show one finding."""
    return _shown(request, _found(finding_id))


@require_POST
@for_radar
def state(request: OfficeRequest, finding_id: int) -> HttpResponse:
    """Say how far the centre is with a finding."""
    found = _found(finding_id)
    form = StateForm(request.POST, states=deciding.NEXT[found.state])

    def act() -> str:
        changed = deciding.change_state(
            finding_id=found.pk,
            state=State(form.cleaned_data["state"]),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            officer=request.rights.officer,
            actor=person_of(request.rights.officer),
        )
        return f"เปลี่ยนสถานะเป็น “{State(changed.state).label}” แล้ว"

    return _acted(request, found, form, "state_form", act)


@require_POST
@for_radar
def owner(request: OfficeRequest, finding_id: int) -> HttpResponse:
    """Give a finding to a central officer."""
    found = _found(finding_id)
    form = OwnerForm(request.POST, officers=_officers())

    def act() -> str:
        chosen = form.cleaned_data["owner"]
        changed = deciding.assign(
            finding_id=found.pk,
            owner_id=int(chosen) if chosen else None,
            seen=form.cleaned_data["seen"],
            actor=person_of(request.rights.officer),
        )
        return f"ผู้รับผิดชอบ: {changed.owner.name_th if changed.owner else 'ยังไม่มี'}"

    return _acted(request, found, form, "owner_form", act)


@require_POST
@for_radar
def note(request: OfficeRequest, finding_id: int) -> HttpResponse:
    """Write a note into a finding's history."""
    found, form = _found(finding_id), NoteForm(request.POST)

    def act() -> str:
        officer = request.rights.officer
        text = form.cleaned_data["text"]
        deciding.add_note(finding_id=found.pk, text=text, actor=person_of(officer))
        return "บันทึกแล้ว"

    return _acted(request, found, form, "note_form", act)


@require_POST
@for_radar
def verdict(request: OfficeRequest, finding_id: int) -> HttpResponse:
    """Judge two services with like names, and go on with the next pair."""
    found, form = _found(finding_id), VerdictForm(request.POST)
    if found.other_id is None:
        raise Http404

    def act() -> str:
        said = Verdict(form.cleaned_data["verdict"])
        deciding.judge_pair(
            finding_id=found.pk,
            verdict=said,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            officer=request.rights.officer,
            actor=person_of(request.rights.officer),
        )
        return f"{pages.name_of(found)}: {said.label}"

    if _done(request, form, act):
        return redirect("central:simplify_pairs")
    context = {"page": queue_page(), "pair": pair_of(found), "form": form}
    return render(request, "central/simplify/pairs.html", context, status=UNUSABLE)


def _found(finding_id: int) -> Finding:
    return get_object_or_404(pages.with_names(Finding.objects.all()), pk=finding_id)


def _officers() -> list[tuple[int, str]]:
    return list(central_officers().values_list("pk", "name_th"))


def _done(request: OfficeRequest, form: BaseForm, act: Callable[[], str]) -> bool:
    """Act as a valid form says and tell what came of it, or add to the form why not."""
    if not form.is_valid():
        return False
    try:
        messages.success(request, act())
    except FindingError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _acted(
    request: OfficeRequest, found: Finding, form: BaseForm, name: str, act: Callable[[], str]
) -> HttpResponse:
    if _done(request, form, act):
        return redirect("central:finding", found.pk)
    return _shown(request, _found(found.pk), {name: form, "wrong": form}, UNUSABLE)


def _shown(
    request: OfficeRequest,
    found: Finding,
    forms: dict[str, BaseForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a finding with its forms; those given keep what was typed."""
    seen = {"seen": found.version}
    states = deciding.NEXT[found.state]
    context: dict[str, Any] = {
        "page": finding_page(found),
        "pair": pair_of(found) if found.other_id else None,
        "state_form": StateForm(initial=seen, states=states) if states else None,
        "owner_form": OwnerForm(
            initial={**seen, "owner": found.owner_id or ""}, officers=_officers()
        ),
        "note_form": NoteForm(),
        "wrong": None,
        **(forms or {}),
    }
    return render(request, "central/simplify/finding.html", context, status=status)
