"""Refusing and returning: of watched requests and of receipts, with their letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now, long_date
from infogo.delays.errors import DelayError
from infogo.delays.models import Manual, Receipt, Refusal
from infogo.delays.refusal_letters import refusal_pdf
from infogo.delays.refusals import refusal_of
from infogo.delays.refusals_models import REFUSALS
from infogo.delays.services import checks, refusals
from infogo.delays.services.cases import Decision
from infogo.display.manual_head import manual_address
from infogo.display.structured import absolute
from infogo.office.act_page import ActPage, act_page, put_beside
from infogo.office.refusal_forms import (
    ReasonForm,
    ReceiptRefusalForm,
    RefusalForm,
    asked_of,
    known_of,
)
from infogo.office.views.delay_acts import case_to_write_in
from infogo.office.views.delays import case_within_reach
from infogo.office.views.receipts import receipt_of
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])
REFUSE = ActPage(
    "ไม่อนุญาตหรือคืนคำขอ",
    "ต้องบอกเหตุผลเป็นหนังสือ และบอกว่าอุทธรณ์หรือฟ้องอย่างไรภายในเมื่อไร บันทึกแล้วพิมพ์หนังสือได้ "
    "คืนคำขอได้เมื่อผู้ยื่นไม่ส่งเอกสารตามบันทึกความบกพร่องภายในกำหนด (มาตรา 9) แล้วการนับเวลาจบลง",
    "บันทึกผลและเหตุผล",
    "บันทึกผลและเหตุผลแล้ว พิมพ์หนังสือถึงผู้ยื่นได้",
)
EXPLAIN = ActPage(
    "บันทึกเหตุผล",
    "เรื่องนี้ปิดแล้วแต่ยังไม่มีเหตุผล บันทึกเพื่อพิมพ์หนังสือถึงผู้ยื่น พร้อมวิธีอุทธรณ์หรือฟ้อง",
    "บันทึกเหตุผล",
    "บันทึกเหตุผลแล้ว พิมพ์หนังสือถึงผู้ยื่นได้",
)


@form_page
@needing(Act.VIEW)
def delay_refuse(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Refuse or return a watched request; or write down why, where it ended without reasons."""
    case = case_to_write_in(request, case_id)
    begun, asked = dict(known_of(case)), asked_of(case)
    if not case.is_open and case.outcome in REFUSALS:
        explaining = ReasonForm(request.POST or None, initial=begun, asked=asked)

        def wrong_reason(_said: dict[str, Any]) -> Iterable[DelayError]:
            return refusals.wrong_ground(case.outcome, explaining.ground(), case.decided_on, case)

        def explain(_said: dict[str, Any], actor: str) -> object:
            return refusals.explain_case(case_id=case.pk, ground=explaining.ground(), actor=actor)

        return act_page(request, case, EXPLAIN, explaining, explain, wrong_reason)
    form = RefusalForm(
        request.POST or None,
        initial={**begun, "decided_on": long_date(bangkok_now().date())},
        asked=asked,
    )

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return [
            *checks.wrong_end(case, decided_on=said.get("decided_on"), told_on=said.get("told_on")),
            *refusals.wrong_ground(form.outcome_said(), form.ground(), form.decided_said(), case),
        ]

    def save(said: dict[str, Any], actor: str) -> object:
        outcome = form.outcome_said()
        if outcome is None:
            raise DelayError(refusals.NO_REFUSAL, "outcome")
        decision = Decision(said["decided_on"], outcome, said["told_on"])
        return refusals.refuse_case(
            case_id=case.pk, decision=decision, ground=form.ground(), actor=actor
        )

    return act_page(request, case, REFUSE, form, save, wrong)


@require_safe
@needing(Act.VIEW)
def delay_refusal_letter(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Send the letter of a case that was refused or returned."""
    case = case_within_reach(request, case_id)
    found = refusal_of(case)
    return _letter(found, case.manual, f"แจ้งผล-{case.pk}.pdf")


@form_page
@needing(Act.REPORT)
def receipt_refuse(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Finish a receipt whose request was refused or returned."""
    receipt = receipt_of(request, receipt_id)
    form = ReceiptRefusalForm(
        request.POST or None, initial={"decided_on": long_date(request.rights.on)}
    )
    problem = ""
    if request.method == "POST":
        refused = _refused(request, receipt, form)
        if not refused and not form.errors:
            messages.success(request, "บันทึกผลและเหตุผลแล้ว พิมพ์หนังสือถึงผู้ยื่นได้")
            return redirect("office:receipt", receipt_id)
        problem = put_beside(form, refused, {"finished_on": "decided_on"})
    context = {"receipt": receipt, "act": REFUSE, "form": form, "problem": problem}
    status = form_status(form, problem)
    return render(request, "office/receipt_refuse.html", context, status=status)


@require_safe
@needing(Act.REPORT)
def receipt_refusal_letter(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Send the letter of a receipt whose request was refused or returned."""
    receipt = receipt_of(request, receipt_id)
    found = refusal_of(receipt)
    return _letter(found, receipt.manual, f"แจ้งผล-{receipt.code}.pdf")


def _refused(
    request: OfficeRequest, receipt: Receipt, form: ReceiptRefusalForm
) -> Iterable[DelayError]:
    """Save a form that is valid; return what is wrong with what could be read."""
    outcome, decided_on = form.is_valid() and form.outcome_said(), form.decided_said()
    if not outcome or decided_on is None:
        return list(refusals.wrong_ground(form.outcome_said(), form.ground(), decided_on, receipt))
    try:
        refusals.refuse_receipt(
            receipt_id=receipt.pk,
            outcome=outcome,
            decided_on=decided_on,
            ground=form.ground(),
            actor=request.rights.officer.audit_name,
        )
    except DelayError as refusal:
        return refusal.every()
    return ()


def _letter(found: Refusal | None, manual: Manual, name: str) -> HttpResponse:
    if found is None:
        raise Http404
    local_id = None if manual.is_standard else manual.agency_id
    page = absolute(manual_address(manual.procedure_id, local_id, "appeal"))
    answer = HttpResponse(refusal_pdf(found, address=page), content_type="application/pdf")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer
