"""Orders the best services of the engine anew, by what the engine cannot see.

Services that it did not find although people speak of them so (``sayings``) are put among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tantivy import Query

from infogo.search.indexing.schema import record_key
from infogo.search.memory.knowledge import Knowledge
from infogo.search.results import Kind
from infogo.search.retrieval.cards import Hit
from infogo.search.retrieval.pieces import is_record
from infogo.search.retrieval.units import words_of
from infogo.search.stages import Stages
from infogo.search.understanding.understand import Understanding, Unit
from infogo.thai.intents import asks_for_overview

MEANING_PULL = 0.3
"""How much the service nearest in meaning gains where no name holds all words."""
OF_AN_OVERVIEW = 1.45
"""How much more an article weighs where it is asked what all there is to do."""
EVIDENCE_WEIGHT = 2.5
"""What the evidence of sayings counts beside the engine's score, when a story is told."""
WORDS_OF_A_NAME = 2
WORDS_OF_A_STORY = 6
LEAST_OF_A_STORY = 0.5
"""Of ``Told.share``: with four words on, evidence finds what the engine did not."""
MOST_LIKELY = 2
SCORE_OF_LIKELY = 5.0
"""What the engine's score is taken to be of a service that is not among the best by its words."""


@dataclass(frozen=True)
class Told:
    """What was typed, as services are weighed by it."""

    understood: Understanding
    service: str
    """The words for services, without the name of an agency that has the service."""
    units: Sequence[Unit]
    stages: Stages

    @property
    def text(self) -> str:
        """What is looked for, in Thai where it was typed as it sounds."""
        return self.understood.romanised or self.service

    @property
    def share(self) -> float:
        """How much of a story it is: 0 for a name, 1 from ``WORDS_OF_A_STORY`` words on."""
        words = len(words_of(self.units))
        share = (words - WORDS_OF_A_NAME) / (WORDS_OF_A_STORY - WORDS_OF_A_NAME)
        return min(1.0, max(0.0, share))

    @property
    def is_story(self) -> bool:
        """Whether evidence may find what the engine did not: not where it may be misspelt."""
        by_sayings = self.stages.sayings and self.stages.evidence
        is_told = by_sayings and not self.understood.suggestion
        return is_told and self.share >= LEAST_OF_A_STORY


def likely_beside(
    head: Iterable[Hit], likely: Iterable[tuple[Kind, int]], kind: Kind | None
) -> list[Query]:
    """Return queries for the two for whom most speaks, of a kind, if they are not among the best.

    ``head`` are the best that were found. A story may have one word in common with the service that
    is meant, and two with others: หางานให้หน่อย เพิ่งจบ เกรดน้อย.
    """
    found = {(hit.kind, hit.id) for hit in head}
    wanted = islice((key for key in likely if kind in {None, key[0]}), MOST_LIKELY)
    records = (is_record(record_key(*key)) for key in wanted if key not in found)
    return [Query.const_score_query(record, SCORE_OF_LIKELY) for record in records]


def weighed(
    head: Iterable[Hit],
    told: Told,
    knowledge: Knowledge,
    *,
    has_all_words: Callable[[], bool],
    evidence: Callable[[], Mapping[tuple[Kind, int], float]],
) -> list[Hit]:
    """Return services and guides with their scores weighed, the best first.

    By their profiles, by nearness in meaning where no name holds all words, and by how much what
    was typed sounds like what people say of them. What is passed in is asked for when needed.
    """
    head = list(head)
    if not head:
        return []
    likeness = _likeness(told, knowledge, has_all_words)
    is_weighed = told.stages.sayings and told.stages.evidence
    weight = EVIDENCE_WEIGHT * told.share if is_weighed else 0.0
    found = evidence() if weight else {}
    best = []
    for hit in head:
        owed = weight * found.get((hit.kind, hit.id), 0.0)
        score = hit.score * _factor(hit, told, knowledge, likeness) + owed
        best.append(hit._replace(score=score, evidence=owed))
    return sorted(best, key=lambda hit: hit.score, reverse=True)


def _factor(hit: Hit, told: Told, knowledge: Knowledge, likeness: Mapping[int, float]) -> float:
    if hit.kind is Kind.ARTICLE:
        return OF_AN_OVERVIEW if asks_for_overview(told.understood.used) else 1.0
    profile = knowledge.of_services.profiles.get(hit.id) if hit.kind is Kind.PROCEDURE else None
    if profile is None:
        return 1.0
    return profile.fit(told.understood) * (1.0 + MEANING_PULL * likeness.get(hit.id, 0.0))


def _likeness(
    told: Told, knowledge: Knowledge, has_all_words: Callable[[], bool]
) -> Mapping[int, float]:
    """Return how near services come in meaning, when words alone say little."""
    meaning, words = knowledge.meaning, told.service
    if meaning is None or not told.stages.semantic or told.understood.romanised or not words:
        return {}
    return {} if has_all_words() else meaning.likeness(words)
