"""Everyday words (ป้ายคำ) and sayings of a service: how typed ones are read and judged."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infogo.manuals.models import Procedure
from infogo.manuals.sayings import distinct
from infogo.thai.normalise import normalise

LONGEST_TAG = 60
MOST_TAGS = 40

_BETWEEN_WORDS = re.compile(r"[,，、;\r\n]+")


@dataclass(frozen=True)
class WordsOf:
    """The words of a service as they stand; ``version`` is what a save must name as seen."""

    tags: tuple[str, ...]
    sayings: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Judged:
    """Typed words: those to be added, those already there, and those that the name holds too."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    in_name: tuple[str, ...]
    too_long: tuple[str, ...]


def words_of(procedure: Procedure) -> WordsOf:
    """Return the tags and sayings of a service; one query unless the tags are prefetched."""
    tags = tuple(sorted(tag.text for tag in procedure.tags.all()))
    sayings = tuple(procedure.sayings)
    told = json.dumps([[normalise(tag) for tag in tags], sayings], ensure_ascii=False)
    return WordsOf(tags, sayings, hashlib.sha256(told.encode()).hexdigest()[:20])


def split_tags(typed: str) -> list[str]:
    """Read words separated by commas or lines, each once, in their order."""
    return distinct(_BETWEEN_WORDS.split(typed))


def judge_tags(typed: Sequence[str], present: Iterable[str], procedure: Procedure) -> Judged:
    """Tell new words from known ones.

    A word that the name holds is new all the same: whole names and tags are found first, so it
    may help. ``in_name`` says so to the person who added it.
    """
    known = {normalise(tag) for tag in present}
    names = normalise(f"{procedure.name_th}\n{procedure.official_name_th}")
    new = [word for word in typed if normalise(word) not in known and len(word) <= LONGEST_TAG]
    return Judged(
        new=tuple(new),
        known=tuple(word for word in typed if normalise(word) in known),
        in_name=tuple(word for word in new if normalise(word) in names),
        too_long=tuple(word for word in typed if len(word) > LONGEST_TAG),
    )
