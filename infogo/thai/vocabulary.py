"""What the repairing stages ask of a vocabulary, usually that of the search index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

SHORTEST_KNOWN = 2
"""Single letters are in every vocabulary and prove nothing."""


class Vocabulary(Protocol):
    """Anything that can tell known words from unknown ones."""

    def knows(self, word: str) -> bool:
        """Return whether this normalised word occurs in the texts that can be found."""
        ...  # pragma: no cover


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
        """Return whether either has the word."""
        return word in self.words or self.others.knows(word)


def coverage(text: str, vocabulary: Vocabulary) -> float:
    """Return the share of letters and digits in ``text`` that belong to known words, 0 to 1."""
    found = terms(normalise(text))
    total = sum(map(len, found))
    if not total:
        return 0.0
    known = sum(len(w) for w in found if len(w) >= SHORTEST_KNOWN and vocabulary.knows(w))
    return known / total
