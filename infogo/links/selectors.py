"""Reading which addresses are broken, and in whose records."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from infogo.agencies.models import Agency
from infogo.links.models import LinkStatus, LinkUse
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint


def broken_uses(
    *,
    manuals: QuerySet[Manual],
    points: QuerySet[ServicePoint],
    agencies: QuerySet[Agency],
    with_articles: bool = False,
) -> QuerySet[LinkUse]:
    """Return where broken addresses stand in these records, those of pins included.

    Broken ones are few: they are found first, whoever's they are, and then compared.
    """
    hers = (
        Q(manual__in=manuals.order_by().values("pk"))
        | Q(point__in=points.order_by().values("pk"))
        | Q(agency__in=agencies.order_by().values("pk"))
        | Q(pin__point__in=points.order_by().values("pk"))
    )
    if with_articles:
        hers |= Q(article__isnull=False)
    return LinkUse.objects.filter(hers, link__status=LinkStatus.BROKEN).select_related("link")
