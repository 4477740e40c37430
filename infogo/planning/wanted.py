"""Reading the services of a plan: what became of them, what each gives, and what must come first.

The number of queries is the same for one errand and for eight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from infogo.core.prepared import Prepared
from infogo.manuals.models import (
    Document,
    DocumentRole,
    Manual,
    ManualStatus,
    Procedure,
    ProcedureDocument,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
)
from infogo.manuals.selectors import procedures_with_owners

MOST_MERGERS = 5
"""How often a service that was merged is followed to the next one."""


@dataclass(frozen=True)
class Wanted:
    """What became of the ids that an address names, each in the order of the address.

    ``manuals`` are standard manuals in use, ``merged`` pairs of a service and its successor,
    ``withdrawn`` services that ended, ``unknown`` ids that no citizen ever saw.
    """

    manuals: tuple[Manual, ...]
    merged: tuple[tuple[Procedure, Procedure], ...]
    withdrawn: tuple[Procedure, ...]
    unknown: tuple[int, ...]


def wanted_services(procedure_ids: Sequence[int]) -> Wanted:
    """Return the services of a plan, merged ones replaced by their successors, each once."""
    in_use = _standard_manuals_of(procedure_ids)
    known = _with_successors(procedure_ids, {pk: one.procedure for pk, one in in_use.items()})
    found: dict[int, Procedure] = {}
    merged: list[tuple[Procedure, Procedure]] = []
    withdrawn: list[Procedure] = []
    unknown: list[int] = []
    for procedure_id in procedure_ids:
        procedure = end = known.get(procedure_id)
        for _step in range(MOST_MERGERS):
            if end and end.status == ProcedureStatus.MERGED and end.merged_into_id:
                end = known.get(end.merged_into_id)
        if procedure is None or end is None or end.status == ProcedureStatus.DRAFT:
            unknown.append(procedure_id)
        elif end.status == ProcedureStatus.ACTIVE:
            found.setdefault(end.pk, end)
            if end != procedure:
                merged.append((procedure, end))
        else:
            withdrawn.append(procedure)
    in_use |= _standard_manuals_of([pk for pk in found if pk not in procedure_ids])
    manuals = {pk: in_use[pk] for pk in found if pk in in_use}
    unknown += [procedure_id for procedure_id in found if procedure_id not in manuals]
    return Wanted(
        tuple(manuals.values()),
        tuple(merged),
        tuple(withdrawn),
        tuple(unknown),
    )


def _standard_manuals_of(procedure_ids: Sequence[int]) -> dict[int, Manual]:
    """Return the standard manuals in use, by procedure."""
    return {
        manual.procedure_id: manual
        for manual in _standard_manuals.objects(procedure_ids)
        # As a condition it would lead SQLite to read all published manuals of the country.
        if manual.status == ManualStatus.PUBLISHED and manual.current is not None
    }


def _with_successors(
    procedure_ids: Sequence[int], known: Mapping[int, Procedure]
) -> dict[int, Procedure]:
    """Return services with those they were merged into; a further query for each merger only."""
    found = dict(known)
    missing = set(procedure_ids) - set(found)
    for _step in range(MOST_MERGERS):
        following = {p.merged_into_id for p in found.values() if p.merged_into_id}
        missing |= {pk for pk in following if pk is not None} - set(found)
        if not missing:
            break
        found |= {
            procedure.pk: procedure for procedure in procedures_with_owners.objects(list(missing))
        }
        missing = set()
    return found


_standard_manuals = Prepared(
    lambda procedures: (
        Manual.objects.filter(procedure__in=procedures, standard=None)
        .select_related("procedure__owner", "agency", "current")
        .order_by()
    )
)
_own_manuals = Prepared(
    lambda ids: (
        Manual.objects.filter(pk__in=ids, standard__isnull=False, current__isnull=False)
        .exclude(overridden_sections=[])
        .select_related("procedure__owner", "agency", "current", "standard__current")
        .order_by("pk")
    )
)


def local_manuals(manual_ids: Iterable[int]) -> dict[int, Manual]:
    """Return those of some manuals in which an agency wrote something of its own, by procedure."""
    own = _own_manuals.objects(sorted(set(manual_ids)))
    return {manual.procedure_id: manual for manual in own}


def outputs_of(procedure_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the documents that each service gives, by their names in the catalogue."""
    given: dict[int, tuple[str, ...]] = {}
    for procedure_id, name in _outputs.rows(procedure_ids):
        given[procedure_id] = (*given.get(procedure_id, ()), name)
    return given


def required_first(procedure_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return the (before, after) pairs in which editors said that one service needs another."""
    return sorted((before, after) for before, after in _required.rows(procedure_ids))


_outputs = Prepared(
    lambda procedures: (
        ProcedureDocument.objects.filter(procedure__in=procedures, role=DocumentRole.OUTPUT)
        .order_by("pk")
        .values_list("procedure_id", "document__name_th")
    )
)
_required = Prepared(
    lambda procedures: (
        ProcedureRelation.objects.filter(
            source__in=procedures, target__in=procedures, kind=RelationKind.REQUIRES
        )
        .order_by()
        .values_list("target_id", "source_id")
    )
)


@dataclass(frozen=True)
class Maker:
    """A service that gives a document."""

    procedure_id: int
    name_th: str
    name_en: str


def makers_of(names: Iterable[str]) -> dict[str, list[Maker]]:
    """Return the services that give a document, used most first, by the document's name.

    A service that must be shown the document itself only renews it and is not among them.
    """
    found: dict[str, list[Maker]] = {}
    for name, pk, thai, english in _makers.rows(list(dict.fromkeys(names))):
        found.setdefault(name, []).append(Maker(pk, thai, english))
    return found


def _outputs_named(names: Sequence[str]) -> QuerySet[ProcedureDocument, Any]:
    asks = ProcedureDocument.objects.filter(
        procedure=OuterRef("procedure"), document=OuterRef("document"), role=DocumentRole.REQUIRED
    )
    rows = ProcedureDocument.objects.filter(
        ~Exists(asks),
        document__name_th__in=names,
        role=DocumentRole.OUTPUT,
        procedure__status=ProcedureStatus.ACTIVE,
    )
    return rows.order_by("-procedure__popularity", "procedure__code").values_list(
        "document__name_th", "procedure_id", "procedure__name_th", "procedure__name_en"
    )


_makers = Prepared(_outputs_named, by_name=True)


def english_names(names: Iterable[str]) -> dict[str, str]:
    """Return what the catalogue calls documents in English, by their Thai names."""
    rows = Document.objects.filter(name_th__in=list(names)).exclude(name_en="")
    return dict(rows.values_list("name_th", "name_en"))
