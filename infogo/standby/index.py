"""The small index by which a browser searches the copy, by the rules of district packs.

``services.json`` holds what every search looks through: services, articles, headings, agencies of
the whole country. ``province-<code>.json`` holds the offices of one province, fetched when the
reader chooses it or names it. Records carry their address, so the copy's pages are what is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import translation

from infogo.agencies.models import Agency, AgencyStatus
from infogo.display.whereabouts import envelope, place_of
from infogo.geo.models import Province
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.packs.selectors import search_words
from infogo.points.selectors import visitable_points, with_whereabouts
from infogo.search.words.lexicon import office_words
from infogo.search.words.short_forms import short_forms
from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic
from infogo.www.pages.headings import published_articles

_PORTION = 1000
SERVICES = "services.json"


def index_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by name, one province at a time."""
    with translation.override("th"):
        provinces = list(Province.objects.order_by("name_th").values("code", "name_th"))
        yield (
            SERVICES,
            _line(
                {
                    "words": search_words(),
                    "provinces": [[row["code"], row["name_th"]] for row in provinces],
                    "manuals": dict(_manuals()),
                    "points": [*_headings(), *_articles(), *_agencies(province=None)],
                }
            ),
        )
        for row in provinces:
            offices = [*_agencies(province=row["code"]), *_points(row["code"])]
            yield f"province-{row['code']}.json", _line({"points": offices})


def _manuals() -> Iterator[tuple[str, dict[str, Any]]]:
    found = (
        Manual.objects.filter(
            status=ManualStatus.PUBLISHED,
            procedure__status=ProcedureStatus.ACTIVE,
            standard=None,
            current__isnull=False,
        )
        .select_related("procedure", "agency")
        .prefetch_related("procedure__tags")
    )
    for manual in found.order_by("procedure_id").iterator(chunk_size=_PORTION):
        procedure = manual.procedure
        tags = {tag.text for tag in procedure.tags.all()}
        yield (
            reverse("www:manual", args=[procedure.pk]),
            _bare(
                name=procedure.name_th,
                official=procedure.official_name_th,
                summary=procedure.summary_th,
                agency=manual.agency.name_th,
                find=sorted(tags | {procedure.code, *short_forms(procedure.name_th)}),
                said=sorted(procedure.sayings),
            ),
        )


def _headings() -> Iterator[dict[str, Any]]:
    for url_name, model in (("topic", Topic), ("group", TargetGroup), ("event", LifeEvent)):
        for record in model.objects.order_by("pk"):
            yield _bare(id=reverse(f"www:{url_name}", args=[record.slug]), name=record.name_th)


def _articles() -> Iterator[dict[str, Any]]:
    for article in published_articles().order_by("pk").iterator(chunk_size=_PORTION):
        address = reverse("www:article", args=[article.pk])
        said = sorted(article.sayings)
        yield _bare(id=address, name=article.title_th, agency=article.summary_th, said=said)


def _agencies(*, province: str | None) -> Iterator[dict[str, Any]]:
    found = Agency.objects.filter(status=AgencyStatus.ACTIVE, province=province)
    for agency in found.order_by("pk").iterator(chunk_size=_PORTION):
        yield _bare(
            id=reverse("www:agency", args=[agency.pk]),
            name=agency.name_th,
            find=sorted(short_forms(agency.name_th)),
        )


def _points(province: str) -> Iterator[dict[str, Any]]:
    found = with_whereabouts(visitable_points().filter(district__province=province))
    for point in found.order_by("pk").iterator(chunk_size=_PORTION):
        yield _bare(
            id=reverse("www:place", args=[point.pk]),
            name=point.name_th,
            agency=point.agency.name_th,
            address=envelope(point.address) or place_of(point).address,
            find=sorted({*office_words().get(point.kind, ()), *short_forms(point.name_th)}),
        )


def _bare(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in ("", None, [])}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
