"""Addresses to which changes are sent: the list, making one, one and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.changes import services
from infogo.changes.models import Subscription
from infogo.changes.services import manageable
from infogo.core.converters import LARGEST_ID
from infogo.core.refusal import RefusalError
from infogo.office.pages.webhooks import webhook_page, webhooks_page
from infogo.office.webhook_forms import WebhookForm
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

DONE: Mapping[str, tuple[Callable[..., Any], Mapping[str, Any], str]] = {
    "pause": (services.pause, {}, "พักการส่งแล้ว ระบบจำตำแหน่งไว้"),
    "resume": (services.resume, {}, "เปิดส่งต่อจากที่ค้างไว้แล้ว"),
    "skip": (services.resume, {"skip": True}, "ข้ามข้อความที่ค้างและเปิดส่งต่อแล้ว"),
    "try": (services.try_out, {}, "สั่งส่งทดลองแล้ว ดูผลในหน้านี้อีกสักครู่"),
}


@require_safe
@needing(Act.ADMINISTER)
def webhooks(request: OfficeRequest) -> HttpResponse:
    """List the addresses of the agencies that she administers."""
    page = webhooks_page(request.rights, _number(request.GET.get("after", "")))
    return render(request, "office/webhooks.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needing(Act.ADMINISTER)
def webhook_new(request: OfficeRequest) -> HttpResponse:
    """Add an address and show its secret, this once."""
    form, problem = WebhookForm(request.POST or None, rights=request.rights), ""
    if request.method == "POST" and form.is_valid():
        whose = form.cleaned_data["agency"]
        try:
            row, secret = services.subscribe(
                rights=request.rights, agency_id=whose, wanted=form.wanted()
            )
        except RefusalError as refusal:
            if refusal.field:
                form.add_error(refusal.field, str(refusal))
            problem = "" if refusal.field else str(refusal)
        else:
            return render(request, "office/webhook.html", {"page": webhook_page(row, secret)})
    context = {"form": form, "problem": problem}
    return render(request, "office/webhook_new.html", context, status=form_status(form, problem))


@require_safe
def webhook(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Show one address."""
    page = webhook_page(_hers(request, webhook_id))
    return render(request, "office/webhook.html", {"page": page})


@require_POST
def webhook_do(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Rest, go on, try it out, or send a message that was left behind once more."""
    row, rights = _hers(request, webhook_id), request.rights
    try:
        if "again" in request.POST:
            letter_id = _number(request.POST["again"])
            services.send_again(rights=rights, subscription_id=row.pk, letter_id=letter_id)
            said = "สั่งส่งอีกครั้งแล้ว ดูผลในหน้านี้อีกสักครู่"
        elif (chosen := request.POST.get("do", "")) in DONE:
            act, more, said = DONE[chosen]
            act(rights=rights, subscription_id=row.pk, **more)
        else:
            return HttpResponseBadRequest()
    except RefusalError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("office:webhook", row.pk)


@require_POST
def webhook_secret(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Give it a new secret and show that, this once."""
    row = _hers(request, webhook_id)
    row, secret = services.renew_secret(rights=request.rights, subscription_id=row.pk)
    return render(request, "office/webhook.html", {"page": webhook_page(row, secret)})


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_end(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Ask once more, then send nothing there again."""
    row = _hers(request, webhook_id)
    if request.method != "POST":
        return render(request, "office/webhook_end.html", {"page": webhook_page(row)})
    services.unsubscribe(rights=request.rights, subscription_id=row.pk)
    messages.success(request, f"ลบปลายทาง {row.name} แล้ว")
    return redirect("office:webhooks")


def _hers(request: OfficeRequest, webhook_id: int) -> Subscription:
    rows = manageable(request.rights).select_related("agency", "owner")
    return get_object_or_404(rows, pk=webhook_id)


def _number(text: str) -> int:
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID))
    return int(text) if is_one else 0
