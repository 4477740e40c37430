"""Which agency is best placed to fix a failed search, and why one thinks so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from infogo.insights.selectors import openings_by_procedure
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.search.curation.query_clusters import Cluster
from infogo.search.ranking.likeness import Like
from infogo.search.results import Kind
from infogo.search.selectors import search

CLOSE = 0.1
"""Shares that differ by less are taken for equal; then what citizens open decides."""


@dataclass(frozen=True)
class Owner:
    """A service that a search may mean, the agency that owns it, and why."""

    manual_id: int
    procedure_id: int
    title: str
    agency_id: int
    agency: str
    why: str


class Owners:
    """Finds owners for many searches with a handful of queries."""

    def __init__(self, clusters: Sequence[Cluster], today: date) -> None:
        """Read the services that the searches are like, and how often each is opened."""
        near = {like.procedure_id for cluster in clusters for like in cluster.alike}
        self._openings: Mapping[int, int] = openings_by_procedure(today)
        self._known = dict(_standards(near))

    def of(self, cluster: Cluster) -> Owner | None:
        """Return who is best placed, by likeness alone; no query."""
        found = self.candidates(cluster)
        return found[0] if found else None

    def candidates(self, cluster: Cluster) -> list[Owner]:
        """Return all services that a search is like, the best placed first."""
        likes = [like for like in cluster.alike if like.procedure_id in self._known]
        if not likes:
            return []
        best = max(like.share for like in likes)
        ranked = sorted(
            likes,
            key=lambda like: (
                like.share < best - CLOSE,
                -self._openings.get(like.procedure_id, 0),
                -like.share,
            ),
        )
        return [self._owner(like) for like in ranked]

    def found_by_search(self, cluster: Cluster) -> Owner | None:
        """Return the owner of the first service that has only some of the words; two queries."""
        results = search(cluster.head.text, kind=Kind.PROCEDURE, page_size=1).results
        known = dict(_standards({result.id for result in results}))
        for result in results:
            if manual := known.get(result.id):
                why = f"ค้นแล้วได้ “{manual.procedure.name_th}” เป็นรายการแรก แต่ตรงเพียงบางคำ"
                return _as_owner(manual, f"{why}{self._opened(result.id)}")
        return None

    def _owner(self, like: Like) -> Owner:
        manual = self._known[like.procedure_id]
        why = f"คำคล้ายเรื่องนี้ร้อยละ {round(like.share * 100)}"
        return _as_owner(manual, f"{why}{self._opened(like.procedure_id)}")

    def _opened(self, procedure_id: int) -> str:
        count = self._openings.get(procedure_id, 0)
        return f" และใน 30 วันประชาชนเปิดเรื่องนี้ {count:,} ครั้ง" if count else ""


def owner_of_manual(manual: Manual) -> Owner:
    """Return the owner of a manual that somebody picked."""
    return _as_owner(manual, "คุณเลือกเอง")


def standard_manuals(procedure_ids: set[int]) -> list[Manual]:
    """Return the standard manuals in use of these procedures; one query."""
    return list(dict(_standards(procedure_ids)).values())


def _standards(procedure_ids: set[int]) -> list[tuple[int, Manual]]:
    found = Manual.objects.filter(
        procedure__in=procedure_ids,
        standard=None,
        status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
    ).select_related("procedure__owner", "agency")
    return [(manual.procedure_id, manual) for manual in found]


def _as_owner(manual: Manual, why: str) -> Owner:
    return Owner(
        manual_id=manual.pk,
        procedure_id=manual.procedure_id,
        title=manual.procedure.name_th,
        agency_id=manual.procedure.owner_id,
        agency=manual.procedure.owner.name_th,
        why=why,
    )
