"""Reading the agency tree: ancestors, children, and the agencies of a place."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from infogo.agencies.models import Agency, AgencyPath, AgencyStatus
from infogo.geo.models import Province

# A node of the tree to browse by, no legal body: nothing belongs to it in law.
BROWSING_GROUP = "group"
# Local and provincial bodies in the order in which a citizen meets them, largest first.
PROVINCIAL_KINDS = (
    "province",
    "special_local",
    "pao",
    "municipality_city",
    "municipality_town",
    "municipality_subdistrict",
    "sao",
    "bma_district",
)


def active_agencies() -> QuerySet[Agency]:
    """Return the agencies that exist, browsing groups included."""
    return Agency.objects.filter(status=AgencyStatus.ACTIVE)


def agencies_in_law() -> QuerySet[Agency]:
    """Return the agencies that exist in law: those that are counted and have data to keep true."""
    return active_agencies().exclude(kind=BROWSING_GROUP)


def ancestors_of(agency: Agency) -> list[Agency]:
    """Return the agencies above ``agency``, the top of the tree first; one query."""
    paths = AgencyPath.objects.filter(descendant=agency, depth__gt=0)
    return [path.ancestor for path in paths.select_related("ancestor").order_by("-depth")]


def children_of(agency: Agency) -> QuerySet[Agency]:
    """Return the agencies right below ``agency``, each with ``below_count``.

    ``below_count`` is the number of agencies anywhere below that one.
    """
    below = Q(paths_down__depth__gt=0)
    return (
        active_agencies()
        .filter(parent=agency)
        .annotate(below_count=Count("paths_down", filter=below))
    )


def top_agencies() -> QuerySet[Agency]:
    """Return the ministries and other tops of the tree, ministries first."""
    return active_agencies().filter(parent=None)


def national_agencies() -> QuerySet[Agency]:
    """Return the departments, enterprises and other bodies right below a top of the tree."""
    return active_agencies().filter(parent__parent=None, parent__isnull=False)


def agencies_in(province: Province) -> QuerySet[Agency]:
    """Return the province's own bodies and its local governments with their districts.

    Head offices of national agencies are not among them: that they stand in Bangkok does not
    make them Bangkok's.
    """
    return (
        active_agencies()
        .filter(province=province, kind__in=PROVINCIAL_KINDS)
        .select_related("district")
    )


def local_counts_by_province() -> dict[str, int]:
    """Return how many provincial and local bodies each province has, by province code."""
    rows = (
        active_agencies()
        .filter(kind__in=PROVINCIAL_KINDS)
        .order_by()
        .values_list("province")
        .annotate(Count("pk"))
    )
    return {code: count for code, count in rows if code}
