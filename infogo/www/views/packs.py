"""District packs: the files, what they weigh, and the keys that prove them ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from infogo.packs.format import PackTooLargeError
from infogo.packs.keys import public_keys
from infogo.packs.services import UnknownDistrictError, changed_since, present_pack
from infogo.packs.store import BusyError, Kept

PACK_TYPE = "application/gzip"
ASK_AGAIN = "public, max-age=0, must-revalidate"
RETRY_SECONDS = "5"
PackView = Callable[..., HttpResponse]


def of_district(view: PackView) -> PackView:
    """Answer 404 for an unknown district, 503 where its pack cannot be made now."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, **named)
        except UnknownDistrictError as problem:
            raise Http404 from problem
        except BusyError:
            return HttpResponse(status=503, headers={"Retry-After": RETRY_SECONDS})
        except PackTooLargeError:
            return HttpResponse(status=503)

    return answered


@of_district
def pack(request: HttpRequest, district: str) -> HttpResponse:
    """Answer the whole pack of a district."""
    return _file(request, present_pack(district))


@of_district
def pack_since(request: HttpRequest, district: str, known: str) -> HttpResponse:
    """Answer what changed since the state ``known``; the whole pack where that is forgotten."""
    return _file(request, changed_since(district, known))


@of_district
def pack_size(request: HttpRequest, district: str) -> HttpResponse:
    """Tell the state of a pack and its bytes, before anybody downloads it."""
    kept = present_pack(district)
    return JsonResponse(
        {"hash": kept.hash, "bytes": len(kept.file)}, headers={"Cache-Control": ASK_AGAIN}
    )


@of_district
def pack_size_since(request: HttpRequest, district: str, known: str) -> HttpResponse:
    """Tell the state of a pack and the bytes of what changed since ``known``."""
    kept = changed_since(district, known)
    return JsonResponse(
        {"hash": kept.hash, "bytes": len(kept.file)}, headers={"Cache-Control": ASK_AGAIN}
    )


@require_safe
def pack_keys(request: HttpRequest) -> HttpResponse:
    """Publish the keys that may sign packs, as a JSON Web Key Set."""
    return JsonResponse({"keys": public_keys()}, headers={"Cache-Control": ASK_AGAIN})


def _file(request: HttpRequest, kept: Kept) -> HttpResponse:
    # No Content-Encoding: what is verified and kept is this very file.
    response = HttpResponse(kept.file, content_type=PACK_TYPE)
    response.headers["Cache-Control"] = ASK_AGAIN
    response.headers["ETag"] = etag = f'"{kept.hash}-{len(kept.file)}"'
    return get_conditional_response(request, etag=etag, response=response) or response
