"""Files that published manuals and articles name."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infogo.files.bucket import StoreAwayError
from infogo.files.models import StoredFile
from infogo.files.serving import file_response
from infogo.www.pages.records import gone_file
from infogo.www.views.errors import gone


@require_safe
def file(request: HttpRequest, file_id: int, name: str) -> HttpResponse:
    """Answer a public file; a withdrawn one 410, one that nothing published names 404."""
    found = get_object_or_404(StoredFile.objects.exclude(published_at=None), pk=file_id)
    if not found.is_public:
        return gone(request, gone_file(found))
    if name != found.name:
        return HttpResponsePermanentRedirect(found.public_path)
    try:
        return file_response(request, found)
    except FileNotFoundError as problem:
        raise Http404 from problem
    except StoreAwayError:
        return HttpResponse(
            _("ตอนนี้เปิดไฟล์ไม่ได้ ลองใหม่ในอีกสักครู่"),
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": "30", "Cache-Control": "no-store"},
        )
