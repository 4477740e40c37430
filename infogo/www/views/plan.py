"""Prepare once, go once: several errands in one plan that lives in its address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.points.opening import Clock
from infogo.www.pages.plan import plan_page
from infogo.www.pages.plan_query import PlanQuery, read_plan
from infogo.www.views.parameters import read_district, read_near, read_province


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan in ``?m=…``, or how to begin one."""
    clock = Clock(bangkok_now())
    query = plan_query(request, clock)
    page = plan_page(query, clock)
    if query.is_sent:
        return redirect(page.query.url())
    return render(request, "www/plan.html", {"page": page})


def plan_query(request: HttpRequest, clock: Clock) -> PlanQuery:
    """Read a plan out of the address of a request."""
    return read_plan(
        request.GET,
        province=read_province(request),
        district=read_district(request),
        near=read_near(request.GET.get("near", "")),
        today=clock.now.date(),
    )
