"""What many people do: frequently used services, and services that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, Sum

from infogo.insights.models import NextOpenings
from infogo.manuals.models import (
    DocumentRole,
    Lifecycle,
    Procedure,
    ProcedureDocument,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
)

# A document that most services ask for says nothing about two services belonging together.
COMMONEST_DOCUMENT_SHARE = 0.10
FEWEST_SHARED_DOCUMENTS = 2
FEWEST_NEXT_OPENINGS = 5


class Reason(StrEnum):
    """Why a service is shown beside another one."""

    REQUIRED_FIRST = "required_first"
    RENEW = "renew"
    REPLACE = "replace"
    AMEND = "amend"
    CANCEL = "cancel"
    NEW = "new"
    VIEWED_NEXT = "viewed_next"
    SAME_EVENT = "same_event"
    SAME_DOCUMENTS = "same_documents"
    EDITOR = "editor"


REASON_WEIGHT = {
    Reason.REQUIRED_FIRST: 6.0,
    Reason.RENEW: 4.0,
    Reason.REPLACE: 4.0,
    Reason.AMEND: 4.0,
    Reason.CANCEL: 3.0,
    Reason.NEW: 4.0,
    Reason.VIEWED_NEXT: 3.0,
    Reason.EDITOR: 2.5,
    Reason.SAME_EVENT: 1.5,
    Reason.SAME_DOCUMENTS: 1.0,
}
LIFECYCLE_REASON = {
    Lifecycle.RENEW: Reason.RENEW,
    Lifecycle.REPLACE: Reason.REPLACE,
    Lifecycle.AMEND: Reason.AMEND,
    Lifecycle.CANCEL: Reason.CANCEL,
    Lifecycle.NEW: Reason.NEW,
}


@dataclass(frozen=True)
class RelatedService:
    """A service shown beside another one; the strongest reason first."""

    procedure_id: int
    reasons: tuple[Reason, ...]


def frequent_services(*, limit: int, topic_id: int | None = None) -> list[int]:
    """Return ids of the services used most, overall or in one topic."""
    services = Procedure.objects.filter(status=ProcedureStatus.ACTIVE)
    if topic_id is not None:
        services = services.filter(topic_id=topic_id)
    return list(services.order_by("-popularity", "code").values_list("pk", flat=True)[:limit])


def has_real_counts() -> bool:
    """Whether popularity rests on any counted opening yet, and not only on the editors' guess."""
    return NextOpenings.objects.exists() or Procedure.objects.filter(openings__count__gt=0).exists()


def related_services(procedure: Procedure, *, limit: int = 8) -> list[RelatedService]:
    """Return the services that belong with ``procedure`` and say why.

    Reasons are added up: a service that shares documents *and* a life event comes before one
    that only shares documents; ties are broken by popularity.
    """
    reasons: dict[int, set[Reason]] = defaultdict(set)
    for other_id, reason in (
        *_from_editors(procedure),
        *_from_lifecycle(procedure),
        *_from_readers(procedure),
        *_from_life_events(procedure),
        *_from_documents(procedure),
    ):
        if other_id != procedure.pk:
            reasons[other_id].add(reason)
    popularity = dict(
        Procedure.objects.filter(pk__in=reasons, status=ProcedureStatus.ACTIVE).values_list(
            "pk", "popularity"
        )
    )
    ranked = sorted(
        popularity,
        key=lambda key: (
            -sum(REASON_WEIGHT[reason] for reason in reasons[key]),
            -popularity[key],
            key,
        ),
    )
    return [
        RelatedService(key, tuple(sorted(reasons[key], key=lambda r: -REASON_WEIGHT[r])))
        for key in ranked[:limit]
    ]


def _from_editors(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    for target_id, kind in ProcedureRelation.objects.filter(source=procedure).values_list(
        "target_id", "kind"
    ):
        yield target_id, (Reason.REQUIRED_FIRST if kind == RelationKind.REQUIRES else Reason.EDITOR)


def _from_lifecycle(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    if not procedure.lifecycle_group:
        return
    for other_id, lifecycle in Procedure.objects.filter(
        lifecycle_group=procedure.lifecycle_group
    ).values_list("pk", "lifecycle"):
        yield other_id, LIFECYCLE_REASON.get(Lifecycle(lifecycle), Reason.EDITOR)


def _from_readers(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    rows = (
        NextOpenings.objects.filter(procedure=procedure)
        .values("next_procedure_id")
        .annotate(total=Sum("count"))
        .filter(total__gte=FEWEST_NEXT_OPENINGS)
        .order_by("-total")[:5]
    )
    for row in rows:
        yield row["next_procedure_id"], Reason.VIEWED_NEXT


def _from_life_events(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    others = Procedure.objects.filter(
        stage_entries__stage__event__stages__entries__procedure=procedure
    )
    for other_id in others.values_list("pk", flat=True).distinct():
        yield other_id, Reason.SAME_EVENT


def _from_documents(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    total = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).count()
    required = ProcedureDocument.objects.filter(role=DocumentRole.REQUIRED)
    telling = (
        required.values("document_id")
        .annotate(uses=Count("id"))
        .filter(uses__lte=max(2, int(total * COMMONEST_DOCUMENT_SHARE)))
        .values("document_id")
    )
    own = required.filter(procedure=procedure, document_id__in=telling).values("document_id")
    rows = (
        required.filter(document_id__in=own)
        .exclude(procedure=procedure)
        .values("procedure_id")
        .annotate(shared=Count("id", filter=Q(role=DocumentRole.REQUIRED)))
        .filter(shared__gte=FEWEST_SHARED_DOCUMENTS)
    )
    for row in rows:
        yield row["procedure_id"], Reason.SAME_DOCUMENTS
