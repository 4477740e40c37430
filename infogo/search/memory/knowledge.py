"""What a process keeps in memory beside the index: its vocabulary, names, headings.

Derived like the index itself and renewed when the index changes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from infogo.core import versions
from infogo.core.keys import AGENCY_NAMES, EVERYTHING
from infogo.core.versions import Tokens
from infogo.geo.models import Province
from infogo.search.agencies.central import CentralAgency, read_central_agencies
from infogo.search.agencies.duties import Duties, Owned, lay_out
from infogo.search.agencies.named import NamesOfAgencies, read_names_of_agencies
from infogo.search.indexing.index import Snapshot
from infogo.search.indexing.learnt import Learnt
from infogo.search.indexing.schema import BODY, PLACES, SAID, SERVICES, WORDS
from infogo.search.memory.background import Background
from infogo.search.offices.by_ear import OfficesByEar
from infogo.search.offices.names import read_offices_by_ear
from infogo.search.ranking.likeness import Likeness
from infogo.search.ranking.names import (
    TALK_OF_OFFICES,
    GuideNames,
    ServiceNames,
    english_words,
    make_sounds,
    make_speller,
    read_guides,
    read_services,
    telling_words,
)
from infogo.search.ranking.profiles import Profile, done_of_groups, profile_of
from infogo.search.ranking.sayings import Sayings
from infogo.search.ranking.semantic import Meaning, read_meaning
from infogo.search.results import Kind
from infogo.search.understanding.gazetteer import build_gazetteer
from infogo.search.understanding.office_words import names_of_agencies
from infogo.search.understanding.understand import Readers
from infogo.search.words.english import forms
from infogo.search.words.lexicon import (
    dictionary,
    kinds_of_offices,
    office_talk,
    words_of_consonants,
)
from infogo.search.words.spread import Spread, spread_of
from infogo.search.words.synonyms import present
from infogo.taxonomy.models import TargetGroup, Topic
from infogo.thai.letter_names import LetterNames
from infogo.thai.normalise import normalise
from infogo.thai.segment import Cut, CutOnce, terms
from infogo.thai.sounds import Sounds
from infogo.thai.spelling import Speller
from infogo.thai.vocabulary import WordSet, WordsToo

RENEW_SECONDS = 30.0
"""Reading all names takes a fraction of a second; a stream of edits must not repeat it."""


@dataclass(frozen=True)
class Label:
    """A heading by which results are counted."""

    id: int
    value: str
    label_th: str
    label_en: str


@dataclass(frozen=True)
class OfServices:
    """What follows from the names of services, and takes seconds of the processor to make."""

    services: tuple[ServiceNames, ...]
    guides: tuple[GuideNames, ...]
    agencies: tuple[CentralAgency, ...]
    offices: frozenset[str]
    english: frozenset[str]
    speller: Speller
    sounds: Sounds
    profiles: Mapping[int, Profile]
    """What distinguishes services from their siblings, by id."""
    likeness: Likeness
    """Which services any words are most like, found or not."""
    telling: frozenset[str]
    """Words that one service alone is called by."""
    spread: Spread
    """What words and trigrams of their names weigh."""
    sayings: Sayings[tuple[Kind, int]]

    @classmethod
    def made(
        cls,
        services: tuple[ServiceNames, ...],
        guides: tuple[GuideNames, ...],
        agencies: tuple[CentralAgency, ...],
        offices: frozenset[str],
        right: WordSet,
        before: OfServices | None,
    ) -> OfServices:
        """Return it for these services and guides, taking over from ``before`` what is the same.

        ``offices`` are what agencies are called, ``right`` the words that need no repair.
        """
        if (
            before is None
            or before.offices != offices
            or before.guides != guides
            or before.agencies != agencies
            or _spoken(before.services) != _spoken(services)
        ):
            before = LEARNT.of(
                (_spoken(services), guides, agencies, sorted(offices)),
                lambda: cls._laid_out(services, guides, agencies, offices, right),
            )
        is_used_as_much = before.services == services
        return replace(
            before,
            services=services,
            speller=before.speller.over(right),
            sounds=before.sounds if is_used_as_much else make_sounds(services),
        )

    @classmethod
    def _laid_out(
        cls,
        services: tuple[ServiceNames, ...],
        guides: tuple[GuideNames, ...],
        agencies: tuple[CentralAgency, ...],
        offices: frozenset[str],
        right: WordSet,
    ) -> OfServices:
        done, cut = done_of_groups(services), CutOnce()
        return cls(
            services,
            guides,
            agencies,
            offices,
            english_words(services, cut),
            make_speller(services, offices, right, cut),
            make_sounds(services, cut),
            {service.id: profile_of(service, done) for service in services},
            Likeness(services, cut),
            telling_words(services, cut),
            spread_of([((*one.names, *one.tags), one.sayings) for one in services], cut),
            make_sayings(services, guides, agencies, cut),
        )


LEARNT: Learnt[OfServices] = Learnt("services")


def make_sayings(
    services: Sequence[ServiceNames],
    guides: Sequence[GuideNames],
    agencies: Sequence[CentralAgency],
    cut: Cut = terms,
) -> Sayings[tuple[Kind, int]]:
    """Return what is said of services, guides and central agencies, with what they are called.

    And of offices themselves, whichever, in each topic: ``TALK_OF_OFFICES``.
    """
    said = {(Kind.PROCEDURE, one.id): one.sayings for one in services}
    called = {(Kind.PROCEDURE, one.id): (*one.names, *one.tags) for one in services}
    said |= {(Kind.ARTICLE, one.id): one.sayings for one in guides}
    called |= {(Kind.ARTICLE, one.id): one.names for one in guides}
    beside = {(Kind.AGENCY, one.id): (*one.called, *one.does) for one in agencies}
    for topic, talk in enumerate(office_talk()):
        beside[TALK_OF_OFFICES, topic] = tuple(map(normalise, talk))
    return Sayings(said, called, beside, cut)


def _owned(services: Sequence[ServiceNames]) -> list[Owned]:
    found = []
    for one in sorted(services, key=lambda service: service.id):
        everyday, _official, english = one.names
        found.append(Owned(one.id, one.owner, tuple(filter(None, (everyday, english))), one.tags))
    return found


def _spoken(services: Sequence[ServiceNames]) -> list[ServiceNames]:
    """Return services without how much they are used, which changes all day."""
    return [replace(service, popularity=0.0) for service in services]


@dataclass(frozen=True)
class Knowledge:
    """All of it, for one state of the index."""

    generation: tuple[object, ...]
    made_at: float
    everyday: WordSet
    """Words of services and articles, and English words that have synonyms."""
    forms: Mapping[str, tuple[str, ...]]
    """English words of services by what their forms have in common."""
    vocabulary: WordSet
    """These and the words of agencies and places."""
    readers: Readers
    """What the stages of understanding read with."""
    agencies: NamesOfAgencies
    """What central agencies are called, beside something else that is said."""
    offices_by_ear: OfficesByEar
    """Offices of places by the sound of their names."""
    duties: Duties
    """What central agencies do, for who asks for one by that."""
    meaning: Meaning | None
    """Vectors of services, where the extra is installed and the worker has made them."""
    topics: tuple[Label, ...]
    groups: tuple[Label, ...]
    provinces: tuple[Label, ...]
    of_services: OfServices
    """What follows from services alone, to be taken over as long as they stay the same."""
    read_under: Tokens
    """The versions under which names of places and agencies were read."""

    def with_words(self, words: frozenset[str]) -> Knowledge:
        """Return what would be known if services had these words too."""
        speller = self.readers.speller
        everyday = WordSet(self.everyday.words | words)
        vocabulary = WordSet(self.vocabulary.words | words)
        readers = replace(
            self.readers,
            everyday=everyday,
            vocabulary=vocabulary,
            speller=speller.knowing(words) if speller is not None else None,
        )
        return replace(self, everyday=everyday, vocabulary=vocabulary, readers=readers)

    def with_sayings(self, kind: Kind, key: int, said: Sequence[str]) -> Knowledge:
        """Return what would be known if this were said of a service, names and all."""
        sayings = self.of_services.sayings.instead((kind, key), [*map(normalise, said)])
        return replace(self, of_services=replace(self.of_services, sayings=sayings))

    def with_latin(self, words: frozenset[str]) -> Knowledge:
        """Return what is known if these Latin words have synonyms: they are English then."""
        unknown = words - self.everyday.words
        if not unknown:
            return self
        known = self.with_words(unknown)
        english = WordsToo(unknown, self.readers.english)
        return replace(known, readers=replace(known.readers, english=english))


class Library:
    """Holds the knowledge of this process and renews it when it is out of date."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._background = Background("search-knowledge")
        self._held: Knowledge | None = None
        self._extended: tuple[Knowledge, frozenset[str], Knowledge] | None = None

    def knowing(self, snapshot: Snapshot, latin: frozenset[str]) -> Knowledge:
        """Return the same with Latin words that got synonyms since it was learnt."""
        known = self.knowledge(snapshot)
        extended = self._extended
        if extended is None or extended[0] is not known or extended[1] is not latin:
            self._extended = extended = (known, latin, known.with_latin(latin))
        return extended[2]

    def knowledge(self, snapshot: Snapshot) -> Knowledge:
        """Return what is known at ``snapshot``, or a little before while it is learnt anew."""
        held = self._held
        if held is not None and (
            held.generation == snapshot.generation
            or (
                held.generation[0] == snapshot.generation[0]
                and time.monotonic() - held.made_at < RENEW_SECONDS
            )
        ):
            return held
        if held is not None:
            # Learning takes over a second: what was known a moment ago serves until then.
            self._background.start(lambda: self._renew(held, snapshot))
            return self._held or held
        with self._lock:
            if self._held is None:
                self._held = _learn(snapshot)
            return self._held

    def forget(self) -> None:
        """Drop what is held; the next search learns it anew."""
        with self._lock:
            self._held = None

    def _renew(self, held: Knowledge, snapshot: Snapshot) -> None:
        learnt = _learn(snapshot, held)
        with self._lock:
            if self._held is held:
                self._held = learnt


