"""Turn hits into results that can be shown: a constant number of queries per page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count

from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.search.results import Kind, Result, Variant
from infogo.search.shelf import shelf
from infogo.search.variants import pick_variants
from infogo.thai.highlight import Highlighter, Segment


@dataclass(frozen=True)
class Hit:
    """What the engine found."""

    kind: Kind
    id: int
    score: float
    places: int


@dataclass(frozen=True)
class Whereabouts:
    """Where the reader is or what place she named."""

    province: str = ""
    district: str = ""
    agency: int | None = None


def results_of(hits: Sequence[Hit], terms: Iterable[str], where: Whereabouts) -> tuple[Result, ...]:
    """Return the results in the order of the hits; records deleted meanwhile are left out."""
    ids = {kind: [hit.id for hit in hits if hit.kind == kind] for kind in Kind}
    made: dict[tuple[Kind, int], Result] = {}
    makers = {
        Kind.PROCEDURE: _procedures,
        Kind.AGENCY: _agencies,
        Kind.POINT: _points,
        Kind.ARTICLE: _articles,
    }
    marker = Highlighter(terms)
    for kind, keys in ids.items():
        if keys:
            for result in makers[kind](keys, marker):
                made[kind, result.id] = result
    found = [
        replace(made[hit.kind, hit.id], score=hit.score, place_count=hit.places)
        for hit in hits
        if (hit.kind, hit.id) in made
    ]
    return tuple(_localised(found, ids[Kind.PROCEDURE], where) if where.province else found)


def _procedures(keys: list[int], marker: Highlighter) -> Iterable[Result]:
    for shelved in shelf.procedures(keys):
        procedure = shelved.procedure
        title = marker.segments(procedure.name_th)
        official = marker.segments(procedure.official_name_th)
        yield Result(
            kind=Kind.PROCEDURE,
            id=procedure.pk,
            code=procedure.code,
            title_th=procedure.name_th,
            title_en=procedure.name_en,
            official_title=procedure.official_name_th,
            summary=procedure.summary_th,
            owner_id=procedure.owner_id,
            owner_name_th=procedure.owner.name_th,
            owner_name_en=procedure.owner.name_en,
            province="",
            path=f"/manual/{procedure.pk}",
            score=0.0,
            title_segments=title,
            official_segments=official,
            summary_segments=marker.segments(procedure.summary_th),
            matched_tag=_matched_tag(shelved.tags, marker, title),
            facts=shelved.facts,
        )


def _agencies(keys: list[int], marker: Highlighter) -> Iterable[Result]:
    for agency in Agency.objects.filter(pk__in=keys).select_related("parent"):
        parent = agency.parent
        yield Result(
            kind=Kind.AGENCY,
            id=agency.pk,
            code=agency.key,
            title_th=agency.name_th,
            title_en=agency.name_en,
            official_title=agency.name_th,
            summary=agency.description_th,
            owner_id=agency.parent_id,
            owner_name_th=parent.name_th if parent else "",
            owner_name_en=parent.name_en if parent else "",
            province=agency.province_id or "",
            path=f"/agency/{agency.pk}",
            score=0.0,
            title_segments=marker.segments(agency.name_th),
        )


def _points(keys: list[int], marker: Highlighter) -> Iterable[Result]:
    for point in ServicePoint.objects.filter(pk__in=keys).select_related("agency"):
        yield Result(
            kind=Kind.POINT,
            id=point.pk,
            code=point.key,
            title_th=point.name_th,
            title_en=point.name_en,
            official_title=point.name_th,
            summary=point.address,
            owner_id=point.agency_id,
            owner_name_th=point.agency.name_th,
            owner_name_en=point.agency.name_en,
            province=point.province_id or "",
            path=f"/place/{point.pk}",
            score=0.0,
            title_segments=marker.segments(point.name_th),
            summary_segments=marker.segments(point.address),
        )


def _articles(keys: list[int], marker: Highlighter) -> Iterable[Result]:
    for article in Article.objects.filter(pk__in=keys):
        yield Result(
            kind=Kind.ARTICLE,
            id=article.pk,
            code=article.slug,
            title_th=article.title_th,
            title_en=article.title_en,
            official_title=article.title_th,
            summary=article.summary_th,
            owner_id=None,
            owner_name_th="",
            owner_name_en="",
            province="",
            path=f"/article/{article.pk}",
            score=0.0,
            title_segments=marker.segments(article.title_th),
            summary_segments=marker.segments(article.summary_th),
        )


def _matched_tag(tags: Sequence[str], marker: Highlighter, title: tuple[Segment, ...]) -> str:
    """Return the tag with the longest match, if the title shows less of it."""
    best, most = "", sum(len(segment.text) for segment in title if segment.is_match)
    for tag in tags:
        matched = sum(len(part.text) for part in marker.segments(tag) if part.is_match)
        if matched > most:
            best, most = tag, matched
    return best


def _localised(found: list[Result], procedures: list[int], where: Whereabouts) -> list[Result]:
    """Send procedures to the manual of the reader's place and count the places there."""
    variants = pick_variants(
        procedures, province=where.province, district=where.district, agency=where.agency
    )
    counted = Pin.objects.filter(procedure__in=procedures, province=where.province)
    places = dict(
        counted.order_by()
        .values("procedure_id")
        .annotate(points=Count("point_id"))
        .values_list("procedure_id", "points")
    )
    return [
        _at(replace(result, place_count=places.get(result.id, 0)), variants.get(result.id))
        if result.kind == Kind.PROCEDURE
        else result
        for result in found
    ]


def _at(result: Result, variant: Variant | None) -> Result:
    if variant is None:
        return result
    return replace(result, variant=variant, path=f"{result.path}/at/{variant.agency_id}")
