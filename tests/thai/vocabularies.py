"""A vocabulary for tests: a plain set of words."""

from __future__ import annotations


class Words:
    """Knows the words of a text, separated by spaces."""

    def __init__(self, known: str) -> None:
        self.known = frozenset(known.split())

    def knows(self, word: str) -> bool:
        return word in self.known
