"""Which paper needs which other paper first: long ways of papers to a service, and circles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infogo.manuals.content import DocumentGroup, RequiredDocument
from infogo.manuals.models import (
    DocumentRole,
    Procedure,
    ProcedureDocument,
    ProcedureStatus,
)
from infogo.planning.documents import Dependency, dependencies
from infogo.planning.wanted import required_first
from infogo.simplify.chains import Chains, chains_of
from infogo.simplify.detectors.base import Bite, Ground, Hit
from infogo.simplify.estimate import Estimate, estimate_of, trips_less
from infogo.simplify.facts import CircleFacts, Link, PathFacts
from infogo.simplify.models import Kind


@dataclass(frozen=True)
class Graph:
    """What services in use need of one another; ``common`` documents are asked for everywhere."""

    depends: Sequence[Dependency]
    names: Mapping[int, str]
    owners: Mapping[int, int]
    common: Sequence[tuple[str, int]]


def look_at_paths(ground: Ground, after: int) -> Bite:
    """Find the way to each service, and services that wait for one another."""
    graph = document_graph(ground.limits.common_share)
    found = chains_of(graph.depends)
    ways = [
        _way(way, end, graph, ground)
        for end, way in sorted(found.ways.items())
        if len(way) >= ground.limits.shortest_path
    ]
    return Bite([*ways, *_circles(found, graph)])


def document_graph(common_share: float) -> Graph:
    """Return which service in use needs what another one gives; three queries.

    Documents that more than ``common_share`` of the services ask for are left out: people have
    them. The same goes for what as many services give, because such a name says too little.
    """
    in_use = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("pk")
    rows = list(in_use.values_list("pk", "name_th", "owner_id"))
    asked: dict[int, list[RequiredDocument]] = {pk: [] for pk, _name, _owner in rows}
    made: dict[int, list[str]] = {}
    uses = list(
        ProcedureDocument.objects.filter(procedure__in=in_use)
        .order_by("procedure", "pk")
        .values_list("procedure", "document__name_th", "role", "is_conditional")
    )
    counts = Counter((role, name) for _procedure, name, role, _sometimes in uses)
    common = {name for (_role, name), count in counts.items() if count > common_share * len(rows)}
    for procedure, name, role, sometimes in uses:
        if name in common:
            continue
        if role == DocumentRole.OUTPUT:
            made.setdefault(procedure, []).append(name)
        else:
            asked[procedure].append(
                RequiredDocument(
                    group=DocumentGroup.OTHER, name=name, condition="บางกรณี" if sometimes else ""
                )
            )
    return Graph(
        depends=dependencies(asked, made, required_first(list(asked))),
        names={pk: name for pk, name, _owner in rows},
        owners={pk: owner for pk, _name, owner in rows},
        common=sorted(
            ((name, counts[DocumentRole.REQUIRED, name]) for name in common),
            key=lambda one: (-one[1], one[0]),
        ),
    )


def _way(way: Sequence[Dependency], end: int, graph: Graph, ground: Ground) -> Hit:
    return Hit(
        kind=Kind.PATH,
        key=f"path:{end}",
        facts=PathFacts(links=tuple(_link(one, graph) for one in way)),
        estimate=estimate_of(ground.rates, (trips_less(ground.rates, len(way)),)),
        procedure_id=end,
        agency_id=graph.owners[end],
    )


def _circles(found: Chains, graph: Graph) -> list[Hit]:
    hits = []
    for circle in found.circles:
        inside = [one for one in graph.depends if {one.before, one.after} <= set(circle)]
        named = "-".join(map(str, circle))
        digest = hashlib.sha256(named.encode()).hexdigest()[:16]
        hits.append(
            Hit(
                kind=Kind.CIRCLE,
                key=f"circle:{circle[0]}:{digest}",
                facts=CircleFacts(links=tuple(_link(one, graph) for one in inside)),
                estimate=Estimate(),
                procedure_id=circle[0],
                agency_id=graph.owners[circle[0]],
            )
        )
    return hits


def _link(one: Dependency, graph: Graph) -> Link:
    return Link(procedure=one.before, name=graph.names[one.before], document=one.document)
