"""Answering with a file, so that nothing in it can act in our name."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from infogo.files import store
from infogo.files.kinds import MEDIA_TYPES
from infogo.files.models import StoredFile

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
FOR_EVER = "public, max-age=31536000, immutable"


def file_response(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Return a stored file: pictures to be shown, documents to be saved.

    An address stands for one content for good, so whoever has it never asks again.

    Raises:
        FileNotFoundError: its bytes are not on this node's disk.
    """
    etag = f'"{file.sha256}"'
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(headers={"Content-Length": str(file.byte_count)})
    else:
        response = FileResponse(store.path_of(file.sha256).open("rb"))
        response.headers["Content-Length"] = str(file.byte_count)
    response.headers["Content-Type"] = MEDIA_TYPES[file.kind]
    response.headers["Content-Disposition"] = _disposition(file)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)  # type: ignore[arg-type]
    if answer is not response:
        response.close()
    return answer or response


def _disposition(file: StoredFile) -> str:
    """Return the header with the Thai name by RFC 5987 (8187), and a plain one for old readers."""
    way = "inline" if file.is_image else "attachment"
    return f"{way}; filename=\"file-{file.pk}.{file.kind}\"; filename*=UTF-8''{quote(file.name)}"
