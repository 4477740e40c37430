"""Where pinning begins, and what is known about the pins there are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from infogo.office.pages import pin_facts as pages
from infogo.office.pages.pin_filters import Filters
from infogo.office.pages.pin_hub import hub_page
from infogo.office.pages.pins import shown_ids
from infogo.office.pin_forms import OWN, SeveralForm
from infogo.office.views.pins import for_pinners, form_page, with_side
from infogo.pins.errors import PinError
from infogo.pins.models import Pin
from infogo.pins.perms import changeable_pins, manuals_to_open, points_to_open
from infogo.pins.services import facts as services
from infogo.pins.sides import Side
from infogo.points.opening import stored_hours
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest

NONE_CHOSEN = "ยังไม่ได้เลือกหมุด ติ๊กหมุดที่ต้องการก่อน"
NOTHING_SAID = "ยังไม่ได้ใส่ข้อมูลที่จะเปลี่ยน ใส่อย่างน้อยหนึ่งช่อง"


@form_page
@for_pinners
def hub(request: OfficeRequest) -> HttpResponse:
    """Show what is missing or old; a POST confirms the pins that were ticked."""
    problem = ""
    if request.method == "POST":
        ticked = shown_ids(request.POST)[1]
        if not ticked:
            problem = NONE_CHOSEN
        else:
            try:
                count = services.confirm_pins(rights=request.rights, pin_ids=ticked)
            except PinError as refusal:
                problem = str(refusal)
            else:
                messages.success(request, f"ยืนยันแล้วว่า {count:,} หมุดยังให้บริการ")
                return redirect(request.get_full_path())
    context = {"page": hub_page(request.rights, request.GET), "problem": problem}
    return render(request, "office/pins.html", context, status=422 if problem else 200)


@form_page
@with_side
def several(request: OfficeRequest, side: Side) -> HttpResponse:
    """List the pins of a record; a POST confirms some of them, or says the same of them."""
    filters = Filters.read(request.GET, states=("", pages.UNCONFIRMED))
    is_about_facts = request.POST.get("act") == "set"
    form = SeveralForm(request.POST if is_about_facts else None)
    problem = ""
    if request.method == "POST" and not (is_about_facts and not form.is_valid()):
        chosen = pages.chosen_pins(side, filters, request.POST)
        values = form.facts() if is_about_facts else None
        problem = NONE_CHOSEN if not chosen else NOTHING_SAID if values == {} else ""
        if not problem:
            try:
                done = _apply(side, chosen, values)
            except PinError as refusal:
                problem = str(refusal)
            else:
                messages.success(request, done)
                return redirect(request.get_full_path())
    sent = request.POST if request.method == "POST" else None
    context = {"page": pages.facts_page(side, filters, sent), "form": form, "problem": problem}
    status = form_status(form, problem)
    return render(request, "office/pins_facts.html", context, status=status)


@form_page
@for_pinners
def pin(request: OfficeRequest, pin_id: int) -> HttpResponse:
    """Show one pin; a POST confirms it, or says what differs there."""
    found = get_object_or_404(
        changeable_pins(request.rights).select_related(
            "manual__procedure", "manual__agency", "point__agency", "point__province"
        ),
        pk=pin_id,
    )
    if request.POST.get("act") == "confirm":
        services.confirm_pins(rights=request.rights, pin_ids=[found.pk])
        messages.success(request, "ยืนยันแล้วว่ายังให้บริการเรื่องนี้ที่จุดนี้")
        return redirect("office:pin", found.pk)
    sent = request.POST if request.method == "POST" else None
    form, hours = pages.forms_of(found, sent)
    problem = ""
    if sent is not None and not hours.only_redraws:
        problem, saved = _save(request, found, form, hours)
        if saved:
            messages.success(request, "บันทึกข้อมูลของหมุดแล้ว ประชาชนเห็นทันที")
            return redirect("office:pin", found.pk)
    page = pages.pin_page(found, request.rights.on, _sides(request, found), hours)
    context = {"page": page, "form": form, "hours": hours, "problem": problem}
    is_wrong = sent is not None and not hours.only_redraws
    return render(request, "office/pin.html", context, status=422 if is_wrong else 200)


def _save(request: OfficeRequest, found: Pin, form: Any, hours: Any) -> tuple[str, bool]:
    """Save what was said of one pin; return why not, and whether it was."""
    has_own = request.POST.get("hours_of") == OWN
    if not form.is_valid() or (has_own and not hours.is_valid()):
        return "", False
    values = form.facts() | {"hours": stored_hours(hours.hours()) if has_own else {}}
    try:
        services.set_facts(
            rights=request.rights,
            pin_ids=[found.pk],
            facts=values,
            about=("pin", found.pk),
            seen=request.POST.get("seen", ""),
        )
    except PinError as refusal:
        return str(refusal), False
    return "", True


def _apply(side: Side, chosen: list[int], values: dict[str, Any] | None) -> str:
    """Confirm the pins, or set facts of them; return what was done in words."""
    if values is None:
        count = services.confirm_pins(rights=side.rights, pin_ids=chosen, about=side.about)
        return f"ยืนยันแล้วว่า {count:,} หมุดยังให้บริการ"
    count = services.set_facts(rights=side.rights, pin_ids=chosen, facts=values, about=side.about)
    return f"บันทึกข้อมูลของ {count:,} หมุดแล้ว ประชาชนเห็นทันที"


def _sides(request: OfficeRequest, found: Pin) -> dict[str, bool]:
    manuals, points = manuals_to_open(request.rights), points_to_open(request.rights)
    return {
        "office:manual_pins_facts": manuals.filter(pk=found.manual_id).exists(),
        "office:point_pins_facts": points.filter(pk=found.point_id).exists(),
    }
