"""Pick each found procedure's manual for the reader's place, with one SQL query."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.search.results import Variant

KINDS_BY_SIZE = (
    "district_office",
    "bma_district",
    "municipality_city",
    "special_local",
    "municipality_town",
    "municipality_subdistrict",
)
"""Among manuals that are equally popular, the bigger town's serves more readers."""


def pick_variants(
    procedures: Collection[int], *, province: str, district: str = "", agency: int | None = None
) -> dict[int, Variant]:
    """Return the best local manual in ``province`` by procedure; those without one are missing.

    Best is the named agency's, then one in the named district, then the most popular one.
    """
    if not procedures or not province:
        return {}
    local = Manual.objects.filter(
        procedure=OuterRef("pk"),
        province=province,
        standard__isnull=False,
        status=ManualStatus.PUBLISHED,
    )
    best = Subquery(_best_first(local, district, agency).values("pk")[:1])
    chosen = Procedure.objects.filter(pk__in=procedures).annotate(best=best).values("best")
    others = Manual.objects.filter(
        procedure=OuterRef("procedure"),
        province=province,
        standard__isnull=False,
        status=ManualStatus.PUBLISHED,
    ).exclude(pk=OuterRef("pk"))
    found = (
        Manual.objects.filter(pk__in=chosen)
        .select_related("agency")
        .annotate(has_others=Exists(others))
    )
    return {
        manual.procedure_id: Variant(
            manual_id=manual.pk,
            agency_id=manual.agency_id,
            agency_name_th=manual.agency.name_th,
            agency_name_en=manual.agency.name_en,
            province=province,
            is_only_choice=not manual.has_others,
        )
        for manual in found
    }


def _best_first(local: QuerySet[Manual], district: str, agency: int | None) -> QuerySet[Manual]:
    by_size = Case(
        *(When(agency__kind=kind, then=Value(rank)) for rank, kind in enumerate(KINDS_BY_SIZE)),
        default=Value(len(KINDS_BY_SIZE)),
        output_field=IntegerField(),
    )
    order = [F("popularity").desc(), by_size, F("agency_id").asc()]
    if district:
        order.insert(0, _first(agency__district=district))
    if agency is not None:
        order.insert(0, _first(agency=agency))
    return local.order_by(*order)


def _first(**condition: object) -> Case:
    return Case(When(**condition, then=Value(0)), default=Value(1), output_field=IntegerField())
