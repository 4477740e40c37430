"""Service points: the list, one of them, and a page for each part of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.agencies.models import AgencyStatus
from infogo.core.written import asked_words
from infogo.office.hours_form import HoursForm
from infogo.office.pages import point as pages
from infogo.office.pages.hours import hours_preview
from infogo.office.pages.map import pick_map
from infogo.office.pages.points import points_page, read_filter, sees_points
from infogo.office.pages.team import agency_options
from infogo.office.place_forms import (
    AccessForm,
    PointForm,
    PositionForm,
    StandingForm,
    access_initial,
    access_texts,
    named,
)
from infogo.office.views.parts import Outcome, doubt_about, part_page
from infogo.pins.counting import counted_again
from infogo.pins.losing import asks_for_certainty, loss_of
from infogo.points import services
from infogo.points.errors import PointConflictError, PointError
from infogo.points.facts import point_kinds, written_facts
from infogo.points.models import ServicePoint
from infogo.points.opening import hours_of
from infogo.points.services import Part
from infogo.workspace.forms import form_status, said_so_far, words_sought
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the point, under its row's rights: 404 if not hers to see, 403 to change."""

    @wraps(view)
    def asked(request: OfficeRequest, point_id: int, **kwargs: Any) -> HttpResponse:
        found = pages.points_with_all(request.rights.points(Act.VIEW))
        point = get_object_or_404(found, pk=point_id)
        if not request.rights.points(Act.EDIT_POINT).filter(pk=point.pk).exists():
            raise PermissionDenied
        return view(request, point, **kwargs)

    return asked


@require_safe
def points(request: OfficeRequest) -> HttpResponse:
    """List the points that she may see."""
    if not sees_points(request.rights):
        raise PermissionDenied
    page = points_page(request.rights, read_filter(request.GET), request.GET.get("page", ""))
    return render(request, "office/points.html", {"page": page})


@require_safe
def point(request: OfficeRequest, point_id: int) -> HttpResponse:
    """Show one point and what it lacks."""
    found = get_object_or_404(pages.points_with_all(request.rights.points(Act.VIEW)), pk=point_id)
    page = pages.overview_page(request.rights, found)
    return render(request, "office/point.html", {"page": page})


@require_POST
@for_editors
def point_confirm(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Note that she read all of it and found it true."""
    services.confirm_point(point_id=point.pk, actor=request.rights.officer.audit_name)
    messages.success(request, "บันทึกแล้วว่าข้อมูลถูกต้อง ณ วันนี้")
    return redirect("office:point", point.pk)


@require_POST
@for_editors
def point_posted(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Note that the manuals hang at the counter today, or that they do not after all."""
    is_posted = "take_back" not in request.POST
    services.confirm_posting(
        point_id=point.pk, is_posted=is_posted, actor=request.rights.officer.audit_name
    )
    told = "บันทึกแล้วว่าปิดประกาศคู่มือไว้ที่จุดนี้ ณ วันนี้" if is_posted else "บันทึกแล้วว่ายังไม่ได้ปิดประกาศคู่มือ"
    messages.success(request, told)
    return redirect("office:point", point.pk)


@form_page
def point_new(request: OfficeRequest) -> HttpResponse:
    """Open a new point of an agency whose points are all hers to change."""
    hers = request.rights.agencies(Act.EDIT_POINT).filter(status=AgencyStatus.ACTIVE)
    if not hers.exists():
        raise PermissionDenied
    form = PointForm(**said_so_far(request), kinds=point_kinds())
    chosen = number_in(request.POST.get("agency") or request.GET.get("agency"))
    agency = hers.filter(pk=chosen).first()
    problem = "" if agency or not form.is_bound else "เลือกหน่วยงานเจ้าของจุดนี้"
    if form.is_valid() and agency and form.facts:
        try:
            made = services.create_point(
                agency=agency, facts=form.facts, actor=request.rights.officer.audit_name
            )
        except PointError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"เพิ่ม{made.name_th}แล้ว ขั้นต่อไป ใส่พิกัดและเวลาทำการ")
            return redirect("office:point", made.pk)
    words = asked_words(words_sought(request))
    found = hers.filter(name_th__icontains=words) if words else hers
    context = {
        "form": form,
        "problem": problem,
        "query": words,
        "agencies": agency_options(found, chosen or request.rights.officer.agency_id),
        "total": found.count(),
    }
    return render(request, "office/point_new.html", context, status=form_status(form, problem))


