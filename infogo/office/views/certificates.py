"""A point's certificate as ศูนย์ราชการสะดวก: told by its agency, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from infogo.core.dates import bangkok_now
from infogo.office.certificate_forms import CertificateForm, TakeBackForm, certificate_initial
from infogo.office.views.points import for_editors, form_page
from infogo.points import certificates
from infogo.points.errors import PointError
from infogo.points.models import Certificate, ServicePoint
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest


@form_page
@for_editors
def certificate(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Show what is said of it; a POST tells it to the centre, which confirms it."""
    held = _held(point)
    form = CertificateForm(request.POST or None, initial=certificate_initial(held))
    problem = ""
    if form.is_valid() and form.facts:
        try:
            certificates.tell_certificate(
                point_id=point.pk,
                facts=form.facts,
                actor=request.rights.officer.audit_name,
                seen=form.cleaned_data["seen"],
            )
        except PointError as refusal:
            problem = str(refusal)
            begin_anew(form, held.version if held else 0)
        else:
            messages.success(request, "บันทึกใบรับรองแล้ว ประชาชนเห็นเมื่อส่วนกลางยืนยัน")
            return redirect("office:point", point.pk)
    taking_back = TakeBackForm(initial={"seen": held.version}) if held else None
    return _page(request, point, held, form, taking_back, problem)


@require_POST
@for_editors
def certificate_take_back(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Take out what was said, with a reason."""
    held, taking_back = _held(point), TakeBackForm(request.POST)
    problem = ""
    if taking_back.is_valid():
        try:
            certificates.take_back_certificate(
                point_id=point.pk,
                reason=taking_back.cleaned_data["reason"],
                actor=request.rights.officer.audit_name,
                seen=taking_back.cleaned_data["seen"],
            )
        except PointError as refusal:
            problem = str(refusal)
            begin_anew(taking_back, held.version if held else 0)
        else:
            messages.success(request, "เอาใบรับรองออกแล้ว")
            return redirect("office:point", point.pk)
    form = CertificateForm(initial=certificate_initial(held))
    return _page(request, point, held, form, taking_back, problem)


def _page(
    request: OfficeRequest,
    point: ServicePoint,
    held: Certificate | None,
    form: CertificateForm,
    taking_back: TakeBackForm | None,
    problem: str,
) -> HttpResponse:
    wrong = taking_back if taking_back and taking_back.is_bound else form
    context = {
        "point": point,
        "held": held,
        "holds": held and held.holds_on(bangkok_now().date()),
        "form": form,
        "taking_back": taking_back,
        "wrong": wrong,
        "problem": problem,
    }
    status = form_status(wrong, problem)
    return render(request, "office/certificate.html", context, status=status)


def _held(point: ServicePoint) -> Certificate | None:
    return Certificate.objects.filter(point=point).first()
