"""Public holidays: adding one, calling it something else, and making it an ordinary day again."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.pages import reference_holidays as pages
from infogo.central.pages.editing import Editing
from infogo.central.reference_forms import EndForm, HolidayForm
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.models import PublicHoliday
from infogo.core.refusal import mark_of
from infogo.delays.holidays import values_of
from infogo.delays.services.holidays import drop_holiday, set_holiday
from infogo.workspace.gate import OfficeRequest

FIRST_YEAR, LAST_YEAR = 1900, 2200


@require_safe
@administering
def holidays(request: OfficeRequest) -> HttpResponse:
    """List the holidays of a year."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0
    is_year = FIRST_YEAR <= year <= LAST_YEAR
    today = request.rights.on
    return answer_listing(request, pages.holidays_page(year if is_year else today.year, today))


@FORM
@administering
def holiday_new(request: OfficeRequest) -> HttpResponse:
    """Add a special holiday or a substitution day."""

    def save(form: HolidayForm, _seen: str) -> str:
        set_holiday(facts=form.facts(), seen=mark_of({}), actor=actor_of(request))
        return "เพิ่มวันหยุดแล้ว ระบบกำลังนับกำหนดของเรื่องที่ยังไม่เสร็จใหม่"

    return answer_editing(
        request,
        Editing(
            title="เพิ่มวันหยุด",
            lead="วันหยุดพิเศษหรือวันหยุดชดเชยตามมติคณะรัฐมนตรี",
            back=pages.BACK,
            form=HolidayForm(request.POST or None),
            look=lambda form: pages.preview(
                form.facts().on, is_holiday=True, today=request.rights.on
            ),
            save=save,
            to=reverse("central:holidays"),
            save_label="เพิ่มวันหยุด",
            changes=pages.changes(),
        ),
    )


@FORM
@administering
def holiday(request: OfficeRequest, day: str) -> HttpResponse:
    """Call a holiday something else."""
    held = _held(day)

    def save(form: HolidayForm, seen: str) -> str:
        set_holiday(facts=form.facts(), seen=seen, actor=actor_of(request))
        return "แก้วันหยุดแล้ว"

    initial = {"name_th": held.name_th, "name_en": held.name_en, "source": held.source}
    return answer_editing(
        request,
        Editing(
            title="แก้วันหยุด",
            back=pages.BACK,
            form=HolidayForm(request.POST or None, day=held.on, initial=initial),
            look=lambda _form: pages.rewording(held.on),
            save=save,
            to=reverse("central:holidays"),
            mark=lambda: _mark(held.on),
            now=pages.facts_now(held),
            links=[("ยกเลิกวันหยุดนี้", reverse("central:holiday_drop", args=[held.on.isoformat()]))],
            changes=pages.changes(held.on),
        ),
    )


@FORM
@administering
def holiday_drop(request: OfficeRequest, day: str) -> HttpResponse:
    """Make a holiday an ordinary day again."""
    held = _held(day)

    def save(form: EndForm, seen: str) -> str:
        reason = form.cleaned_data["reason"]
        drop_holiday(on=held.on, seen=seen, reason=reason, actor=actor_of(request))
        return "ยกเลิกวันหยุดแล้ว ระบบกำลังนับกำหนดของเรื่องที่ยังไม่เสร็จใหม่"

    return answer_editing(
        request,
        Editing(
            title="ยกเลิกวันหยุด",
            back=pages.BACK,
            form=EndForm(request.POST or None),
            look=lambda _form: pages.preview(held.on, is_holiday=False, today=request.rights.on),
            save=save,
            to=reverse("central:holidays"),
            mark=lambda: _mark(held.on),
            save_label="ยกเลิกวันหยุด",
            now=pages.facts_now(held),
            changes=pages.changes(held.on),
        ),
    )


def _held(day: str) -> PublicHoliday:
    try:
        on = date.fromisoformat(day)
    except ValueError as problem:
        raise Http404 from problem
    return get_object_or_404(PublicHoliday, on=on)


def _mark(on: date) -> str:
    return mark_of(values_of(PublicHoliday.objects.filter(on=on).first()))
