"""Ready texts for answers: list, write, change, remove."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core.written import asked_words
from infogo.office.pages.rating_ready import agency_of, ready_page
from infogo.office.rating_forms import ReadyTextForm
from infogo.ratings.errors import RatingError
from infogo.ratings.models import ReplyTemplate
from infogo.ratings.ready_texts import add_starters, remove_template, save_template, templates_of
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def ready_texts(request: OfficeRequest) -> HttpResponse:
    """List the ready texts of an agency."""
    if not request.rights.over_whole_agency(Act.HANDLE_FEEDBACK):
        raise PermissionDenied
    agency = agency_of(request.rights, request.GET.get("agency", ""))
    if agency is None:
        raise Http404
    page = ready_page(request.rights, agency, asked_words(request.GET.get("q")))
    return render(request, "office/ratings/ready_texts.html", {"page": page})


@form_page
def ready_text_new(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Write a ready text."""
    return _form(request, _agency(request, agency_id), None)


@form_page
def ready_text(request: OfficeRequest, template_id: int) -> HttpResponse:
    """Change a ready text."""
    found = get_object_or_404(templates_of(request.rights).select_related("agency"), pk=template_id)
    return _form(request, found.agency, found)


@require_POST
def remove(request: OfficeRequest, template_id: int) -> HttpResponse:
    """Remove a ready text."""
    found = get_object_or_404(templates_of(request.rights).select_related("agency"), pk=template_id)
    try:
        remove_template(agency=found.agency, template_id=found.pk, rights=request.rights)
    except RatingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"ลบข้อความ “{found.title}” แล้ว คำตอบเดิมยังอยู่")
    return redirect(_list_address(found.agency))


@require_POST
def starters(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Begin with the texts that we wrote."""
    agency = _agency(request, agency_id)
    made = add_starters(agency=agency, rights=request.rights)
    messages.success(request, f"เพิ่มข้อความตั้งต้น {made} ข้อความ แก้ให้ตรงกับหน่วยงานก่อนใช้")
    return redirect(_list_address(agency))


def _form(request: OfficeRequest, agency: Agency, found: ReplyTemplate | None) -> HttpResponse:
    initial = {"title": found.title, "text": found.text} if found else None
    form = ReadyTextForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_template(
                agency=agency,
                rights=request.rights,
                template_id=found.pk if found else None,
                **form.cleaned_data,
            )
        except RatingError as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, f"บันทึกข้อความ “{saved.title}” แล้ว")
            return redirect(_list_address(agency))
    context = {"agency": agency, "found": found, "form": form, "back": _list_address(agency)}
    return render(request, "office/ratings/ready_text.html", context, status=form_status(form, ""))


def _agency(request: OfficeRequest, agency_id: int) -> Agency:
    return get_object_or_404(request.rights.agencies(Act.HANDLE_FEEDBACK), pk=agency_id)


def _list_address(agency: Agency) -> str:
    return f"{reverse('office:ready_texts')}?agency={agency.pk}"
