"""An officer's own account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from infogo.office.pages.account import account_page
from infogo.workspace import gate
from infogo.workspace.gate import OfficeRequest


@require_safe
def account(request: OfficeRequest) -> HttpResponse:
    """Show her ways of signing in and her history."""
    return render(request, "office/account.html", {"page": account_page(request.rights)})


@require_safe
def setup(request: OfficeRequest) -> HttpResponse:
    """Ask an officer whose duties demand it to set up a second factor."""
    if not gate.lacks_second_factor(request, request.rights):
        return redirect("office:home")
    return render(request, "office/setup.html")
