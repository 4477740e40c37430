"""Papers as PDF: manuals, checklists, plans, posters; and whether a printed one is still true."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.display.case_view import given_answers
from infogo.files.names import safe_stem
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.paper.press import BusyError
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.www.pages import paper_names as names
from infogo.www.pages.check import Verdict, check_page
from infogo.www.pages.errors import busy_page
from infogo.www.pages.paper_checklist import checklist_pdf
from infogo.www.pages.paper_manual import manual_pdf
from infogo.www.pages.paper_plan import plan_pdf
from infogo.www.pages.paper_point import point_pdf
from infogo.www.pages.plan import plan_page
from infogo.www.pages.point import point_page
from infogo.www.views.manuals import of_manual
from infogo.www.views.plan import plan_query
from infogo.www.views.points import of_point

PaperView = Callable[..., HttpResponse]


def on_paper(view: PaperView) -> PaperView:
    """Answer 503 and when to ask again where more papers are asked for than can be set."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BusyError as busy:
            answer = render(request, "www/error.html", {"page": busy_page()}, status=503)
            answer.headers["Retry-After"] = str(busy.retry_after)
            return answer

    return shown


@on_paper
@of_manual
def manual_paper(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer a manual as PDF, as the official form has it."""
    merged = merged_manual(found)
    return _pdf(manual_pdf(merged, bangkok_now().date()), names.of_manual(merged, "manual"))


@on_paper
@of_manual
def manual_checklist(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer the checklist of section 8 as PDF, narrowed by ``?a=…`` to the reader's own case."""
    merged = merged_manual(found)
    body = checklist_pdf(merged, bangkok_now().date(), given_answers(request.GET))
    return _pdf(body, names.of_manual(merged, "checklist"))


@on_paper
@require_safe
def plan_paper(request: HttpRequest) -> HttpResponse:
    """Answer the plan in ``?m=…`` as PDF, in large type where ``?large=1`` asks for it."""
    clock = Clock(bangkok_now())
    page = plan_page(plan_query(request, clock), clock)
    if not page.errands:
        raise Http404
    is_large = request.GET.get("large") == "1"
    body = plan_pdf(page, clock.now.date(), is_large=is_large)
    return _pdf(body, names.of_plan(is_large=is_large))


@on_paper
@of_point
def point_poster(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the poster of a point with its hours and services."""
    page = point_page(point, Clock(bangkok_now()))
    return _pdf(point_pdf(page), names.of_point(page))


@require_safe
def check(
    request: HttpRequest, procedure_id: int, mark: str, agency_id: int | None = None
) -> HttpResponse:
    """Say whether a printed manual is still true, and what changed since."""
    page = check_page(procedure_id, agency_id, mark)
    if page is None:
        raise Http404
    status = 404 if page.verdict is Verdict.UNKNOWN else 200
    return render(request, "www/check.html", {"page": page}, status=status)


def _pdf(body: bytes, name: names.FileName) -> HttpResponse:
    """Return a file to be shown in the browser, with a name for those who keep it."""
    told = quote(f"{safe_stem(name.told + '.')}.pdf")
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name.plain}.pdf";'
            f" filename*=UTF-8''{told}",
            "X-Robots-Tag": "noindex",
        },
    )
