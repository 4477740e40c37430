"""Answering with a file, so that nothing in it can act in our name."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from infogo.files import store
from infogo.files.bucket import StoreAwayError
from infogo.files.kinds import MEDIA_TYPES
from infogo.files.models import StoredFile

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
FOR_EVER = "public, max-age=31536000, immutable"


def file_response(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Return a stored file: pictures to be shown, documents to be saved.

    An address stands for one content for good, so whoever has it never asks again.

    Raises:
        FileNotFoundError: its bytes are not there.
        StoreAwayError: what keeps them does not answer.
    """
    # Read whole: it is at most a few megabytes, and a slow reader then holds no thread.
    response = HttpResponse(
        store.read(file.sha256),
        content_type=MEDIA_TYPES[file.kind],
        headers={
            "Content-Disposition": _disposition(file),
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": FOR_EVER,
            "ETag": f'"{file.sha256}"',
        },
    )
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer or response


def given(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Return a stored file, or 503 where what keeps it does not answer now.

    Raises:
        Http404: its bytes are not there.
    """
    try:
        return file_response(request, file)
    except FileNotFoundError as problem:
        raise Http404 from problem
    except StoreAwayError:
        return HttpResponse(
            _("ตอนนี้เปิดไฟล์ไม่ได้ ลองใหม่ในอีกสักครู่"),
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": "30", "Cache-Control": "no-store"},
        )


def _disposition(file: StoredFile) -> str:
    """Return the header with the Thai name by RFC 5987 (8187), and a plain one for old readers."""
    way = "inline" if file.is_image else "attachment"
    return f"{way}; filename=\"file-{file.pk}.{file.kind}\"; filename*=UTF-8''{quote(file.name)}"
