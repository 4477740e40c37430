"""Pinning both ways: choose, look once more, save, take back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from infogo.office.pages import pins as pages
from infogo.office.pages.pin_filters import Filters
from infogo.pins.errors import PinError
from infogo.pins.perms import manuals_to_open, may_pin_at_all, points_to_open
from infogo.pins.services import changes, selecting
from infogo.pins.sides import Side
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


def for_pinners(view: View) -> View:
    """Answer 403 to an officer who edits neither points nor manuals; it says whom to ask."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_pin_at_all(request.rights):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


def with_side(view: View) -> View:
    """Find the manual or the point of the address among those that she may open."""

    @wraps(view)
    @for_pinners
    def found(
        request: OfficeRequest, manual_id: int | None = None, point_id: int | None = None
    ) -> HttpResponse:
        if manual_id is not None:
            manuals = manuals_to_open(request.rights).select_related("procedure", "agency")
            side = Side(request.rights, manual=get_object_or_404(manuals, pk=manual_id))
        else:
            points = points_to_open(request.rights).select_related("agency", "province")
            side = Side(request.rights, point=get_object_or_404(points, pk=point_id))
        return view(request, side)

    return found


@form_page
@with_side
def pick(request: OfficeRequest, side: Side) -> HttpResponse:
    """Show what may be ticked; a POST keeps what was ticked and goes where its button says."""
    if request.method == "POST":
        return _keep(request, side)
    page = pages.pick_page(side, Filters.read(request.GET))
    return render(request, "office/pins_pick.html", {"page": page})


@form_page
@with_side
def review(request: OfficeRequest, side: Side) -> HttpResponse:
    """Tell what will be added and removed; a POST does it."""
    page = pages.review_page(side)
    problem = ""
    if request.method == "POST":
        if request.POST.get("version") != page.version or not page.can_save:
            problem = "สิ่งที่เลือกเปลี่ยนไปหลังจากเปิดหน้านี้ ตรวจทานอีกครั้งแล้วบันทึก"
        else:
            try:
                done = selecting.save_selection(side=side)
            except PinError as refusal:
                problem = str(refusal)
            else:
                words = pages.change_words(len(done.added), len(done.removed), page.heading.unit)
                messages.success(request, f"{words or 'ไม่มีอะไรต้องเปลี่ยน'} บันทึกแล้ว ประชาชนเห็นทันที")
                return redirect(page.heading.pick_path)
    context = {"page": page, "problem": problem}
    return render(request, "office/pins_review.html", context, status=422 if problem else 200)


@require_POST
@with_side
def undo(request: OfficeRequest, side: Side) -> HttpResponse:
    """Take her last change of this record's pins back."""
    heading = pages.heading_of(side)
    try:
        done = changes.undo_change(rights=side.rights, about=side.about)
    except PinError as refusal:
        messages.error(request, str(refusal))
    else:
        words = pages.change_words(len(done.added), len(done.removed), heading.unit)
        messages.success(request, f"ย้อนกลับแล้ว: {words}")
    return redirect(heading.pick_path)


def _keep(request: OfficeRequest, side: Side) -> HttpResponse:
    """Keep the ticks of the page that was sent, then do what its button says."""
    heading = pages.heading_of(side)
    act = request.POST.get("act", "")
    if act == "clear":
        selecting.clear(side=side)
        messages.success(request, "ล้างสิ่งที่เลือกไว้แล้ว หมุดที่ปักอยู่ไม่เปลี่ยน")
        return redirect(heading.pick_path)
    shown, picked = pages.shown_ids(request.POST)
    selecting.pick(side=side, shown=shown, picked=picked)
    if request.headers.get("HX-Request"):
        return render(request, "office/pins_picked.html", {"picked": pages.picked_so_far(side)})
    if act == "review":
        return redirect(heading.review_path)
    was = Filters.read_sent(request.POST)
    if act in {"all", "none"}:
        selecting.pick_all(side=side, found=was.of(side), is_picked=act == "all")
        return redirect(f"{heading.pick_path}?{was.query}")
    if act.startswith("page-"):
        wanted = act.removeprefix("page-")
        page = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 1
        return redirect(f"{heading.pick_path}?{was.query}&page={page}")
    return redirect(f"{heading.pick_path}?{Filters.read(request.POST).query}")
