"""Many records at once: download, upload, look at the rows, apply, cancel, undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.bulk.errors import BulkError
from infogo.bulk.models import BulkJob
from infogo.bulk.selectors import rows_to_fix
from infogo.bulk.services import jobs
from infogo.bulk.sheet import Filters, Sheet
from infogo.bulk.sheets import SHEETS
from infogo.bulk.tables import XLSX_TYPE
from infogo.bulk.writing import csv_lines, write_workbook
from infogo.core.dates import bangkok_now
from infogo.office.pages import bulk as pages
from infogo.office.uploads import DownloadForm, UploadForm
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


def for_editors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 403 to an officer who may change no such records; give the view the sheet."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed = pages.sheets_of(request.rights)
        if "kind" in kwargs:
            sheet = SHEETS.get(kwargs.pop("kind"))
            if sheet is None:
                raise Http404
            kwargs["sheet"], allowed = sheet, [one for one in allowed if one is sheet]
        if not allowed:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


@require_safe
@for_editors
def hub(request: OfficeRequest) -> HttpResponse:
    """List the kinds of records and her jobs."""
    return render(request, "office/bulk.html", {"page": pages.hub_page(request.rights)})


@form_page
@for_editors
def kind(request: OfficeRequest, sheet: Sheet) -> HttpResponse:
    """Offer the files of one kind, and take one."""
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (made := _uploaded(request, sheet, form)):
            return redirect("office:bulk_job", made.pk)
    filters, query = _filters(request)
    page = pages.kind_page(request.rights, sheet, filters, query)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "office/bulk_kind.html", {"page": page, "form": form}, status=status)


@require_safe
@for_editors
def download(request: OfficeRequest, sheet: Sheet) -> HttpResponseBase:
    """Send the rows that she may change, or a file without rows."""
    filters, query = _filters(request)
    wanted = request.GET.get("file", "xlsx")
    if wanted == "template":
        return sheet_file(sheet, [], "ไฟล์เปล่า", is_csv=False)
    if sheet.count(request.rights, filters, sheet.most + 1) > sheet.most:
        words = f"มีมากกว่า {sheet.most:,} {sheet.unit} เลือกจังหวัดหรือค้นชื่อให้เหลือน้อยลง"
        messages.error(request, words)
        return redirect(f"{reverse('office:bulk_kind', args=[sheet.code])}?{query}")
    rows = sheet.rows(request.rights, filters)
    return sheet_file(sheet, rows, f"{bangkok_now():%Y%m%d}", is_csv=wanted == "csv")


@require_safe
@for_editors
def job(request: OfficeRequest, job_id: int) -> HttpResponse:
    """Show a job: how far it is, and what each row does."""
    found = _job(request, job_id)
    if request.headers.get("HX-Request"):
        progress = pages.progress_of(found)
        answer = render(request, "office/bulk_progress.html", {"progress": progress})
        if not progress.is_working:
            answer.headers["HX-Refresh"] = "true"
        return answer
    page = pages.job_page(found, request.GET.get("show", ""), request.GET.get("page", ""))
    return render(request, "office/bulk_job.html", {"page": page})


@require_safe
@for_editors
def errors(request: OfficeRequest, job_id: int) -> HttpResponseBase:
    """Send the rows that have to be mended, each with what to do."""
    found = _job(request, job_id)
    rows, wrong = rows_to_fix(found)
    return sheet_file(
        SHEETS[found.kind], rows, f"ต้องแก้-{found.pk}", is_csv=found.is_csv, wrong=wrong
    )


@require_POST
@for_editors
def apply(request: OfficeRequest, job_id: int) -> HttpResponse:
    """Apply the rows that can be applied."""
    return _act(request, job_id, jobs.start, "เริ่มบันทึกแล้ว ออกจากหน้านี้ได้ ระบบทำงานต่อเอง")


@require_POST
@for_editors
def cancel(request: OfficeRequest, job_id: int) -> HttpResponse:
    """Stop a job."""
    return _act(request, job_id, jobs.cancel, "ยกเลิกงานนี้แล้ว")


@require_POST
@for_editors
def undo(request: OfficeRequest, job_id: int) -> HttpResponse:
    """Take back what a job changed."""
    return _act(request, job_id, jobs.undo, "เริ่มย้อนกลับแล้ว แถวที่มีคนแก้หลังจากนั้นจะคงไว้")


def _act(
    request: OfficeRequest, job_id: int, act: Callable[..., BulkJob], done: str
) -> HttpResponse:
    found = _job(request, job_id)
    try:
        act(job_id=found.pk, officer=request.rights.officer)
    except BulkError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("office:bulk_job", found.pk)


def _job(request: OfficeRequest, job_id: int) -> BulkJob:
    return get_object_or_404(pages.jobs_of(request.rights.officer), pk=job_id)


def _uploaded(request: OfficeRequest, sheet: Sheet, form: UploadForm) -> BulkJob | None:
    file = form.cleaned_data["file"]
    try:
        return jobs.upload(rights=request.rights, sheet=sheet, name=file.name, pieces=file.chunks())
    except BulkError as refusal:
        form.add_error("file", str(refusal))
        return None


def _filters(request: OfficeRequest) -> tuple[Filters, str]:
    """Return how the download is narrowed, and the same as a query string."""
    form = DownloadForm(request.GET)
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in ("province", "q", "month")}
    return Filters(given["province"], given["q"], given["month"]), urlencode(given)


def sheet_file(
    sheet: Sheet, rows: Any, suffix: str, *, is_csv: bool, wrong: Any = None
) -> HttpResponseBase:
    """Send rows as a file: CSV while it is read, a workbook when it is whole."""
    name = f"{sheet.title}-{suffix}"
    if is_csv:
        lines = csv_lines(sheet, rows, wrong)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
        return answer
    target = io.BytesIO()  # compressed: a few megabytes at most
    write_workbook(target, sheet, rows, wrong)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)
