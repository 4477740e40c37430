"""Tokens with which programs of an agency act for an officer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from infogo.accounts.services import RefusedError
from infogo.accounts.tokens import TOKEN_ACTS, make_token, revocable_tokens, revoke_token
from infogo.office.pages.tokens import tokens_page
from infogo.office.token_forms import TokenForm
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_http_methods(["GET", "HEAD", "POST"])
@needing(*TOKEN_ACTS)
def tokens(request: OfficeRequest) -> HttpResponse:
    """List her tokens; a POST makes one and shows its secret, which is kept nowhere."""
    form = TokenForm(request.POST or None, rights=request.rights)
    problem = secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = make_token(officer=request.rights.officer, **form.cleaned_data)
        except RefusedError as refusal:
            problem = str(refusal)
    status = form_status(form, problem)
    if secret:
        form = TokenForm(rights=request.rights)
    page = tokens_page(request.rights, secret)
    context = {"page": page, "form": form, "problem": problem}
    return render(request, "office/tokens.html", context, status=status)


@require_POST
def revoke(request: OfficeRequest, token_id: int) -> HttpResponse:
    """End a token of her own, or of an officer she administers."""
    found = get_object_or_404(revocable_tokens(request.rights), pk=token_id)
    try:
        revoke_token(rights=request.rights, token_id=found.pk)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"เพิกถอนโทเค็น {found.prefix} แล้ว โปรแกรมที่ใช้โทเค็นนี้หยุดทำงานทันที")
    if found.officer_id != request.rights.officer.pk:
        return redirect("office:officer", found.officer_id)
    return redirect("office:tokens")
