"""Ratings as data, with the same silence about small numbers as the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from infogo.core.dates import BANGKOK
from infogo.display.structured import absolute
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import DIMENSIONS, FACTS, SCORES, TallyScope
from infogo.ratings.selectors import Figures, figures_of, public_comments
from infogo.www.pages.ratings import manual_figures, ratings_address

COMMENTS_SHOWN = 50


def manual_ratings_data(manual: Manual) -> dict[str, Any]:
    """Return the results of a manual as data."""
    of = {"manual_id": manual.pk}
    if manual.is_standard:
        of = {"procedure_id": manual.procedure_id}
    figures = manual_figures(manual)
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
    sums, rules = figures.sums, figures.rules
    facts: dict[str, Any] = {
        "url": absolute(address),
        "minimum_count": rules.minimum_count,
        "months": rules.months_shown,
        "is_published": figures.is_shown,
        "is_simulated": sums.has_simulated,
    }
    measured: dict[str, Any] = dict.fromkeys(
        ("count", "mean", "plain_mean", "prior", "prior_weight", "band_th", "distribution")
    )
    if figures.is_shown and sums.mean is not None:
        measured = {
            "count": sums.total,
            "mean": round(figures.mean, 2),
            "plain_mean": round(sums.mean, 2),
            "prior": round(figures.prior, 2),
            "prior_weight": rules.prior_weight,
            "band_th": figures.band.name_th,
            "distribution": {str(score): sums.counts[score - 1] for score in SCORES},
        }
    return {
        **facts,
        **measured,
        "dimensions": {name: _mean_data(figures, name) for name in DIMENSIONS},
        "facts": {name: _fact_data(figures, name) for name in FACTS},
        "comments": _comment_data(of) if figures.is_shown else [],
    }


def _mean_data(figures: Figures, name: str) -> dict[str, Any]:
    total, count = figures.sums.dimensions[name]
    if not figures.is_shown or not figures.is_answered(count):
        return {"mean": None, "count": None}
    return {"mean": round(total / count, 2), "count": count}


def _fact_data(figures: Figures, name: str) -> dict[str, Any]:
    yes, no = figures.sums.facts[name]
    if not figures.is_shown or not figures.is_answered(yes + no):
        return {"yes": None, "no": None}
    return {"yes": yes, "no": no}


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
