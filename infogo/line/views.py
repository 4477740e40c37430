"""The address that LINE calls; docs/line.md tells an operator how to connect it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST

from infogo.core.dates import bangkok_now
from infogo.line.events import Event, UnreadableError, read_events
from infogo.line.replies import reply_to
from infogo.line.sending import sender
from infogo.line.signature import is_from_line
from infogo.points.opening import Clock

LARGEST_BODY = 256_000
SEEN_SECONDS = 3600
OK, BAD_REQUEST, FORBIDDEN, TOO_LARGE = 200, 400, 403, 413


@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take events from LINE and answer each once; without a channel there is no such address."""
    secret = str(settings.INFOGO["LINE_SECRET"])
    if not secret or not settings.INFOGO["LINE_TOKEN"]:
        raise Http404
    if not request.headers.get("Content-Length", "").isdecimal():
        return HttpResponse(status=BAD_REQUEST)
    if int(request.headers["Content-Length"]) > LARGEST_BODY:
        return HttpResponse(status=TOO_LARGE)
    body = request.body
    if not is_from_line(body, request.headers.get("X-Line-Signature", ""), secret):
        return HttpResponse(status=FORBIDDEN)
    try:
        events = read_events(body)
    except UnreadableError:
        return HttpResponse(status=BAD_REQUEST)
    with translation.override("th"):
        for event in events:
            _answer_once(event)
    return HttpResponse(status=OK)


def _answer_once(event: Event) -> None:
    """Answer an event unless some process has; LINE may deliver one more than once.

    One that could not be answered is forgotten, so that its redelivery is.
    """
    key = f"line:{hashlib.sha256(event.key.encode()).hexdigest()[:40]}"
    if not cache.add(key, 1, SEEN_SECONDS):
        return
    try:
        sender.send(event.reply_token, reply_to(event, Clock(bangkok_now())))
    except Exception:
        cache.delete(key)
        raise
