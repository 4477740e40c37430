"""Records that programs ask for as linked data: ``Accept: application/ld+json`` or Turtle."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

from infogo.api.answering import tagged
from infogo.linked.documents import FORMS
from infogo.linked.graph import Node


def linked(request: HttpRequest, make: Callable[[], Iterable[Node]]) -> HttpResponse | None:
    """Return the statements that ``make`` makes if the caller wants those, else nothing."""
    wanted = request.get_preferred_type(["application/json", *(one.media_type for one in FORMS)])
    form = next((one for one in FORMS if one.media_type == wanted), None)
    if form is None:
        return None
    body = form.write(make())
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = tagged(request, tag, lambda: body)
    response["Content-Type"] = form.media_type
    response["Vary"] = "Accept"
    return response
