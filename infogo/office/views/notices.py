"""What an officer is told, and whether by letter too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from infogo.accounts.notices import choose_letters, mark_read
from infogo.office.forms import LettersForm, ReadForm
from infogo.office.pages.notices import notices_page
from infogo.workspace.gate import OfficeRequest


@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    """List her notices."""
    page = notices_page(request.rights.officer, request.GET.get("page", ""))
    return render(request, "office/notices.html", {"page": page})


@require_POST
def read(request: OfficeRequest) -> HttpResponse:
    """Take one of her notices as read, or all of them."""
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(officer=request.rights.officer, notice_id=form.cleaned_data["notice"])
    return redirect("office:notices")


@require_POST
def letters(request: OfficeRequest) -> HttpResponse:
    """Let notices come by e-mail too, or no longer."""
    form = LettersForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["letters"] == "on"
        choose_letters(officer=request.rights.officer, wanted=wanted)
        said = "จะส่งแจ้งเตือนทางอีเมลด้วย" if wanted else "จะไม่ส่งแจ้งเตือนทางอีเมลอีก"
        messages.success(request, said)
    return redirect("office:account")
