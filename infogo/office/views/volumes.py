"""Monthly transaction reports: the list of agencies, the grid of a month, saving rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.agencies.models import Agency
from infogo.office.pages import volume_grid as grid
from infogo.office.pages.volumes import hub_page
from infogo.volumes.definition import FormDefinition
from infogo.volumes.errors import ClosedError, MovedOnError, RowsError, VolumeError
from infogo.volumes.expected import key_of, reach, visible_agencies, works_with_volumes
from infogo.volumes.selectors import filled_lines, report_of
from infogo.volumes.services.common import form_for
from infogo.volumes.services.rows import save_rows
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]
CONFLICT, UNUSABLE = 409, 422


def for_volumes(view: View) -> View:
    """Answer 403 to an officer whom reports do not concern; it says whom to ask."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_with_volumes(request.rights):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


def with_month(view: View) -> View:
    """Find the agency of the address among those whose reports she may see, and the form."""

    @wraps(view)
    @for_volumes
    def found(request: OfficeRequest, agency_id: int, month: date, **kwargs: Any) -> HttpResponse:
        agency = get_object_or_404(visible_agencies(request.rights), pk=agency_id)
        try:
            form = form_for(month)
        except ClosedError as refusal:
            raise Http404 from refusal
        return view(request, agency=agency, month=month, form=form, **kwargs)

    return found


@require_safe
@for_volumes
def hub(request: OfficeRequest) -> HttpResponse:
    """List her agencies in a month."""
    page = hub_page(request.rights, request.GET.dict())
    return render(request, "office/volumes.html", {"page": page})


@form_page
@with_month
def month(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition
) -> HttpResponse:
    """Show the rows of a month; a POST saves those that were typed and may go on to the next."""
    narrowing = grid.Narrowing.read(request.GET)
    typed, problem, status = grid.Typed(), "", 200
    if request.method == "POST":
        rows, typed, problems = grid.read_grid(form, request.POST, _keys(request))
        try:
            if problems:
                raise RowsError(problems)
            saved = save_rows(rights=request.rights, agency=agency, month=month, rows=rows)
        except RowsError as refusal:
            typed, status = grid.with_wrong(typed, refusal.problems), UNUSABLE
            problem = "" if any(key for key, _name in typed.wrong) else str(refusal)
        except MovedOnError as refusal:
            typed, status = grid.with_moved(typed, refusal), CONFLICT
        except VolumeError as refusal:
            problem, status = str(refusal), UNUSABLE
        else:
            messages.success(request, f"บันทึกแล้ว {saved.changed:,} แถว")
            return redirect(_next_page(request, narrowing))
    page = grid.grid_page(request.rights, agency, month, form, narrowing, typed)
    context = {"page": page, "problem": problem, "wrong": grid.problem_links(typed, page.rows)}
    return render(request, "office/volumes_month.html", context, status=status)


@require_POST
@with_month
def row(
    request: OfficeRequest, agency: Agency, month: date, form: FormDefinition, key: str
) -> HttpResponse:
    """Save one row of an open page and say what became of it; without htmx go back to the month."""
    wanted = key_of(key)
    lines = reach(request.rights, agency).known([wanted]) if wanted else {}
    if wanted is None or wanted not in lines:
        raise Http404
    rows, typed, problems = grid.read_grid(form, request.POST, [key])
    status = 200
    try:
        if problems:
            raise RowsError(problems)
        save_rows(rights=request.rights, agency=agency, month=month, rows=rows)
    except RowsError as refusal:
        typed, status = grid.with_wrong(typed, refusal.problems), UNUSABLE
    except MovedOnError as refusal:
        typed, status = grid.with_moved(typed, refusal), CONFLICT
    except VolumeError as refusal:
        typed, status = grid.Typed(typed.texts, {(key, ""): str(refusal)}), UNUSABLE
    (filled,) = filled_lines(agency.pk, month, form, [lines[wanted]])
    shown = grid.grid_row(form, filled, grid.Typed() if status == 200 else typed, is_hers=True)
    if not request.headers.get("HX-Request"):
        return redirect("office:volumes_month", agency.pk, month)
    is_whole = status == CONFLICT or (status == 200 and grid.was_filled_in(form, typed, key))
    template = "office/volumes_row.html" if is_whole else "office/volumes_said.html"
    hers, report = reach(request.rights, agency), report_of(agency.pk, month)
    progress = grid.progress_of(hers, month, report, form)
    address = grid.row_address(agency, month, key)
    context = {"row": shown, "address": address, "progress": progress}
    answer = render(request, template, context, status=status)
    if is_whole:
        answer.headers["HX-Retarget"] = "this"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def _next_page(request: OfficeRequest, narrowing: grid.Narrowing) -> str:
    """Return where she goes on after saving: the next rows when she asked for them."""
    following = request.POST.get("after", "")
    return narrowing.href(request.path, following) if following else request.get_full_path()


def _keys(request: OfficeRequest) -> list[str]:
    return request.POST.get("keys", "")[:4000].split()[: 4 * grid.PAGE_SIZE]
