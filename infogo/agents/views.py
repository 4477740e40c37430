"""``/mcp``: the streamable HTTP transport of the Model Context Protocol, without sessions."""

from __future__ import annotations

from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from infogo.agents.arguments import LARGEST_REQUEST
from infogo.agents.llms import llms_text
from infogo.core.limits import METER, of_networks
from infogo.core.networks import network_of_reader

POINTS = 3
"""What one message costs of what a network may ask in a minute."""
ALLOWED = "POST, OPTIONS"
HEADERS = "Content-Type, Accept, MCP-Protocol-Version, MCP-Session-Id, Mcp-Method, Mcp-Name"
_LEFT_OUT = frozenset({"content-length", "connection", "transfer-encoding"})


@csrf_exempt
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message. It reads no cookie and changes nothing, so any origin may ask.

    There is no stream to open and no session to end: GET and DELETE are not allowed.
    """
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if request.method != "POST":
        return _open(HttpResponse(status=405, headers={"Allow": ALLOWED}))
    if not _is_plain_origin(request.headers.get("Origin", "")):
        return HttpResponse(status=403)
    # The length that was announced decides how much is read at all.
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdecimal()):
        return _open(HttpResponse(status=411))
    if int(length[:20]) > LARGEST_REQUEST:
        return _open(HttpResponse(status=413))
    left = METER.take(of_networks(), network_of_reader(request), POINTS)
    if not left.is_allowed:
        return _open(HttpResponse(status=429, headers={"Retry-After": str(left.seconds)}))
    exchange = import_string("infogo.agents.server.exchange")
    status, headers, body = async_to_sync(exchange)(_scope(request), request.body)
    response = HttpResponse(body, status=status)
    for name, value in headers:
        if name.lower() not in _LEFT_OUT:
            response[name] = value
    response["Cache-Control"] = "no-store"
    return _open(response)


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Tell assistants what is here, where, and how to cite it."""
    return HttpResponse(llms_text(), content_type="text/plain; charset=utf-8")


def _is_plain_origin(origin: str) -> bool:
    """Return whether a page that asks is one of the web, as the transport's rules demand to check.

    All that can be had here is public; what is kept out are pages of files and of other schemes.
    """
    return not origin or urlsplit(origin).scheme in {"http", "https"}


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ALLOWED
    response["Access-Control-Allow-Headers"] = HEADERS
    return response


def _scope(request: HttpRequest) -> dict[str, object]:
    host = urlsplit(settings.INFOGO["PUBLIC_URL"]).netloc
    # Which host may be asked Django has checked; the SDK would allow loopback alone.
    named = [
        (name.lower().encode(), value.encode("latin-1", "replace"))
        for name, value in request.headers.items()
        if name.lower() not in {"host", "origin"}
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "raw_path": request.path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [*named, (b"host", host.encode())],
        "server": (host.partition(":")[0], 80),
        "client": None,
    }
