"""Transactions that agencies report: volumes, years, reporting, findings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.central.doubt_forms import DoubtForm
from infogo.central.pages import transactions as pages
from infogo.central.pages.doubts import DOUBTS, doubt_page
from infogo.central.pages.event_rows import VOLUME_REPORTS, VOLUME_ROWS
from infogo.central.pages.rooms import Room
from infogo.central.views.listings import show_rows
from infogo.central.views.needing import needing_central
from infogo.central.views.tables import show
from infogo.oversight.events.cells import VolumeDoubt
from infogo.oversight.services.doubts import GONE, DoubtError, ask_agency, mark_seen
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def volumes(request: OfficeRequest) -> HttpResponseBase:
    """Show volumes."""
    return _room(request, pages.VOLUME_ROOM)


@require_safe
@needing_central()
def years(request: OfficeRequest) -> HttpResponseBase:
    """Show fiscal years beside one another."""
    return _room(request, pages.YEAR_ROOM)


@require_safe
@needing_central()
def reporting(request: OfficeRequest) -> HttpResponseBase:
    """Show how complete reporting is."""
    return _room(request, pages.REPORT_ROOM)


@require_safe
@needing_central()
def rows(request: OfficeRequest) -> HttpResponseBase:
    """List the rows of reports behind the numbers."""
    return show_rows(request, VOLUME_ROWS, pages.AREA.links(pages.MORE))


@require_safe
@needing_central()
def reports(request: OfficeRequest) -> HttpResponseBase:
    """List reports, missing ones first."""
    return show_rows(request, VOLUME_REPORTS, pages.AREA.links(pages.MORE))


@require_safe
@needing_central()
def doubts(request: OfficeRequest) -> HttpResponseBase:
    """List the findings about reported numbers."""
    return show_rows(request, DOUBTS, pages.AREA.links(pages.MORE))


@require_http_methods(["GET", "HEAD", "POST"])
@needing_central(Act.ANALYSE)
def doubt(request: OfficeRequest, row_id: int, kind: str) -> HttpResponse:
    """Show one finding; note that it was looked at, or ask the agency."""
    known = VolumeDoubt.objects.select_related("row__point", "procedure", "agency")
    found = known.filter(row=row_id, kind=kind).first()
    if found is None:
        if request.method != "POST":
            raise Http404
        messages.warning(request, GONE)
        return redirect("central:volume_doubts")
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _did(request, form, row_id, kind):
        return redirect("central:volume_doubts")
    context = {"page": doubt_page(found), "form": form, "kind": kind, "row_id": row_id}
    return render(request, "central/doubt.html", context, status=form_status(form, ""))


def _did(request: OfficeRequest, form: DoubtForm, row_id: int, kind: str) -> bool:
    """Do what the form says; what is refused is written beside its field."""
    words, rights = form.cleaned_data["text"], request.rights
    try:
        if form.cleaned_data["act"] == DoubtForm.SEEN:
            mark_seen(rights=rights, row_id=row_id, kind=kind, text=words)
            messages.success(request, "บันทึกว่าดูแล้ว")
            return True
        told = ask_agency(rights=rights, row_id=row_id, kind=kind, text=words)
    except DoubtError as refusal:
        form.add_error("text", str(refusal))
        return False
    if told:
        messages.success(request, f"แจ้งผู้รายงานของหน่วยงานแล้ว {len(told):,} คน")
    else:
        messages.warning(request, "บันทึกแล้ว แต่หน่วยงานนี้ยังไม่มีผู้รายงานในระบบ ติดต่อหน่วยงานทางอื่น")
    return True


def _room(request: OfficeRequest, room: Room) -> HttpResponseBase:
    return show(request, pages.room_page(room, request.GET.dict(), request.rights.on))
