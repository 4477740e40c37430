"""Satisfaction: what citizens say of services."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.central.pages import satisfaction as pages
from infogo.central.pages.rating_rows import RATINGS
from infogo.central.pages.table import FORMAT, FORMATS, PDF, table_page
from infogo.central.views.listings import show_rows
from infogo.central.views.needing import needing_central
from infogo.central.views.tables import show
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def scores(request: OfficeRequest) -> HttpResponseBase:
    """Show scores with their distribution."""
    asked, today = request.GET.dict(), request.rights.on
    if asked.get(FORMAT, "") in (*FORMATS, PDF):
        return show(request, pages.room_page(pages.SCORE_ROOM, asked, today))
    more = pages.scores_page(asked, today)
    page = table_page(more.dashboard, asked, today)
    return render(request, "central/satisfaction.html", {"page": page, "more": more})


@require_safe
@needing_central()
def sides(request: OfficeRequest) -> HttpResponseBase:
    """Show the five sides."""
    return _room(request, pages.SIDE_ROOM)


@require_safe
@needing_central()
def changes(request: OfficeRequest) -> HttpResponseBase:
    """Show what got worse."""
    return _room(request, pages.CHANGE_ROOM)


@require_safe
@needing_central()
def unanswered(request: OfficeRequest) -> HttpResponseBase:
    """Show who does not answer."""
    return _room(request, pages.UNANSWERED_ROOM)


@require_safe
@needing_central()
def ratings(request: OfficeRequest) -> HttpResponseBase:
    """List the ratings behind the numbers."""
    return show_rows(request, RATINGS, pages.AREA.links(pages.MORE))


def _room(request: OfficeRequest, room: pages.Room) -> HttpResponseBase:
    return show(request, pages.room_page(room, request.GET.dict(), request.rights.on))
