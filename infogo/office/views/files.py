"""Files of one's agencies: list, upload, open, withdraw; and the logo of an agency."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.agencies.logos import remove_logo, set_logo
from infogo.editing.may import person_of
from infogo.files.kinds import FileRefusedError
from infogo.files.models import StoredFile
from infogo.files.services import store_file, withdraw_file
from infogo.files.serving import given
from infogo.office.file_forms import UploadForm
from infogo.office.pages import files as pages
from infogo.workspace.forms import ReasonForm
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to an officer who edits no manual; it says whom to ask."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.rights.can(Act.EDIT_MANUAL):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


@require_safe
@for_editors
def files(request: OfficeRequest) -> HttpResponse:
    """List the files that she may open, with where each is used."""
    page = pages.files_page(request.rights, request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "office/files.html", {"page": page})


@form_page
@for_editors
def file_upload(request: OfficeRequest) -> HttpResponse:
    """Take a file in for one of her agencies; scripts get the file alone."""
    form = UploadForm(request)
    stored = _stored(request, form) if request.method == "POST" and form.is_valid() else None
    if stored is None:
        page = pages.upload_page(request.rights, request.GET.get("q", ""), form["agency"].value())
        status = 422 if form.errors else 200
        return render(
            request, "office/file_upload.html", {"page": page, "form": form}, status=status
        )
    if request.headers.get("HX-Request"):
        listed = pages.with_uses(StoredFile.objects.filter(pk=stored.pk))
        context = {"files": pages.file_lines(request.rights, listed)}
        return render(request, "office/file_taken.html", context)
    messages.success(request, f"เก็บไฟล์ {stored.name} แล้ว คัดลอกที่อยู่ไฟล์ไปใส่ในคู่มือหรือบทความ")
    return redirect("office:files")


@require_safe
def file(request: OfficeRequest, file_id: int) -> HttpResponse:
    """Answer a file, public or not, to an officer who may see it."""
    found = get_object_or_404(pages.visible_files(request.rights), pk=file_id, withdrawn_at=None)
    return given(request, found)


@form_page
def file_withdraw(request: OfficeRequest, file_id: int) -> HttpResponse:
    """End a file everywhere, with a reason."""
    endable = pages.withdrawable_files(request.rights)
    found = get_object_or_404(endable, pk=file_id, withdrawn_at=None)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "เช่น มีข้อมูลส่วนบุคคล เจ้าหน้าที่เท่านั้นที่เห็นเหตุผล"
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_file(
                file_id=found.pk,
                reason=form.cleaned_data["reason"],
                actor=person_of(request.rights.officer),
            )
        except FileRefusedError as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"ถอนไฟล์ {found.name} แล้ว ไม่มีใครเปิดได้อีก")
            return redirect("office:files")
    listed = pages.file_lines(request.rights, pages.with_uses(endable.filter(pk=found.pk)))
    context = {"file": listed[0], "form": form}
    return render(request, "office/file_withdraw.html", context, status=422 if form.errors else 200)


@form_page
def agency_logo(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Show and change the logo of an agency; the button of removal sends ``remove``."""
    agencies = request.rights.agencies(Act.EDIT_AGENCY).select_related("logo")
    agency = get_object_or_404(agencies, pk=agency_id)
    person = person_of(request.rights.officer)
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(agency_id=agency.pk, actor=person)
        messages.success(request, "ลบตราแล้ว หน้าหน่วยงานไม่แสดงตรา")
        return redirect("office:agency_logo", agency.pk)
    form = UploadForm(request, images=True)
    if request.method == "POST" and form.is_valid():
        try:
            set_logo(agency_id=agency.pk, upload=form.cleaned_data["file"], actor=person)
        except FileRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "เปลี่ยนตราแล้ว หน้าหน่วยงานแสดงตราใหม่ทันที")
            return redirect("office:agency_logo", agency.pk)
    context = {"agency": agency, "form": form}
    return render(request, "office/agency_logo.html", context, status=422 if form.errors else 200)


def _stored(request: OfficeRequest, form: UploadForm) -> StoredFile | None:
    """Take the file of a valid form in, or add to the form why not."""
    owner_key = pages.owner_key_of(request.rights, form.cleaned_data["agency"])
    if owner_key is None:
        form.add_error("agency", "เลือกหน่วยงานเจ้าของไฟล์")
        return None
    try:
        return store_file(form.cleaned_data["file"], person_of(request.rights.officer), owner_key)
    except FileRefusedError as refusal:
        form.add_error("file", str(refusal))
        return None
