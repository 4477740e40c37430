"""What services are called and how people speak of them, as spelling and sound read it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from infogo.articles.models import Article, ArticleStatus
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.search.indexing.documents import said_of
from infogo.search.results import Kind
from infogo.search.words.lexicon import kinds_of_offices, stop_words
from infogo.thai.normalise import normalise
from infogo.thai.segment import Cut, terms
from infogo.thai.sounds import Sounds
from infogo.thai.spelling import Speller
from infogo.thai.vocabulary import Vocabulary

LONGEST_NAME = 24
"""Characters of a name that somebody may misspell or romanise as one."""
STOP_WORD_WEIGHT = 0.2
SMALL_WEIGHT = 3.0
"""What a small word weighs at least beside names of the same sound."""
TAG_WEIGHT = 3.0
OFFICE_WEIGHT = 60.0
SHORTEST_TELLING = 4
MOST_SAID = 2
"""Services of which a word is said that names one: said of more, it tells nothing."""
SHORTEST_KIND = 5
"""Letters of a word for a kind of office that a sound leads to: เขต would be heard in gerd."""
LIGHTEST = 0.5
"""What the name of an office weighs beside words of services."""
MOST_REMEMBERED = 2000
"""Services whose names are held as they were read last; more than the country has."""
TALK_OF_OFFICES = Kind.POINT
"""Who stands for all offices among those of whom something is said."""


@dataclass(frozen=True)
class ServiceNames:
    """One service with its names, normalised, and what it does to its thing."""

    id: int
    names: tuple[str, ...]
    """Everyday, official and English name, in this order."""
    tags: tuple[str, ...]
    sayings: tuple[str, ...]
    summary: str
    lifecycle: str
    group: str
    owner: int
    """The agency that has it."""
    popularity: float


def read_services() -> list[ServiceNames]:
    """Return all services that can be found, in two queries."""
    found = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).prefetch_related("tags")
    return [
        ServiceNames(
            id=procedure.pk,
            popularity=procedure.popularity,
            lifecycle=procedure.lifecycle,
            group=procedure.lifecycle_group,
            owner=procedure.owner_id,
            **_words_of(
                (procedure.name_th, procedure.official_name_th, procedure.name_en),
                tuple(tag.text for tag in procedure.tags.all()),
                tuple(procedure.sayings),
                procedure.summary_th,
            ),
        )
        for procedure in found
    ]


@dataclass(frozen=True)
class GuideNames:
    """An article with what it is called and what is said of it and its event, normalised."""

    id: int
    names: tuple[str, ...]
    sayings: tuple[str, ...]


def read_guides() -> list[GuideNames]:
    """Return all articles that can be found, in one query."""
    found = Article.objects.filter(status=ArticleStatus.PUBLISHED).select_related("life_event")
    return [
        GuideNames(
            article.pk,
            tuple(map(normalise, (article.title_th, article.title_en, article.summary_th))),
            tuple(map(normalise, said_of(article))),
        )
        for article in found
    ]


class _Words(TypedDict):
    names: tuple[str, ...]
    tags: tuple[str, ...]
    sayings: tuple[str, ...]
    summary: str


# Services are read again whenever one of them changes, and the others are as they were.
@lru_cache(maxsize=MOST_REMEMBERED)
def _words_of(
    names: tuple[str, ...], tags: tuple[str, ...], sayings: tuple[str, ...], summary: str
) -> _Words:
    return {
        "names": tuple(map(normalise, names)),
        "tags": tuple(map(normalise, tags)),
        "sayings": tuple(map(normalise, sayings)),
        "summary": normalise(summary),
    }


def english_words(services: Sequence[ServiceNames], cut: Cut = terms) -> frozenset[str]:
    """Return the English words in which services are named and spoken of.

    Tags are left out: many are Thai in Latin letters.
    """
    return frozenset(
        word
        for service in services
        for text in (service.names[2], *service.sayings)
        for word in cut(text)
        if word.isascii()
    )


def telling_words(services: Sequence[ServiceNames], cut: Cut = terms) -> frozenset[str]:
    """Return the Thai words that one service alone is called by: โดรน, พินัยกรรม is of two."""
    uses = Counter(
        word
        for service in services
        for word in {w for text in (*service.names[:2], *service.tags) for w in cut(text)}
        if not word.isascii() and len(word) >= SHORTEST_TELLING
    )
    everyday = Counter(
        word
        for service in services
        for word in {w for text in (*service.sayings, service.summary) for w in cut(text)}
    )
    return frozenset(
        word for word, count in uses.items() if count == 1 and everyday[word] <= MOST_SAID
    )


def make_speller(
    services: Sequence[ServiceNames],
    offices: Iterable[str],
    known: Vocabulary,
    cut: Cut = terms,
) -> Speller:
    """Return a speller that repairs towards the words in which services are spoken of.

    ``offices`` are the names of offices; of words equally near, one of services is meant.
    """
    called: dict[str, float] = defaultdict(float)
    said: dict[str, float] = defaultdict(float)
    for service in services:
        for word in {w for text in (*service.names, *service.tags) for w in cut(text)}:
            called[word] += 1.0
        for word in {word for saying in service.sayings for word in cut(saying)}:
            said[word] += 1.0
        for tag in service.tags:
            if len(tag) <= LONGEST_NAME:
                called[tag] += 1.0
    # What one sentence alone says may itself be a slip or a rare turn of speech.
    common = {word: count for word, count in said.items() if count > 1 or word in called}
    named = dict.fromkeys(offices, LIGHTEST)
    spoken = {word: called[word] + common.get(word, 0.0) for word in {*called, *common}}
    return Speller(named | spoken, known)


def make_sounds(services: Sequence[ServiceNames], cut: Cut = terms) -> Sounds:
    """Return the sounds of words and tags; used services and tags weigh more.

    Kinds of offices weigh most: ประกันสังคม sounds as the sections of its law do.
    """
    weights: dict[str, float] = defaultdict(float)
    for kind in kinds_of_offices():
        if not kind.isascii() and len(kind) >= SHORTEST_KIND:
            weights[kind] += OFFICE_WEIGHT
    for service in services:
        use = 1.0 + math.log1p(max(0.0, service.popularity))
        for tag in service.tags:
            if len(tag) <= LONGEST_NAME and not tag.isascii():
                weights[tag] += use * TAG_WEIGHT
        for text in (*service.names[:2], *service.tags):
            for word in set(cut(text)):
                if not word.isascii():
                    weights[word] += use
    # What holds a sentence together is read too, or ต้อง would be taken for gold, ทอง.
    small = frozenset(word for word in stop_words() if not word.isascii())
    for word in small:
        weights[word] = max(SMALL_WEIGHT, weights[word] * STOP_WORD_WEIGHT)
    return Sounds(weights, small)
