"""What many people typed and did not find, and whose manual it may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.written import asked_words
from infogo.editing.proposals import waiting_for
from infogo.manuals.models import Manual
from infogo.search.curation.unfound import Unfound, unfound_since
from infogo.search.results import Kind
from infogo.search.selectors import search

PAGE_SIZE = 25
MOST_FOUND = 12
MOST_PROPOSED = 20
LOOKED_AT = 50


@dataclass(frozen=True)
class Choice:
    """A manual of hers that a word may become a tag of."""

    manual_id: int
    title: str


@dataclass(frozen=True)
class FailedLine:
    """One search that failed; ``choices`` are the manuals of hers that it is like."""

    id: int
    text: str
    hours: int
    last_on: date
    shortfall: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Picking:
    """She looks for the manual that one word belongs to."""

    id: int
    text: str
    query: str
    found: Sequence[Choice]


@dataclass(frozen=True)
class FailedPage:
    """The list's content."""

    lines: Sequence[FailedLine]
    total: int
    number: int
    pages: int
    picking: Picking | None
    proposals: Sequence[Choice]


def failed_page(rights: Rights, *, page: str, pick: str, query: str) -> FailedPage:
    """List the failed searches of the last thirty days; the same for every editor."""
    rows = unfound_since(rights.on)
    shown = Paginator(rows, PAGE_SIZE).get_page(page)
    found = list(shown.object_list)
    hers = _manuals(rights, {like.procedure_id for row in found for like in row.alike})
    return FailedPage(
        lines=[_line(row, hers) for row in found],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        picking=_picking(rights, rows, pick, asked_words(query)),
        proposals=_proposals(rights),
    )


def editable_standards(rights: Rights) -> QuerySet[Manual]:
    """Return the manuals whose words she may change."""
    return rights.manuals(Act.EDIT_MANUAL).filter(standard=None)


def _proposals(rights: Rights) -> list[Choice]:
    """Return her manuals for which the centre proposes words, with the words; two queries."""
    if rights.everywhere(Act.EDIT_MANUAL):
        return []
    found = list(waiting_for(editable_standards(rights))[:MOST_PROPOSED])
    hers = _manuals(rights, {row.procedure_id for row in found})
    return [
        Choice(
            hers[row.procedure_id].manual_id, f"{', '.join(row.words)} → {row.procedure.name_th}"
        )
        for row in found
    ]


def _line(row: Unfound, hers: dict[int, Choice]) -> FailedLine:
    alike = [hers[like.procedure_id] for like in row.alike if like.procedure_id in hers]
    return FailedLine(row.id, row.text, row.hours, row.last_on, row.shortfall, alike)


def _picking(rights: Rights, rows: Sequence[Unfound], pick: str, query: str) -> Picking | None:
    row = next((row for row in rows if str(row.id) == pick), None)
    if row is None:
        return None
    found: list[Choice] = []
    if query:
        hits = search(query, kind=Kind.PROCEDURE, page_size=LOOKED_AT).results
        hers = _manuals(rights, {hit.id for hit in hits})
        found = [hers[hit.id] for hit in hits if hit.id in hers][:MOST_FOUND]
    return Picking(row.id, row.text, query, found)


def _manuals(rights: Rights, procedure_ids: set[int]) -> dict[int, Choice]:
    """Return her standard manuals of these procedures, by procedure; one query."""
    rows = (
        editable_standards(rights)
        .filter(procedure_id__in=procedure_ids)
        .values_list("procedure_id", "pk", "procedure__name_th")
    )
    return {procedure_id: Choice(pk, title) for procedure_id, pk, title in rows}
