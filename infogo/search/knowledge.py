"""What a process keeps in memory beside the index: its vocabulary, names, headings.

Derived like the index itself and renewed when the index changes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from infogo.geo.models import Province
from infogo.search.background import Background
from infogo.search.english import forms
from infogo.search.gazetteer import build_gazetteer
from infogo.search.index import Snapshot
from infogo.search.lexicon import dictionary
from infogo.search.likeness import Likeness
from infogo.search.names import english_words, make_sounds, make_speller, read_services
from infogo.search.profiles import Profile, profile_of
from infogo.search.schema import BODY, PLACES, SAID, SERVICES, WORDS
from infogo.search.semantic import Meaning, read_meaning
from infogo.search.synonyms import present
from infogo.search.understand import Readers
from infogo.taxonomy.models import TargetGroup, Topic
from infogo.thai.vocabulary import Vocabulary

RENEW_SECONDS = 30.0
"""Reading all names takes a fraction of a second; a stream of edits must not repeat it."""


@dataclass(frozen=True)
class WordSet:
    """A vocabulary that is a set of words."""

    words: frozenset[str]

    def knows(self, word: str) -> bool:
        """Return whether the word is one of them."""
        return word in self.words


@dataclass(frozen=True)
class WordsToo:
    """A vocabulary with some words more."""

    words: frozenset[str]
    others: Vocabulary

    def knows(self, word: str) -> bool:
        """Return whether the word is known."""
        return word in self.words or self.others.knows(word)


@dataclass(frozen=True)
class Label:
    """A heading by which results are counted."""

    id: int
    value: str
    label_th: str
    label_en: str


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
    profiles: Mapping[int, Profile]
    """What distinguishes services from their siblings, by id."""
    meaning: Meaning | None
    """Vectors of services, where the extra is installed and the worker has made them."""
    topics: tuple[Label, ...]
    groups: tuple[Label, ...]
    provinces: tuple[Label, ...]
    likeness: Likeness
    """Which services any words are most like, found or not."""

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
        learnt = _learn(snapshot)
        with self._lock:
            if self._held is held:
                self._held = learnt


def _learn(snapshot: Snapshot) -> Knowledge:
    translated = present().latin
    everyday = WordSet(snapshot.terms(SERVICES, WORDS) | translated)
    vocabulary = WordSet(everyday.words | snapshot.terms(PLACES, WORDS))
    said = snapshot.terms(SERVICES, SAID) | snapshot.terms(SERVICES, BODY)
    services = read_services()
    return Knowledge(
        generation=snapshot.generation,
        made_at=time.monotonic(),
        everyday=everyday,
        forms=forms(everyday.words),
        vocabulary=vocabulary,
        readers=Readers(
            vocabulary=vocabulary,
            everyday=everyday,
            english=WordSet(english_words(services) | translated),
            gazetteer=build_gazetteer(everyday),
            speller=make_speller(services, WordSet(vocabulary.words | said | dictionary())),
            sounds=make_sounds(services),
        ),
        meaning=read_meaning(services),
        profiles={service.id: profile_of(service) for service in services},
        likeness=Likeness(services),
        topics=tuple(Label(t.pk, t.slug, t.name_th, t.name_en) for t in Topic.objects.all()),
        groups=tuple(Label(g.pk, g.slug, g.name_th, g.name_en) for g in TargetGroup.objects.all()),
        provinces=tuple(
            Label(int(p.code), p.code, p.name_th, p.name_en) for p in Province.objects.all()
        ),
    )


library = Library()
