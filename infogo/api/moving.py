"""Records that moved: the same address with the id of what took their place."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def moved(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """Return 301 to the same address with another id, and the query as it was."""
    path, _slash, tail = request.path.rpartition(f"/{old}")
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponse(status=301)
    response["Location"] = (
        f"{settings.INFOGO['PUBLIC_URL']}{path}/{new}{tail}{'?' + query if query else ''}"
    )
    return response
