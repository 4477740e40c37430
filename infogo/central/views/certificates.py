"""The central agency's part of certificates: the state of the country, and deciding about one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.central.certificate_forms import CONFIRM, DecideForm
from infogo.central.pages.certificates import certificates_page
from infogo.central.views.needing import needing_central
from infogo.core.dates import bangkok_now
from infogo.points import certificates as services
from infogo.points.errors import PointError
from infogo.points.models import Certificate
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needing_central(Act.REVIEW, Act.ANALYSE)
def certificates(request: OfficeRequest) -> HttpResponse:
    """Show what waits, who holds a certificate where, and what ends soon."""
    page = certificates_page(bangkok_now().date(), request.GET.get("prov", ""))
    context = {"page": page, "may_decide": request.rights.everywhere(Act.REVIEW)}
    return render(request, "central/certificates.html", context)


@form_page
@needing_central(Act.REVIEW)
def certificate(request: OfficeRequest, certificate_id: int) -> HttpResponse:
    """Show one certificate; a POST confirms, refuses or withdraws it."""
    found = get_object_or_404(
        Certificate.objects.select_related("point__agency", "point__province"), pk=certificate_id
    )
    form = DecideForm(request.POST or None, initial={"seen": found.version})
    problem = ""
    if form.is_valid():
        try:
            services.decide_certificate(
                certificate_id=found.pk,
                is_true=form.cleaned_data["outcome"] == CONFIRM,
                reason=form.cleaned_data["reason"],
                actor=request.rights.officer.audit_name,
                seen=form.cleaned_data["seen"],
            )
        except PointError as refusal:
            problem = str(refusal)
            begin_anew(form, found.version)
        else:
            messages.success(request, f"บันทึกผลตรวจใบรับรองของ{found.point.name_th}แล้ว")
            return redirect("central:certificates")
    context = {
        "held": found,
        "form": form,
        "problem": problem,
        "place_href": reverse("www:place", args=[found.point_id]),
    }
    status = form_status(form, problem)
    return render(request, "central/certificate.html", context, status=status)
