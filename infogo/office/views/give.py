"""Giving a right: where, what, with which records, review, done. The address carries it all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from infogo.accounts import services
from infogo.accounts.services import RefusedError
from infogo.office.pages.give import REVIEW, WHAT, WHERE, WHICH, give_page
from infogo.office.pages.give_choice import read_choice
from infogo.office.views.team import for_administrators
from infogo.workspace.gate import OfficeRequest

TEMPLATES = {
    WHERE: "office/give_where.html",
    WHAT: "office/give_what.html",
    WHICH: "office/give_which.html",
    REVIEW: "office/give_review.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def give(request: OfficeRequest, officer_id: int) -> HttpResponse:
    """Show the next step; a POST of a complete choice gives the right."""
    officer = get_object_or_404(request.rights.officers(), pk=officer_id)
    choice = read_choice(request.POST if request.method == "POST" else request.GET)
    page = give_page(request.rights, officer, choice)
    problem = page.problem
    if request.method == "POST" and page.proposal is not None:
        try:
            services.give_grant(
                actor=request.rights.officer, officer=officer, proposal=page.proposal
            )
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"ให้สิทธิ{officer.name_th}แล้ว: {page.words}")
            return redirect("office:officer", officer.pk)
    status = 422 if problem or page.wrong or request.method == "POST" else 200
    context = {"page": page, "problem": problem}
    return render(request, TEMPLATES[page.step], context, status=status)
