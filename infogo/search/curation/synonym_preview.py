"""What an edit of synonyms would change in search, told by real searches before it is saved.

Asked is what people did search for and not find, and what services are known by: the words and
sentences of each, whose right answer is that service. The same index answers twice, once with the
synonyms in force and once with those after the edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.search.indexing.index import IndexUnusableError, Snapshot, reader
from infogo.search.memory.knowledge import Knowledge, library
from infogo.search.models import FailedQuery
from infogo.search.results import Kind, Result
from infogo.search.selectors import search_in
from infogo.search.words.lexicon import squashed
from infogo.search.words.synonyms import Group, Synonyms, groups, phrases_of, synonyms_of
from infogo.thai.normalise import normalise

MOST_ASKED = 60
"""Searches that are tried; twice sixty take about half a second."""
SHOWN = 5
LOOKED_AT = 10
FAILED_SINCE = timedelta(days=90)


@dataclass(frozen=True)
class TriedSearch:
    """A search to try: why, and which service is its right answer where that is known."""

    text: str
    why: str
    right: int = 0


@dataclass(frozen=True)
class SideBySide:
    """What one search gives now and would give; ranks are those of its right answer."""

    asked: TriedSearch
    before: tuple[str, ...]
    after: tuple[str, ...]
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True)
class SynonymEffect:
    """Searches that would answer differently, of all that were tried; ``left_out`` were not."""

    differing: tuple[SideBySide, ...]
    tried: int
    left_out: int


def effect_of_edit(before: Group | None, after: Group, today: date) -> SynonymEffect | None:
    """Return what search would answer with ``after`` in the place of ``before``.

    None when it cannot be told because the index is being rebuilt. Writes nothing.
    """
    found = groups()
    others = [group for group in found if before is None or group.key != before.key]
    changed = phrases_of([after, *([before] if before else [])])
    asked = list(_asked(changed, [*([before] if before else []), after], today))
    try:
        snapshot = reader.snapshot()
        knowledge = library.knowledge(snapshot)
        now, then = synonyms_of(found), synonyms_of([*others, after])
        pairs = [_beside(snapshot, knowledge, one, now, then) for one in asked[:MOST_ASKED]]
    except IndexUnusableError:
        return None
    return SynonymEffect(
        differing=tuple(pair for pair in pairs if pair.before != pair.after),
        tried=len(pairs),
        left_out=max(0, len(asked) - MOST_ASKED),
    )


def _beside(
    snapshot: Snapshot, knowledge: Knowledge, asked: TriedSearch, now: Synonyms, then: Synonyms
) -> SideBySide:
    lists = [
        search_in(snapshot, knowledge.with_latin(words.latin), asked.text, LOOKED_AT, words).results
        for words in (now, then)
    ]
    titles = [tuple(result.title_th for result in found[:SHOWN]) for found in lists]
    ranks = [_rank(found, asked.right) for found in lists]
    return SideBySide(asked, titles[0], titles[1], ranks[0], ranks[1])


def _rank(found: Sequence[Result], procedure_id: int) -> int | None:
    places = [result.id if result.kind is Kind.PROCEDURE else None for result in found]
    return places.index(procedure_id) + 1 if procedure_id in places else None


def _asked(changed: frozenset[str], edited: Sequence[Group], today: date) -> Iterator[TriedSearch]:
    """Yield searches in which a phrase of the edit is said, those that failed most first."""
    seen: set[str] = set()
    for one in _candidates(edited, today):
        said = squashed(normalise(one.text))
        if said not in seen and any(phrase in said for phrase in changed):
            seen.add(said)
            yield one


def _candidates(edited: Sequence[Group], today: date) -> Iterator[TriedSearch]:
    failed = FailedQuery.objects.filter(last_on__gte=today - FAILED_SINCE)
    for text, hours in failed.values_list("text", "hours"):
        yield TriedSearch(text, f"ค้นไม่พบใน {hours:,} ชั่วโมงที่ต่างกัน")
    judged = list(_judged())
    known = {squashed(normalise(one.text)): one for one in reversed(judged)}
    for group in edited:
        for phrase in group.phrases:
            yield known.get(squashed(normalise(phrase)), TriedSearch(phrase, "คำในกลุ่มนี้"))
    yield from judged


def _judged() -> Iterator[TriedSearch]:
    """Yield searches whose right answer is known: the words and sentences of each service."""
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("-popularity", "pk")
    for procedure in active.only("name_th", "sayings").prefetch_related("tags"):
        for tag in procedure.tags.all():
            yield TriedSearch(tag.text, f"ป้ายคำของ {procedure.name_th}", procedure.pk)
        for saying in procedure.sayings:
            yield TriedSearch(saying, f"ประโยคที่ประชาชนพูดของ {procedure.name_th}", procedure.pk)
