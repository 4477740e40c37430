"""Service points: lists by place, kind and distance, and one point."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.core.prepared import Prepared
from infogo.display.manual_head import manual_address
from infogo.display.qr import qr_file
from infogo.display.structured import absolute
from infogo.linked.documents import point_document
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.opening import Clock
from infogo.points.selectors import with_whereabouts
from infogo.www.pages import records
from infogo.www.pages.errors import GonePage
from infogo.www.pages.places import places_page
from infogo.www.pages.point import point_data, point_page
from infogo.www.pages.rounds import rounds_ics
from infogo.www.views.errors import gone
from infogo.www.views.linked import linked_data
from infogo.www.views.parameters import read_manual, read_place_filter

PointView = Callable[..., HttpResponse]
CALENDAR = "text/calendar; charset=utf-8"


_with_successor = Prepared(
    lambda ids: (
        with_whereabouts(ServicePoint.objects.filter(pk__in=ids))
        .select_related("moved_to", "certificate")
        .order_by()
    )
)


def of_point(
    view: PointView,
    *,
    allowed: Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]] = require_safe,
    gone: Callable[[HttpRequest, GonePage], HttpResponse] = gone,
) -> Callable[..., HttpResponse]:
    """Call ``view(request, point, …)``, or answer 410 for a point that was closed for good.

    ``allowed`` says by which methods, and ``gone`` shows what stands in place of what ended.
    """

    @allowed
    @wraps(view)
    def shown(request: HttpRequest, point_id: int, **rest: Any) -> HttpResponse:
        found = _with_successor.objects([point_id])
        if not found:
            raise Http404
        point = found[0]
        if point.status == PointStatus.CLOSED:
            return gone(request, records.gone_point(point))
        return view(request, point, **rest)

    return shown


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List service points; those of one manual have a page of their own."""
    if procedure_id := read_manual(request):
        kept = [(name, str(value)) for name, value in request.GET.items() if name != "manual"]
        query = f"?{urlencode(kept)}" if kept else ""
        return redirect(manual_address(procedure_id, page="places") + query)
    page = places_page(read_place_filter(request), Clock(bangkok_now()))
    return render(request, "www/places.html", {"page": page})


@of_point
def place(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Show one service point."""
    return render(request, "www/place.html", {"page": point_page(point, Clock(bangkok_now()))})


@of_point
def place_json(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer a service point as data; see ``point_data`` for the fields."""
    return JsonResponse(point_data(point), json_dumps_params={"ensure_ascii": False})


@of_point
def place_rounds_ics(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the coming rounds of a mobile unit as a file for calendars."""
    return _calendar(rounds_ics(point, bangkok_now()), "rounds.ics")


@of_point
def place_round_ics(request: HttpRequest, point: ServicePoint, round_id: int) -> HttpResponse:
    """Answer one of them; a round that is past or cancelled has no file (404)."""
    return _calendar(rounds_ics(point, bangkok_now(), round_id), f"round-{round_id}.ics")


def _calendar(text: str | None, name: str) -> HttpResponse:
    if text is None:
        raise Http404
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type=CALENDAR, headers=headers)


@of_point
def place_qr(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the QR code that leads to this point's page."""
    address = absolute(request.path.removesuffix("/qr.svg"))
    return HttpResponse(qr_file(address), content_type="image/svg+xml")


@of_point
def place_cpsv(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer a point with its services in the vocabulary of public services (CPSV-AP 3.2)."""
    return linked_data("jsonld", point_document(point))


@of_point
def place_turtle(request: HttpRequest, point: ServicePoint) -> HttpResponse:
    """Answer the same as Turtle."""
    return linked_data("ttl", point_document(point))
