"""Cards in other sites, the page that makes their code, and oEmbed."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.www.framing import STYLE, framed
from infogo.www.middleware import content_security_policy
from infogo.www.pages.embed_card import Card, gone_card, manual_card, missing_card, point_card
from infogo.www.pages.embed_code import (
    NARROWEST,
    THEMES,
    USUAL_WIDTH,
    WIDEST,
    as_xml,
    embed_page,
    find_embeddable,
    oembed,
)
from infogo.www.pages.errors import GonePage
from infogo.www.views.manuals import of_manual
from infogo.www.views.points import of_point

BAD_REQUEST, NOT_FOUND, GONE, NOT_IMPLEMENTED = 400, 404, 410, 501
EMBED = "/embed"


def _card(request: HttpRequest, card: Card, status: int = 200) -> HttpResponse:
    theme = request.GET.get("theme", "")
    shown = {"card": card, "style": STYLE, "theme": theme if theme in THEMES else ""}
    return render(request, "www/embed_card.html", shown, status=status)


def _missing(request: HttpRequest) -> HttpResponse:
    return _card(request, missing_card(), NOT_FOUND)


def _gone(request: HttpRequest, page: GonePage) -> HttpResponse:
    return _card(request, gone_card(page, request.path.replace(EMBED, "", 1)), GONE)


@partial(framed, not_found=_missing)
def manual_embed(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Show the card of a manual; one that was merged leads to the card of its successor."""
    answer = of_manual(_manual_shown, gone=_gone)(request, **kwargs)
    if to := answer.headers.get("Location"):
        address = to if f"{EMBED}/" in to else to.replace("/manual/", f"{EMBED}/manual/", 1)
        query = f"?{urlencode(request.GET.dict())}" if request.GET else ""
        answer.headers["Location"] = address + query
    return answer


def _manual_shown(request: HttpRequest, found: Manual) -> HttpResponse:
    return _card(request, manual_card(found))


@partial(framed, not_found=_missing)
def point_embed(request: HttpRequest, point_id: int) -> HttpResponse:
    """Show the card of a service point."""
    return of_point(_point_shown, gone=_point_gone)(request, point_id)


def _point_shown(request: HttpRequest, found: ServicePoint) -> HttpResponse:
    return _card(request, point_card(found, Clock(bangkok_now())))


def _point_gone(request: HttpRequest, page: GonePage) -> HttpResponse:
    address = request.path.replace(f"{EMBED}/point/", "/place/", 1)
    return _card(request, gone_card(page, address), GONE)


@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """Make the code of a card: paste an address, see the card, copy."""
    theme = request.GET.get("theme", "")
    width = _pixels(request.GET.get("width", "")) or USUAL_WIDTH
    page = embed_page(
        request.GET.get("url", ""),
        theme if theme in THEMES else "",
        min(max(width, NARROWEST), WIDEST),
    )
    answer = render(request, "www/embed.html", {"page": page}, status=422 if page.problem else 200)
    # The preview is our own card in a frame; nothing else about this page is less strict.
    policy = content_security_policy(str(settings.INFOGO["TILE_URL"]))
    answer.headers["Content-Security-Policy"] = f"{policy}; frame-src 'self'"
    return answer


@require_safe
def oembed_answer(request: HttpRequest) -> HttpResponse:
    """Answer programs that embed by the address of a page (oEmbed 1.0), as JSON or XML."""
    kind = request.GET.get("format", "json")
    if kind not in {"json", "xml"}:
        return _refusal(NOT_IMPLEMENTED, "format: json or xml")
    if not request.GET.get("url"):
        return _refusal(BAD_REQUEST, "url: the address of a manual or a service point")
    sizes = {}
    for name in ("maxwidth", "maxheight"):
        sizes[name] = _pixels(given) if (given := request.GET.get(name, "")) else None
        if given and not sizes[name]:
            return _refusal(BAD_REQUEST, f"{name}: a whole number of pixels")
    found = find_embeddable(request.GET["url"])
    if found is None:
        return _refusal(NOT_FOUND, "url: no manual or service point in use has this address")
    answer = oembed(found, sizes["maxwidth"], sizes["maxheight"])
    if kind == "xml":
        return _open(HttpResponse(as_xml(answer), "text/xml; charset=utf-8"))
    return _open(JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def _pixels(text: str) -> int:
    """Return a number of pixels, 0 for any other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len("10000") else 0


def _refusal(status: int, text: str) -> HttpResponse:
    return _open(HttpResponse(text, "text/plain; charset=utf-8", status=status))


def _open(answer: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read the answer: it is public and the same for everybody."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
