"""Broken web addresses."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.accounts.roles import Act
from infogo.office.pages.link_check import links_page
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.EDIT_MANUAL, Act.EDIT_POINT, Act.EDIT_AGENCY)
def links(request: OfficeRequest) -> HttpResponse:
    """List what does not open in her records."""
    is_on = bool(settings.INFOGO["LINK_CHECK"])
    page = links_page(request.rights, request.GET.get("page", ""), is_on=is_on)
    return render(request, "office/links.html", {"page": page})
