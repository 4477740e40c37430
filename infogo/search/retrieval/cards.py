"""Turn hits into results that can be shown: a constant number of queries per page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from infogo.core import versions
from infogo.search.indexing.schema import KINDS_BY_CODE, EngineHit
from infogo.search.results import Kind, Result
from infogo.search.retrieval.shelf import SHARED, Local, Shelved, Whereabouts, shelf
from infogo.search.understanding.understand import Understanding, Unit
from infogo.thai.highlight import Highlighter, Segment

__all__ = ["Hit", "Whereabouts", "results_of"]

NOTHING_LOCAL = Local(None, 0)


class Hit(NamedTuple):
    """What the engine found."""

    kind: Kind
    id: int
    score: float
    places: int
    evidence: float = 0.0
    """What of the score is owed to the sayings of a service, weighed as evidence."""

    @classmethod
    def of(cls, found: EngineHit) -> Hit:
        """Return what the engine found, by its kind."""
        return cls(KINDS_BY_CODE[found.kind], found.id, found.score, found.places)


def tokens_of(hits: Sequence[Hit]) -> Mapping[str, int]:
    """Return the present versions of everything that results show of the database; one query."""
    return versions.tokens((*SHARED, *(versions.record_key(hit.kind, hit.id) for hit in hits)))


def results_of(
    hits: Sequence[Hit], terms: Iterable[str], where: Whereabouts, tokens: Mapping[str, int]
) -> tuple[Result, ...]:
    """Return the results in the order of the hits; records deleted meanwhile are left out.

    ``tokens`` are those of ``tokens_of`` these hits.
    """
    ids = {kind: [hit.id for hit in hits if hit.kind is kind] for kind in Kind}
    records = shelf.records(ids, tokens)
    procedures = ids[Kind.PROCEDURE]
    local = shelf.local(procedures, where, tokens) if where.province and procedures else None
    marker = Highlighter(terms, within=_texts(records.values()))
    found: list[Result] = []
    for hit in hits:
        shelved = records.get((hit.kind, hit.id))
        if shelved is None:
            continue
        if hit.kind is Kind.PROCEDURE:
            here = local.get(hit.id, NOTHING_LOCAL) if local is not None else None
            found.append(_procedure(hit, shelved, marker, here))
        else:
            found.append(_other(hit, shelved, marker))
    return tuple(found)


def _texts(records: Iterable[Shelved]) -> Iterator[str]:
    """Yield everything in which something may be marked."""
    for shelved in records:
        record = shelved.result
        yield from (record.title_th, record.official_title, record.summary, shelved.all_tags)


def _procedure(hit: Hit, shelved: Shelved, marker: Highlighter, here: Local | None) -> Result:
    """Send a procedure to the manual of the reader's place, if she named one."""
    record = shelved.result
    variant = here.variant if here else None
    title = marker.segments(record.title_th)
    return _with(
        record,
        score=hit.score,
        evidence=hit.evidence,
        place_count=here.places if here else hit.places,
        variant=variant,
        path=f"{record.path}/at/{variant.agency_id}" if variant else record.path,
        title_segments=title,
        official_segments=marker.segments(record.official_title),
        summary_segments=marker.segments(record.summary),
        matched_tag=_matched_tag(shelved, marker, title),
    )


def _other(hit: Hit, shelved: Shelved, marker: Highlighter) -> Result:
    record = shelved.result
    has_summary = hit.kind is not Kind.AGENCY
    return _with(
        record,
        score=hit.score,
        evidence=hit.evidence,
        place_count=hit.places,
        title_segments=marker.segments(record.title_th),
        summary_segments=marker.segments(record.summary) if has_summary else (),
    )


def _with(record: Result, **changes: Any) -> Result:
    """Return a copy with some fields changed.

    ``dataclasses.replace`` sets every field anew, ten times a page: a twentieth of a search.
    """
    changed = object.__new__(Result)
    changed.__dict__.update(record.__dict__, **changes)
    return changed


def _matched_tag(shelved: Shelved, marker: Highlighter, title: Sequence[Segment]) -> str:
    """Return the tag with the longest match, if the title shows less of it."""
    if not marker.may_mark(shelved.all_tags):
        return ""
    best, most = "", sum(len(part.text) for part in title if part.is_match)
    for tag in shelved.tags:
        # A tag that is no longer than the best match cannot show more.
        matched = marker.matched(tag) if len(tag) > most else 0
        if matched > most:
            best, most = tag, matched
    return best


def terms_to_mark(understood: Understanding, units: Iterable[Unit]) -> list[str]:
    """Return what to mark in the results: the words, their expansions and the whole wordings."""
    marked = [understood.service, understood.subject, understood.romanised, understood.suggestion]
    for unit in units:
        if not unit.is_stop:
            marked.extend(unit.tokens)
            marked.append("".join(unit.tokens))
        marked.extend(expansion.words for expansion in unit.expansions)
    return [term for term in dict.fromkeys(marked) if term]


def whereabouts_of(understood: Understanding, province: str) -> Whereabouts:
    """Return the reader's province, or else the place named; both when they agree."""
    place = understood.recognised.place
    if place is None or (province and place.province != province):
        return Whereabouts(province=province)
    district = place.code[:4] if place.level != "province" else ""
    return Whereabouts(place.province, district, understood.recognised.agency)
