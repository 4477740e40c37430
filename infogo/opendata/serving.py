"""Giving files of dumps away: whole or a range of them, never changed once they are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import parse_etags

from infogo.files.serving import FOR_EVER

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def file_response(
    request: HttpRequest, path: Path, media_type: str, sha256: str
) -> HttpResponse | StreamingHttpResponse:
    """Return a file; one range of it where a reader asks for one and holds the same file."""
    tag, size = f'"{sha256[:32]}"', path.stat().st_size
    if "Range" not in request.headers and tag in _held(request):
        return HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": FOR_EVER})
    asked = _range(request, tag, size)
    response: HttpResponse | StreamingHttpResponse
    if asked is None:
        response = FileResponse(path.open("rb"), content_type=media_type)
        response["Content-Length"] = str(size)
    elif not asked:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = StreamingHttpResponse(_part(path, asked), status=206, content_type=media_type)
        response["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{size}"
        response["Content-Length"] = str(len(asked))
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response


def _held(request: HttpRequest) -> list[str]:
    return parse_etags(request.headers.get("If-None-Match", ""))


def _range(request: HttpRequest, tag: str, size: int) -> range | None:
    """Return the bytes asked for; ``None`` for all of them, an empty range for none there is.

    What is no single range of bytes, or is asked by somebody who holds another file, is answered
    whole, as RFC 9110 allows.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = found.groups()
    if not (first or last):
        return None
    if not first:
        return range(max(size - int(last), 0), size)
    stop = min(int(last) + 1, size) if last else size
    return range(int(first), stop) if int(first) < stop else range(0)


def _part(path: Path, asked: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(asked.start)
        left = len(asked)
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