def _learn(snapshot: Snapshot, before: Knowledge | None = None) -> Knowledge:
    """Return what is known at ``snapshot``, taking over from ``before`` what is still the same.

    From nothing it takes seconds of the processor, and hardly any write changes what services
    or places are called. A whole rebuild may come with other data: then all is learnt anew.
    """
    if before is not None and before.generation[0] != snapshot.generation[0]:
        before = None
    # Before any name is read: a change in between makes the tokens old, never the names.
    read_under = tuple(versions.tokens((EVERYTHING, AGENCY_NAMES)).items())
    translated = present().latin
    everyday = WordSet(snapshot.terms(SERVICES, WORDS) | translated)
    vocabulary = WordSet(everyday.words | snapshot.terms(PLACES, WORDS))
    said = snapshot.terms(SERVICES, SAID) | snapshot.terms(SERVICES, BODY)
    # Who is called the same: cutting the names of all agencies into words takes long enough.
    same = before if before is not None and before.read_under == read_under else None
    of_services = OfServices.made(
        tuple(read_services()),
        tuple(read_guides()),
        same.of_services.agencies if same else tuple(read_central_agencies()),
        same.of_services.offices if same else names_of_agencies() | kinds_of_offices().keys(),
        WordSet(vocabulary.words | said | dictionary()),
        before.of_services if before else None,
    )
    english = WordSet(of_services.english | translated)
    return Knowledge(
        generation=snapshot.generation,
        made_at=time.monotonic(),
        everyday=everyday,
        forms=forms(everyday.words),
        vocabulary=vocabulary,
        readers=Readers(
            vocabulary=vocabulary,
            everyday=everyday,
            english=english,
            gazetteer=same.readers.gazetteer
            if same and same.everyday == everyday
            else build_gazetteer(everyday),
            speller=of_services.speller,
            sounds=of_services.sounds,
            letters=LetterNames(vocabulary.words, words_of_consonants()),
        ),
        agencies=same.agencies
        if same and same.everyday == everyday
        else read_names_of_agencies(everyday),
        offices_by_ear=read_offices_by_ear(
            everyday,
            english,
            same.offices_by_ear if same and same.everyday == everyday else None,
        ),
        duties=same.duties
        if same and same.of_services.profiles is of_services.profiles
        else lay_out(of_services.agencies, _owned(of_services.services)),
        meaning=read_meaning(of_services.services),
        topics=tuple(Label(t.pk, t.slug, t.name_th, t.name_en) for t in Topic.objects.all()),
        groups=tuple(Label(g.pk, g.slug, g.name_th, g.name_en) for g in TargetGroup.objects.all()),
        provinces=tuple(
            Label(int(p.code), p.code, p.name_th, p.name_en) for p in Province.objects.all()
        ),
        of_services=of_services,
        read_under=read_under,
    )


library = Library()
