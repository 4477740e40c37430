"""The central review of manuals (section 7, paragraph 3): the queue, and one draft of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.central.exporting import list_file
from infogo.central.pages import reviews as pages
from infogo.central.pages.review_queue import Wanted
from infogo.central.review_forms import ReviewFilter
from infogo.central.views.needing import needing_central
from infogo.editing.errors import EditingError
from infogo.manuals.services import ManualRuleError
from infogo.workspace.deciding import decided
from infogo.workspace.deciding_forms import DecisionForm
from infogo.workspace.decision import commentable
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
INLINE = "inline"


@require_safe
@needing_central(Act.REVIEW)
def reviews(request: OfficeRequest) -> HttpResponse:
    """List the drafts that wait for the central review."""
    asked = _asked(request)
    wanted = Wanted.read(asked)
    page = pages.reviews_page(request.rights, wanted, asked.get("page") or 1)
    return render(request, "central/reviews.html", {"page": page})


@require_safe
@needing_central(Act.REVIEW)
def reviews_file(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """Answer the queue as a file."""
    return list_file(pages.reviews_table(request.rights, Wanted.read(_asked(request))), kind)


@form_page
@needing_central(Act.REVIEW)
def review(request: OfficeRequest, draft_id: int) -> HttpResponse:
    """Show one draft with all that a reviewer needs; a POST passes it or sends it back."""
    rights, wanted = request.rights, Wanted.read(_asked(request))
    draft = get_object_or_404(pages.reviewable(rights), pk=draft_id)
    form = DecisionForm(request.POST or None, sections=commentable(draft))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, decided(rights, draft, form))
        except (EditingError, ManualRuleError) as refusal:
            problem = str(refusal)
            draft = pages.reviewable(rights).get(pk=draft_id)
        else:
            return redirect(_back(wanted))
    is_aside = request.GET.get("view") != INLINE
    page = pages.review_page(rights, draft, wanted, is_aside=is_aside)
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "central/review.html", context, status=status)


def _asked(request: OfficeRequest) -> dict[str, Any]:
    form = ReviewFilter(request.GET)
    form.is_valid()
    return form.cleaned_data


def _back(wanted: Wanted) -> str:
    path = reverse("central:reviews")
    return f"{path}?{wanted.query}" if wanted.query else path
