"""The synonyms in force: those that come with the program, as the centre has edited them.

The file of the program is never changed. A row of ``SynonymGroup`` with an ``origin`` stands in
the place of the file's row of that name; one without is an addition. A node looks at most every
half second whether somebody edited, so all of them answer alike within a second.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from infogo.core import versions
from infogo.core.keys import SYNONYM
from infogo.core.upsert import digest
from infogo.search.models import SynonymGroup
from infogo.search.words.english import base
from infogo.search.words.lexicon import Expansion, squashed, synonym_rows
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

LOOK_SECONDS = 0.5
KEY_LENGTH = 12


@dataclass(frozen=True)
class Group:
    """Phrases that people type, and the words that may stand for each of them.

    ``origin`` names the row of the program's file that it is or replaces; ``id`` is empty while
    nobody has edited it.
    """

    phrases: tuple[str, ...]
    means: tuple[str, ...]
    weight: float
    origin: str = ""
    id: int | None = None
    is_ended: bool = False

    @property
    def key(self) -> str:
        """Return what stands for it in an address."""
        return digest(self.origin)[:KEY_LENGTH] if self.origin else str(self.id)

    @property
    def values(self) -> dict[str, object]:
        """Return what it says, by which a change is noticed."""
        return {
            "phrases": list(self.phrases),
            "means": list(self.means),
            "weight": self.weight,
            "is_ended": self.is_ended,
        }


@dataclass(frozen=True, eq=False)
class Synonyms:
    """What searches read with: expansions by squashed phrase, and the Latin words of phrases."""

    phrases: Mapping[str, tuple[Expansion, ...]]
    latin: frozenset[str]


def groups() -> list[Group]:
    """Return every group, edited ones as they are now and ended ones too; one query."""
    rows = SynonymGroup.objects.order_by("pk")
    edited = [_group_of(row) for row in rows]
    of_origin = {group.origin: group for group in edited if group.origin}
    own = {group.origin for group in shipped_groups()}
    found = [of_origin.get(group.origin, group) for group in shipped_groups()]
    return found + [group for group in edited if group.origin not in own]


def synonyms_of(found: Iterable[Group]) -> Synonyms:
    """Return what searches would read if these were the groups."""
    expansions: dict[str, list[Expansion]] = defaultdict(list)
    of_forms: dict[str, list[Expansion]] = defaultdict(list)
    latin: set[str] = set()
    for group in found:
        if group.is_ended:
            continue
        for phrase in map(normalise, group.phrases):
            latin.update(word for word in terms(phrase) if word.isascii())
            expansions[squashed(phrase)] += [
                Expansion(normalise(words), group.weight) for words in group.means
            ]
            if (common := _in_common(phrase)) != phrase:
                of_forms[common] += expansions[squashed(phrase)]
    for common, meant in of_forms.items():
        expansions.setdefault(common, list(dict.fromkeys(meant)))
    known = {phrase: tuple(meant) for phrase, meant in expansions.items() if phrase}
    return Synonyms(known, frozenset(latin))


def _in_common(phrase: str) -> str:
    """Return a phrase with every English word as its forms have it, the same for all of them."""
    return squashed("".join(base(term) for term in terms(phrase)))


class _Present:
    """What this process reads with, renewed when somebody edited."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: int | None = None
        self._looked_at = 0.0
        self._held: Synonyms | None = None

    def get(self) -> Synonyms:
        """Return the synonyms in force, at most ``LOOK_SECONDS`` old."""
        held = self._held
        if held is not None and time.monotonic() - self._looked_at < LOOK_SECONDS:
            return held
        with self._lock:
            looked_at = time.monotonic()
            # Before the rows: an edit in between makes the token old, never what is held.
            token = versions.tokens([SYNONYM])[SYNONYM]
            if self._held is None or token != self._token:
                self._held, self._token = synonyms_of(groups()), token
            self._looked_at = looked_at
            return self._held

    def forget(self) -> None:
        """Drop what is held; the next search reads it anew."""
        with self._lock:
            self._held = self._token = None


_present = _Present()
present = _present.get
forget = _present.forget


@lru_cache(maxsize=1)
def shipped() -> Synonyms:
    """Return what searches would read if the centre had edited nothing."""
    return synonyms_of(shipped_groups())


def phrases_of(found: Sequence[Group]) -> frozenset[str]:
    """Return the phrases of groups as searches compare them."""
    return frozenset(squashed(normalise(phrase)) for group in found for phrase in group.phrases)


@lru_cache(maxsize=1)
def shipped_groups() -> tuple[Group, ...]:
    """Return the groups of the program's file, as nobody has edited them."""
    return tuple(
        Group(
            phrases=tuple(row["phrase"].split("|")),
            means=tuple(row["means"].split("|")),
            weight=float(row["weight"]),
            origin=row["phrase"],
        )
        for row in synonym_rows()
    )


def _group_of(row: SynonymGroup) -> Group:
    return Group(
        phrases=tuple(row.phrases),
        means=tuple(row.means),
        weight=row.weight,
        origin=row.origin,
        id=row.pk,
        is_ended=row.ended_at is not None,
    )
