"""Reports over time and over agencies, and what they propose for item 9 of a manual."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import BE_OFFSET
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import DraftSection
from infogo.editing.services.drafts import begin_draft, save_section
from infogo.office.pages import volume_figures as pages
from infogo.office.pages.volume_grid import Narrowing
from infogo.office.views.reach import manual_within_reach
from infogo.office.views.volumes import for_volumes, form_page
from infogo.volumes.definition import form_of
from infogo.volumes.expected import visible_agencies
from infogo.volumes.months import FIRST_YEAR, LAST_YEAR, months_of_year
from infogo.workspace.gate import OfficeRequest

STATISTICS = "statistics"


@require_safe
@for_volumes
def year(request: OfficeRequest, agency_id: int, year: int) -> HttpResponse:
    """Show a fiscal year of an agency."""
    agency = get_object_or_404(visible_agencies(request.rights), pk=agency_id)
    if not FIRST_YEAR < year - BE_OFFSET < LAST_YEAR or months_of_year(year)[0] > request.rights.on:
        raise Http404
    form = form_of(months_of_year(year)[-1])
    if form is None:
        raise Http404
    narrowing = Narrowing.read(request.GET)
    page = pages.year_page(request.rights, agency, year, form, narrowing)
    return render(request, "office/volumes_year.html", {"page": page})


@require_safe
@for_volumes
def completeness(request: OfficeRequest) -> HttpResponse:
    """Show how far reports are, agency by agency down the tree."""
    page = pages.completeness_page(request.rights, request.GET.dict())
    return render(request, "office/volumes_completeness.html", {"page": page})


@form_page
def manual(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Show twelve months of a manual; a POST begins a draft whose item 9 says the same."""
    act = Act.EDIT_MANUAL if request.method == "POST" else Act.VIEW
    found = manual_within_reach(request, manual_id, act)
    page = pages.figures_page(request.rights, found)
    problem = ""
    if request.method == "POST":
        if page.figures is None or not page.is_enough:
            problem = "ยังมีรายงานที่ส่งแล้วไม่พอ จึงยังเสนอตัวเลขไม่ได้"
        elif page.simulated:
            problem = pages.NOT_SIMULATED
        else:
            try:
                return _begin(request, page)
            except EditingError as refusal:
                problem = str(refusal)
    context = {"page": page, "problem": problem}
    return render(request, "office/manual_figures.html", context, status=422 if problem else 200)


def _begin(request: OfficeRequest, page: pages.FiguresPage) -> HttpResponse:
    """Put the figures into item 9 of the manual's draft, and lead there."""
    figures = page.figures
    if figures is None:
        raise PermissionDenied
    person, may = person_of(request.rights.officer), OfficerMay(request.rights)
    draft = begin_draft(manual=page.manual, actor=person, may=may)
    saved = DraftSection.objects.filter(draft=draft, section=STATISTICS).first()
    numbers = {
        "average": figures.average,
        "highest": figures.highest,
        "lowest": figures.lowest,
    }
    save_section(
        draft_id=draft.pk,
        section=STATISTICS,
        values={STATISTICS: numbers},
        seen=saved.version if saved else 0,
        actor=person,
        may=may,
    )
    messages.success(request, "ใส่ตัวเลขข้อ 9 ในร่างแล้ว ตรวจแล้วส่งอนุมัติ")
    return redirect("office:draft_section", draft.pk, STATISTICS)
