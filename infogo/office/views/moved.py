"""Addresses of the central agency's work from when it lay below the agencies' face."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from infogo.workspace.gate import OfficeRequest

NOW_BELOW = {"reviews": "reviews", "declarations": "e-act/declarations", "e-act": "e-act"}
"""Where each room stands now, below the face of the central agencies."""


@require_safe
def central_moved(request: OfficeRequest, room: str, rest: str = "") -> HttpResponse:
    """Lead to the same page in the face of the central agencies, with what was asked of it."""
    if room not in NOW_BELOW:
        raise Http404
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{settings.CENTRAL_PATH}{NOW_BELOW[room]}/{rest}{asked}")
