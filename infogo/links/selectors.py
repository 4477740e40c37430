"""Reading which addresses are broken, and in whose records."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.links.models import LinkStatus, LinkUse
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint


def broken_uses(
    *,
    manuals: QuerySet[Manual],
    points: QuerySet[ServicePoint],
    agencies: QuerySet[Agency],
    articles: QuerySet[Article],
) -> QuerySet[LinkUse]:
    """Return where broken addresses stand in these records, those of pins included.

    Broken ones are few: of each kind of record only those that name one are compared, however
    many records an officer looks after.
    """
    broken = LinkUse.objects.filter(link__status=LinkStatus.BROKEN).order_by()
    hers = (
        Q(manual__in=_among(manuals, broken.filter(manual__isnull=False).values("manual_id")))
        | Q(point__in=_among(points, broken.filter(point__isnull=False).values("point_id")))
        | Q(agency__in=_among(agencies, broken.filter(agency__isnull=False).values("agency_id")))
        | Q(pin__point__in=_among(points, broken.filter(pin__isnull=False).values("pin__point_id")))
        | Q(article__in=_among(articles, broken.filter(article__isnull=False).values("article_id")))
    )
    return LinkUse.objects.filter(hers, link__status=LinkStatus.BROKEN).select_related("link")


def _among(records: QuerySet[Any], ids: QuerySet[LinkUse, Any]) -> QuerySet[Any]:
    return records.filter(pk__in=ids).order_by().values("pk")
