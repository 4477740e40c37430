"""Rule sets and report forms: new editions from a coming day on, made by their definitions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.edition_forms import NewFormForm, NewRuleSetForm
from infogo.central.pages import reference_editions as pages
from infogo.central.pages.editing import Editing, Fact, Preview
from infogo.central.reference_forms import EndForm
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.dates import long_date
from infogo.core.refusal import mark_of
from infogo.manuals.models import RuleSet
from infogo.manuals.rule_set_services import (
    checked_parameters,
    enact_rule_set,
    withdraw_rule_set,
)
from infogo.volumes.models import ReportForm
from infogo.volumes.services.forms import checked_definition, enact_form, withdraw_form
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def rule_sets(request: OfficeRequest) -> HttpResponse:
    """List the editions of the law's parameters."""
    return answer_listing(request, pages.editions_page(RuleSet, request.rights.on))


@require_safe
@administering
def rule_set(request: OfficeRequest, edition_id: int) -> HttpResponse:
    """Show all that an edition says."""
    held = get_object_or_404(RuleSet, pk=edition_id)
    return answer_listing(request, pages.edition_page(held, request.rights.on))


@FORM
@administering
def rule_set_new(request: OfficeRequest) -> HttpResponse:
    """Add an edition that begins on a coming day."""
    newest = _newest(RuleSet)
    parameters = newest.parameters if newest else {}

    def look(form: NewRuleSetForm) -> Preview:
        checked = checked_parameters(form.value())
        begins = form.cleaned_data["effective_from"]
        return pages.rules_preview(checked, begins, request.rights.on)

    def save(form: NewRuleSetForm, _seen: str) -> str:
        enact_rule_set(**form.named(), parameters=form.value(), actor=actor_of(request))
        return "ออกฉบับใหม่แล้ว ถอนได้ก่อนวันที่เริ่มใช้"

    return answer_editing(
        request,
        Editing(
            title="ออกเกณฑ์ฉบับใหม่",
            lead="เริ่มจากค่าของฉบับล่าสุด แก้เฉพาะค่าที่เปลี่ยน",
            back=pages.RULES_BACK,
            form=NewRuleSetForm(request.POST or None, value=parameters),
            look=look,
            save=save,
            to=reverse("central:rule_sets"),
            save_label="ออกฉบับใหม่",
            changes=pages.changes("rule_set"),
        ),
    )


@FORM
@administering
def rule_set_withdraw(request: OfficeRequest, edition_id: int) -> HttpResponse:
    """Take back an edition that is not in force yet."""
    held = get_object_or_404(RuleSet, pk=edition_id, effective_from__gt=request.rights.on)

    def save(form: EndForm, _seen: str) -> str:
        reason = form.cleaned_data["reason"]
        withdraw_rule_set(rule_set_id=held.pk, reason=reason, actor=actor_of(request))
        return "ถอนฉบับที่ยังไม่เริ่มใช้แล้ว ฉบับเดิมใช้ต่อ"

    return answer_editing(request, _withdrawal(request, "rule_set", held, save))


@require_safe
@administering
def report_forms(request: OfficeRequest) -> HttpResponse:
    """List the forms of monthly reports."""
    return answer_listing(request, pages.editions_page(ReportForm, request.rights.on))


@require_safe
@administering
def report_form(request: OfficeRequest, edition_id: int) -> HttpResponse:
    """Show all that a form asks for."""
    held = get_object_or_404(ReportForm, pk=edition_id)
    return answer_listing(request, pages.edition_page(held, request.rights.on))


@FORM
@administering
def report_form_new(request: OfficeRequest) -> HttpResponse:
    """Add a form that begins with a coming month."""
    newest = _newest(ReportForm)
    definition = newest.definition if newest else {}

    def look(form: NewFormForm) -> Preview:
        checked = checked_definition(form.value())
        begins = form.cleaned_data["effective_from"]
        return pages.form_preview(checked, begins, request.rights.on)

    def save(form: NewFormForm, _seen: str) -> str:
        enact_form(**form.named(), definition=form.value(), actor=actor_of(request))
        return "ออกแบบใหม่แล้ว ถอนได้ก่อนเดือนที่เริ่มใช้"

    return answer_editing(
        request,
        Editing(
            title="ออกแบบรายงานใหม่",
            lead="เริ่มจากแบบล่าสุด แก้เฉพาะช่องที่เปลี่ยน",
            back=pages.FORMS_BACK,
            form=NewFormForm(request.POST or None, value=definition),
            look=look,
            save=save,
            to=reverse("central:report_forms"),
            save_label="ออกแบบใหม่",
            changes=pages.changes("report_form"),
        ),
    )


@FORM
@administering
def report_form_withdraw(request: OfficeRequest, edition_id: int) -> HttpResponse:
    """Take back a form whose first month has not begun."""
    held = get_object_or_404(ReportForm, pk=edition_id, effective_from__gt=request.rights.on)

    def save(form: EndForm, _seen: str) -> str:
        reason = form.cleaned_data["reason"]
        withdraw_form(form_id=held.pk, reason=reason, actor=actor_of(request))
        return "ถอนแบบที่ยังไม่เริ่มใช้แล้ว แบบเดิมใช้ต่อ"

    return answer_editing(request, _withdrawal(request, "report_form", held, save))


def _withdrawal(
    request: OfficeRequest, name: str, held: RuleSet | ReportForm, save: Any
) -> Editing:
    begins: date = held.effective_from
    return Editing(
        title=f"ถอน “{held.name_th}”",
        back=pages.RULES_BACK if name == "rule_set" else pages.FORMS_BACK,
        form=EndForm(request.POST or None),
        look=lambda _form: Preview(
            lead=f"ฉบับนี้จะไม่เริ่มใช้ใน {long_date(begins)} ฉบับที่ใช้อยู่ใช้ต่อ เนื้อหาเก็บไว้ในบันทึก"
        ),
        save=save,
        to=reverse(f"central:{name}s"),
        mark=lambda: mark_of({"pk": held.pk}),
        save_label="ถอนฉบับนี้",
        now=[Fact("ชื่อ", held.name_th), Fact("เริ่มใช้", long_date(begins))],
        changes=pages.changes(name, held.pk),
    )


def _newest(model: Any) -> Any:
    """Return the edition that begins last, coming ones included: new ones begin from it."""
    return model.objects.order_by("effective_from").last()
