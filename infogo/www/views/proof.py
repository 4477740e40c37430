"""Proofs that the past was not rewritten. Those of a manual are computed for each reader anew."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from infogo.manuals.models import Manual, RegisterDay
from infogo.www.pages import proof
from infogo.www.views.history import of_kept_manual


@never_cache
@of_kept_manual
def manual_proof(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show every edition with its hash, computed now, and how to do it without this site."""
    page = proof.proof_page(found, timezone.now())
    return render(request, "www/proof.html", {"page": page})


@never_cache
@of_kept_manual
def manual_proof_json(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer what is needed to compute the chain; see ``proof_data`` for the fields."""
    return JsonResponse(proof.proof_data(found), json_dumps_params={"ensure_ascii": False})


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """List the days of the register."""
    page = proof.days_page(_day(request.GET.get("before", "")))
    return render(request, "www/proof_days.html", {"page": page})


@require_safe
def day(request: HttpRequest, day: date) -> HttpResponse:
    """Show the register of one day."""
    found = get_object_or_404(RegisterDay, day=day)
    return render(request, "www/proof_day.html", {"page": proof.register_page(found)})


@require_safe
def day_json(request: HttpRequest, day: date) -> HttpResponse:
    """Answer every line of the register of a day."""
    return JsonResponse(proof.register_data(get_object_or_404(RegisterDay, day=day)))


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Hand out what checks the editions without this site."""
    return HttpResponse(proof.SCRIPT, content_type="text/x-python; charset=utf-8")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
