"""Lists of what officers work on: pages by id, never kept by anybody on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Schema

from infogo.api.answering import LARGEST_LIMIT, USUAL_LIMIT, next_page, read_cursor

RowT = TypeVar("RowT", bound=Model)


class OfficePageIn(Schema):
    """What every such list understands."""

    limit: int = Field(USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="Records a page")
    cursor: str = Field(
        "", max_length=40, pattern=r"^[A-Za-z0-9_-]*$", description="From the answer before; opaque"
    )


OfficePage = Annotated[OfficePageIn, Query()]


def page_of_rows(
    request: HttpRequest,
    asked: OfficePageIn,
    rows: QuerySet[RowT],
    told: Callable[[Sequence[RowT]], Sequence[Any]],
) -> dict[str, Any]:
    """Return one page of rows by id; ``told`` makes what is answered out of them."""
    some = rows.filter(pk__gt=read_cursor(asked.cursor)).order_by("pk")
    found = list(some[: asked.limit + 1])
    shown = found[: asked.limit]
    more = len(found) > asked.limit
    return {"items": told(shown), "next": next_page(request, shown[-1].pk) if more else None}