@form_page
@for_editors
def point_edit(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Change names, address and contacts."""
    form = PointForm(request.POST or None, initial=written_facts(point), kinds=point_kinds())

    def save(**who: str) -> ServicePoint:
        if form.facts is None:
            raise ValueError("a valid form has read its facts")
        return services.save_facts(point_id=point.pk, facts=form.facts, **who)

    return _part_page(request, point, Part.FACTS, form, save, "office/point_edit.html")


@form_page
@for_editors
def point_position(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Change where it stands; what lies outside its province needs a tick."""
    form = PositionForm(request.POST or None, initial={"written": pages.typed_position(point)})
    doubt = doubt_about(form, point)

    def save(**who: str) -> ServicePoint:
        return services.save_position(point_id=point.pk, position=form.position, note=doubt, **who)

    context = {"doubt": doubt, "map": pick_map(point.province_id, form["written"].id_for_label)}
    template = "office/point_position.html"
    return _part_page(request, point, Part.POSITION, form, save, template, context)


@form_page
@for_editors
def point_hours(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Change opening hours; buttons of the form may only show it again."""
    form = HoursForm(request.POST or None, initial=hours_of(point))
    is_good = form.is_valid()

    def save(**who: str) -> ServicePoint:
        return services.save_hours(point_id=point.pk, hours=form.hours(), **who)

    context = {"preview": hours_preview(form.hours()) if is_good and form.only_redraws else None}
    template = "office/point_hours.html"
    return _part_page(request, point, Part.HOURS, form, save, template, context)


@form_page
@for_editors
def point_access(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Change what there is for whom access is hard."""
    form = AccessForm(request.POST or None, access=access_initial(point), texts=access_texts(point))

    def save(**who: str) -> ServicePoint:
        return services.save_access(
            point_id=point.pk, access=form.access(), texts=form.texts(), **who
        )

    return _part_page(request, point, Part.ACCESS, form, save, "office/point_access.html")


@form_page
@for_editors
def point_status(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Close, suspend, move or open it again; a loss for citizens needs a tick."""
    form = StandingForm(request.POST or None, initial=pages.standing_initial(point))
    loss = loss_of(point)
    asks = form.is_valid() and not form.only_redraws and loss.total
    if asks and asks_for_certainty(point, form.standing()) and not form.cleaned_data["sure"]:
        form.add_error("sure", "อ่านรายการคู่มือที่จะไม่มีจุดให้บริการ แล้วติ๊กว่าทราบ")

    def save(**who: str) -> ServicePoint:
        with counted_again(point.pk):
            return services.set_standing(
                point_id=point.pk,
                standing=form.standing(),
                reason=form.cleaned_data["reason"],
                **who,
            )

    found = pages.successors(point, str(form["find"].value() or ""))
    context = {"loss": loss, "successors": named(found, form["successor"].value())}
    template = "office/point_status.html"
    return _part_page(request, point, Part.STATUS, form, save, template, context)


def _part_page(
    request: OfficeRequest,
    point: ServicePoint,
    part: Part,
    form: Any,
    save: Callable[..., ServicePoint],
    template: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer with one part of it; see ``part_page``."""
    outcome = Outcome(
        conflict=PointConflictError,
        refusal=PointError,
        compare=lambda conflict, sent: pages.point_conflict(conflict, part, sent),
        part=pages.PARTS[part],
        address=reverse("office:point", args=[point.pk]),
    )
    seen = request.POST.get("seen", "")[:16] or services.version_of(point, part)
    context = {"point": point, "seen": seen, **(more or {})}
    return part_page(request, form, save, outcome, template, context)


def number_in(text: str | None) -> int:
    """Return the number of a record that a form or an address names; 0 when it can be none."""
    found = text or ""
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 16 else 0
