"""Ratings as data, with the same silence about small numbers as the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from infogo.core.dates import BANGKOK
from infogo.display.structured import absolute
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import TallyScope
from infogo.ratings.selectors import Figures, figures_of, public_comments
from infogo.records.figures import figures_of_manual, rating_record
from infogo.www.pages.ratings import ratings_address

COMMENTS_SHOWN = 50


def manual_ratings_data(manual: Manual) -> dict[str, Any]:
    """Return the results of a manual as data."""
    of = {"manual_id": manual.pk}
    if manual.is_standard:
        of = {"procedure_id": manual.procedure_id}
    figures = figures_of_manual(manual)
    return {
        "procedure": manual.procedure_id,
        "agency": None if manual.is_standard else manual.agency_id,
        **ratings_data(figures, ratings_address(manual, "ratings"), of),
    }


def point_ratings_data(point: ServicePoint) -> dict[str, Any]:
    """Return the results of a point as data."""
    figures = figures_of(TallyScope.POINT, point.pk)
    address = reverse("www:place_ratings", args=[point.pk])
    return {"place": point.pk, **ratings_data(figures, address, {"point_id": point.pk})}


def ratings_data(figures: Figures, address: str, of: Mapping[str, int]) -> dict[str, Any]:
    """Return figures as data; names of fields never change meaning.

    Below ``minimum_count`` everything measured is ``null``. ``mean`` is mixed with
    ``prior_weight`` ratings of ``prior``; ``plain_mean`` is not. ``distribution`` counts ratings
    by score from 1 to 5. ``is_simulated`` says that invented ratings are among them.
    """
    return {
        "url": absolute(address),
        **rating_record(figures).model_dump(mode="json"),
        "comments": _comment_data(of) if figures.is_shown else [],
    }


def _comment_data(of: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "reference": rating.reference,
            "month": f"{rating.created_at.astimezone(BANGKOK):%Y-%m}",
            "overall": rating.overall,
            "place": rating.point_id,
            "procedure": rating.procedure_id,
            "comment": rating.comment,
            "replies": [
                {"agency": reply.agency_id, "text": reply.text}
                for reply in rating.public_replies  # type: ignore[attr-defined]
            ],
        }
        for rating in public_comments(**of)[:COMMENTS_SHOWN]
    ]
