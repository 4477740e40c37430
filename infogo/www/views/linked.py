"""Linked data of a page's record, and the page of our own terms."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from infogo.linked.documents import form_of
from infogo.linked.graph import Node


def linked_data(ending: str, nodes: Iterable[Node]) -> HttpResponse:
    """Answer statements in the form with an ending; any site may read them."""
    form = form_of(ending)
    return HttpResponse(
        form.write(nodes),
        content_type=form.media_type,
        headers={"Access-Control-Allow-Origin": "*"},
    )
