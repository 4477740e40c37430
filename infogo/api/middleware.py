"""What holds for every address below ``/api/``: any site may read, unknown addresses say so."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from infogo.api.callers import BY_TOKEN
from infogo.api.endings import tell_of_endings
from infogo.api.limits import TOO_LARGE, points_of, tell, too_large
from infogo.api.rendering import PROBLEM_TYPE, problem
from infogo.core import statement_timeout
from infogo.core.limits import METER, Left, of_networks
from infogo.core.networks import network_of_reader

Answer = Callable[[HttpRequest], HttpResponse]
PREFIX = "/api/"
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
ASKED = "Authorization, Content-Type, Idempotency-Key, If-None-Match"
TOLD = "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Deprecation, Sunset"
PREFLIGHT_SECONDS = 86_400
CARRIED = ("Allow", "Retry-After", "Cache-Control")
WORDS = {
    404: ("ไม่มีที่อยู่นี้ ดูรายการที่ /api/v1/openapi.json", "No such address; see /api/v1/openapi.json"),
    503: (
        "ระบบอ่านหรือบันทึกไม่ได้ชั่วคราว ส่งคำขอเดิมอีกครั้งตาม Retry-After",
        "The system cannot read or write for the moment; send the same request after Retry-After",
    ),
    405: ("ที่อยู่นี้ไม่รับวิธีนี้ ดู Allow", "This address does not take this method; see Allow"),
}


class ApiMiddleware:
    """Answers preflights, lets any site read, and gives plain errors the form of a problem."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer of an API address; others are left alone."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _preflight()
        allowance = of_networks()
        left = METER.take(allowance, network_of_reader(request), points_of(request))
        response = self._answer(request) if left.is_allowed else _too_often(left)
        tell(response, allowance, left)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if status := too_large(request):
            return _refusal(status, *TOO_LARGE[status])
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"  # whoever may read may ask for the headers alone
        with statement_timeout.within(settings.INFOGO["API_SECONDS"]):
            response = self.get_response(request)
        tell_of_endings(request, response)
        if response.status_code in WORDS and not _is_json(response):
            response = _problem(response)
        _open_to_all(response)
        if "Cache-Control" not in response:
            is_private = BY_TOKEN in request.headers
            response["Cache-Control"] = "no-store" if is_private else "no-cache"
        return _without_body(response) if is_head else response


def _open_to_all(response: HttpResponse) -> None:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = TOLD


def _refusal(status: int, thai: str, english: str) -> HttpResponse:
    response = HttpResponse(
        orjson.dumps(problem(status, thai, english)), status=status, content_type=PROBLEM_TYPE
    )
    response["Cache-Control"] = "no-store"
    _open_to_all(response)
    return response


def _too_often(left: Left) -> HttpResponse:
    response = _refusal(
        429,
        f"ถามถี่เกินไป ลองใหม่ใน {left.seconds} วินาที ข้อมูลทั้งชุดอยู่ที่ /data",
        f"Too many questions; try again in {left.seconds} seconds. Whole files are at /data",
    )
    response["Retry-After"] = str(left.seconds)
    return response


def _without_body(response: Any) -> Any:
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
        return response
    length = len(response.content)
    response.content = b""
    response["Content-Length"] = str(length)
    return response


def _is_json(response: HttpResponse) -> bool:
    return "json" in response.get("Content-Type", "")


def _preflight() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = ASKED
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _problem(plain: HttpResponse) -> HttpResponse:
    """Return the same refusal as a problem, with the methods that are allowed."""
    status = plain.status_code
    body = orjson.dumps(problem(status, *WORDS[status]))
    response = HttpResponse(body, status=status, content_type=PROBLEM_TYPE)
    for name in CARRIED:
        if name in plain:
            response[name] = plain[name]
    return response
