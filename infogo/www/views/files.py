"""Files that published manuals and articles name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from infogo.files.models import StoredFile
from infogo.files.serving import given
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
    return given(request, found)
