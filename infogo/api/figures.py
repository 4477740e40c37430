"""Ratings and real times that are public, of a manual or a point."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from infogo.api.answering import One, OneIn, answered_by_content, missing, one_told
from infogo.api.manuals import manual_or_missing, named_manual_or_missing
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.manuals.selectors import NotPublishedError
from infogo.points.selectors import visitable_points
from infogo.ratings.models import TallyScope
from infogo.ratings.selectors import Figures, figures_of
from infogo.records.figures import (
    RatingFigures,
    TimesRecord,
    figures_of_manual,
    rating_record,
    times_record,
)

router = Router(tags=["figures"])
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
READ = {304: None, **dict.fromkeys((404, 422), ProblemOut)}


@router.get("/manuals/{manual_id}/ratings", response={200: RatingFigures, **READ})
def manual_ratings(request: HttpRequest, manual_id: Id, asked: One) -> object:
    """Read what citizens said of a manual; nothing measured below the minimum count."""
    manual = named_manual_or_missing(manual_id)
    return _told(request, figures_of_manual(manual), asked)


@router.get("/points/{point_id}/ratings", response={200: RatingFigures, **READ})
def point_ratings(request: HttpRequest, point_id: Id, asked: One) -> object:
    """Read what citizens said of a service point."""
    if not visitable_points().filter(pk=point_id).exists():
        raise missing("ไม่มีจุดให้บริการนี้", "there is no such service point")
    return _told(request, figures_of(TallyScope.POINT, point_id), asked)


@router.get("/manuals/{manual_id}/times", response={200: TimesRecord, **READ})
def manual_times(request: HttpRequest, manual_id: Id, asked: One) -> object:
    """Read promised and real times of a manual, as agencies reported them and receipts show."""
    manual = manual_or_missing(manual_id)
    try:
        record = times_record(manual, bangkok_now().date())
    except NotPublishedError:
        raise missing("คู่มือนี้ยังไม่เผยแพร่", "this manual is not published") from None
    # Reports and receipts touch no version key, so the answer itself says whether it changed.
    return answered_by_content(request, one_told(record, asked))


def _told(request: HttpRequest, figures: Figures, asked: OneIn) -> HttpResponse:
    # Neither does a rating that comes in.
    return answered_by_content(request, one_told(rating_record(figures), asked))
