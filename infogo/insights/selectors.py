"""What many people do: frequently used services, and services that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Greatest

from infogo.core.prepared import Prepared
from infogo.insights.models import NextOpenings, ProcedureOpenings
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
# In a small catalogue the share is less than the two services that any pair needs.
FEWEST_COMMON_USES = 2
FEWEST_SHARED_DOCUMENTS = 2
FEWEST_NEXT_OPENINGS = 5
MOST_READ_NEXT = 5
MONTH = timedelta(days=30)


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
# The words that relations and lifecycles store, and what they mean here.
RECORDED_REASON: dict[str, Reason] = {
    RelationKind.REQUIRES.value: Reason.REQUIRED_FIRST,
    RelationKind.RELATED.value: Reason.EDITOR,
    Lifecycle.RENEW.value: Reason.RENEW,
    Lifecycle.REPLACE.value: Reason.REPLACE,
    Lifecycle.AMEND.value: Reason.AMEND,
    Lifecycle.CANCEL.value: Reason.CANCEL,
    Lifecycle.NEW.value: Reason.NEW,
    Lifecycle.OTHER.value: Reason.EDITOR,
    Reason.SAME_EVENT.value: Reason.SAME_EVENT,
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


def openings_by_procedure(today: date) -> dict[int, int]:
    """Return how often manuals of each procedure were opened in the thirty days before today."""
    rows = (
        ProcedureOpenings.objects.filter(day__gt=today - MONTH)
        .order_by()
        .values_list("procedure_id")
        .annotate(total=Sum("count"))
    )
    return {procedure_id: total for procedure_id, total in rows if total}


def related_services(procedure: Procedure, *, limit: int = 8) -> list[RelatedService]:
    """Return the services that belong with ``procedure`` and say why.

    Reasons are added up: a service that shares documents *and* a life event comes before one
    that only shares documents; ties are broken by popularity.
    """
    reasons: dict[int, set[Reason]] = defaultdict(set)
    for other_id, reason in (
        *_from_records(procedure),
        *_from_readers(procedure),
        *_from_documents(procedure),
    ):
        if other_id != procedure.pk:
            reasons[other_id].add(reason)
    popularity: dict[int, float] = dict(_popularity.rows(list(reasons)))
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


def _active(ids: Sequence[int]) -> QuerySet[Procedure, Any]:
    rows = Procedure.objects.filter(pk__in=ids, status=ProcedureStatus.ACTIVE)
    return rows.order_by().values_list("pk", "popularity")


_popularity = Prepared(_active)


def _from_records(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    """Yield what editors wrote, the same lifecycle group and the same life events: one query."""
    for other_id, word in _recorded.rows([procedure.pk], procedure.lifecycle_group):
        yield other_id, RECORDED_REASON[word]


def _records_of(ids: Sequence[int], group: str) -> QuerySet[Any, Any]:
    written = ProcedureRelation.objects.filter(source__in=ids).values_list("target_id", "kind")
    siblings = Procedure.objects.filter(lifecycle_group=group).exclude(lifecycle_group="")
    same_event = Procedure.objects.filter(
        stage_entries__stage__event__stages__entries__procedure__in=ids
    )
    return written.order_by().union(
        siblings.order_by().values_list("pk", "lifecycle"),
        same_event.order_by().values_list("pk", Value(Reason.SAME_EVENT.value)),
    )


_recorded: Prepared[Any] = Prepared(_records_of)


def _from_readers(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    for next_id, _total in _read_next.rows([procedure.pk]):
        yield next_id, Reason.VIEWED_NEXT


_read_next = Prepared(
    lambda ids: (
        NextOpenings.objects.filter(procedure__in=ids)
        .values("next_procedure_id")
        .annotate(total=Sum("count"))
        .filter(total__gte=FEWEST_NEXT_OPENINGS)
        .order_by("-total")
        .values_list("next_procedure_id", "total")[:MOST_READ_NEXT]
    )
)


def _from_documents(procedure: Procedure) -> Iterable[tuple[int, Reason]]:
    for other_id, _shared in _sharing_documents.rows([procedure.pk]):
        yield other_id, Reason.SAME_DOCUMENTS


def _sharing(ids: Sequence[int]) -> QuerySet[ProcedureDocument, Any]:
    total = (
        Procedure.objects.filter(status=ProcedureStatus.ACTIVE)
        .order_by()
        .values("status")
        .annotate(count=Count("pk"))
        .values("count")
    )
    most_uses = Greatest(
        Value(FEWEST_COMMON_USES),
        Cast(Subquery(total) * Value(COMMONEST_DOCUMENT_SHARE), IntegerField()),
    )
    required = ProcedureDocument.objects.filter(role=DocumentRole.REQUIRED)
    telling = (
        required.values("document_id")
        .annotate(uses=Count("id"))
        .filter(uses__lte=most_uses)
        .values("document_id")
    )
    own = required.filter(procedure__in=ids, document_id__in=telling).values("document_id")
    return (
        required.filter(document_id__in=own)
        .exclude(procedure__in=ids)
        .values("procedure_id")
        .annotate(shared=Count("id", filter=Q(role=DocumentRole.REQUIRED)))
        .filter(shared__gte=FEWEST_SHARED_DOCUMENTS)
        .values_list("procedure_id", "shared")
    )


_sharing_documents = Prepared(_sharing)
