"""Delays: what is open and late, why, and what was promised."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from infogo.central.pages import delays as pages
from infogo.central.pages.event_rows import CASES, RECEIPTS
from infogo.central.pages.rooms import Room
from infogo.central.views.listings import show_rows
from infogo.central.views.needing import needing_central
from infogo.central.views.tables import show
from infogo.oversight.delayed import BECAUSE
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def delays(request: OfficeRequest) -> HttpResponseBase:
    """Show watched requests."""
    return _room(request, pages.DELAY_ROOM)


@require_safe
@needing_central()
def reasons(request: OfficeRequest) -> HttpResponseBase:
    """Show why requests are late."""
    return _room(request, pages.REASON_ROOM)


@require_safe
@needing_central()
def promises(request: OfficeRequest) -> HttpResponseBase:
    """Show what was promised and what it took."""
    return _room(request, pages.PROMISE_ROOM)


@require_safe
@needing_central()
def cases(request: OfficeRequest) -> HttpResponseBase:
    """List the requests behind the numbers."""
    labels = pages.reason_labels(request.rights.on)
    hidden = {f"{BECAUSE}{code}": f"แจ้งเหตุ: {label}" for code, label in labels.items()}
    return show_rows(request, replace(CASES, hidden_shows=hidden), pages.AREA.links())


@require_safe
@needing_central()
def receipts(request: OfficeRequest) -> HttpResponseBase:
    """List the finished receipts behind the numbers."""
    return show_rows(request, RECEIPTS, pages.AREA.links())


def _room(request: OfficeRequest, room: Room) -> HttpResponseBase:
    return show(request, pages.room_page(room, request.GET.dict(), request.rights.on))
