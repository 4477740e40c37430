"""Curated words that come with the program: synonyms, stop words, aliases, office words.

All are data files beside this module, so that they can be read, judged and changed without
reading code. Their digest is part of every index's identity.
"""

from __future__ import annotations

import csv
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pythainlp.corpus import get_corpus

from infogo.thai.normalise import normalise

DATA = Path(__file__).parents[1] / "data"
HEAVIEST_SYNONYM = 0.6
"""What was typed must outweigh what we think was meant; measured, see docs/search.md."""


_CONSONANTS = re.compile("[ก-ฮ]+")
_NOT_WRITTEN = re.compile(r"[^\w\u0e31-\u0e4e]|_")


class Expansion(NamedTuple):
    """Words that may stand for a phrase, and how much a match of them counts."""

    words: str
    weight: float


class Area(NamedTuple):
    """Provinces by two-digit code: these only, or all but these."""

    is_only: bool
    provinces: frozenset[int]

    def has(self, province: int) -> bool:
        """Return whether a province is one of these."""
        return (province in self.provinces) == self.is_only


@lru_cache(maxsize=8192)
def squashed(normalised: str) -> str:
    """Return a normalised text without anything but letters, marks and digits."""
    return _NOT_WRITTEN.sub("", normalised)


def synonym_rows() -> list[dict[str, str]]:
    """Return the rows of the program's own synonyms: phrase, means and weight as written.

    Searches read them with the centre's edits (``infogo.search.words.synonyms``), never from here.

    Raises:
        ValueError: a weight is not above 0 and at most ``HEAVIEST_SYNONYM``.
    """
    rows = _rows("synonyms.csv")
    for row in rows:
        if not 0 < float(row["weight"]) <= HEAVIEST_SYNONYM:
            raise ValueError(f"synonyms.csv: weight {row['weight']} of {row['phrase']!r}")
    return rows


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return words that say nothing about what is looked for."""
    text = (DATA / "stop_words.txt").read_text(encoding="utf-8")
    return frozenset(
        word
        for line in text.splitlines()
        if not line.startswith("#")
        for word in normalise(line).split()
    )


@lru_cache(maxsize=1)
def agency_aliases() -> dict[str, tuple[str, ...]]:
    """Return everyday names by agency key."""
    return {row["key"]: tuple(row["aliases"].split("|")) for row in _rows("agency_aliases.csv")}


@lru_cache(maxsize=1)
def agency_duties() -> dict[str, tuple[str, ...]]:
    """Return what an agency is there for, in everyday words, by key."""
    return {row["key"]: tuple(row["duties"].split("|")) for row in _rows("agency_duties.csv")}


@lru_cache(maxsize=1)
def agency_areas() -> dict[str, Area]:
    """Return where an agency works, by key, of the few that the law gives a part of the country."""
    return {
        row["key"]: Area(
            row["serves"] == "only", frozenset(int(code) for code in row["provinces"].split("|"))
        )
        for row in _rows("agency_areas.csv")
    }


@lru_cache(maxsize=1)
def office_words() -> dict[str, tuple[str, ...]]:
    """Return everyday words by kind of service point."""
    return {row["kind"]: tuple(row["words"].split("|")) for row in _rows("office_words.csv")}


@lru_cache(maxsize=1)
def words_for_offices_heard() -> dict[str, tuple[str, ...]]:
    """Return by kind of service point what is said or typed for it where its place follows.

    Initials, spelt-out letters and Latin letters that are other words or none where no place is.
    """
    return {row["kind"]: tuple(row["words"].split("|")) for row in _rows("office_words_heard.csv")}


@lru_cache(maxsize=1)
def kinds_of_offices() -> dict[str, tuple[str, ...]]:
    """Return the kinds of service points by everyday word; สำนักงาน before it changes nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in office_words().items():
        for word in words:
            for spelled in (word, f"สำนักงาน{word}"):
                key = squashed(normalise(spelled))
                found[key] = (*found.get(key, ()), kind)
    return found


@lru_cache(maxsize=1)
def office_talk() -> tuple[tuple[str, ...], ...]:
    """Return what people say of offices, not of what is done there, by topic."""
    _head, *topics = (DATA / "office_talk.txt").read_text(encoding="utf-8").split("\n## ")
    return tuple(tuple(topic.splitlines()[1:]) for topic in topics)


@lru_cache(maxsize=1)
def place_aliases() -> dict[str, str]:
    """Return the code of a province or district by each everyday name of it."""
    return {normalise(row["alias"]): row["code"] for row in place_alias_rows()}


def place_alias_rows() -> list[dict[str, str]]:
    """Return everyday names of places as they are written down: alias, code and official name."""
    return _rows("place_aliases.csv")


@lru_cache(maxsize=1)
def neighbourhoods() -> dict[str, tuple[str, str]]:
    """Return the code and name of a district by what people say they are near in it: มาบุญครอง."""
    return {
        normalise(called): (row["district"], row["name"])
        for row in _rows("neighbourhoods.csv")
        for called in row["called"].split("|")
    }


@lru_cache(maxsize=1)
def place_phrases() -> dict[str, tuple[Expansion, ...]]:
    """Return the official name of a place by its everyday name, as offices there write it."""
    official = {name: district for name, (_code, district) in neighbourhoods().items()}
    official |= {normalise(row["alias"]): row["name"] for row in place_alias_rows() if row["name"]}
    return {
        squashed(everyday): (Expansion(normalise(name), 1.0),)
        for everyday, name in official.items()
    }


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """Return the words of a general Thai dictionary: they are spelt right, whatever they mean."""
    return _dictionary().words


@lru_cache(maxsize=1)
def words_of_consonants() -> frozenset[str]:
    """Return words of the dictionary that look like abbreviations and are none: คน, กรม, ถนน."""
    return _dictionary().of_consonants


class _Dictionary(NamedTuple):
    words: frozenset[str]
    of_consonants: frozenset[str]


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    """Read ``pythainlp.corpus.thai_words`` once, and not through what would keep it: 7 MB."""
    written = get_corpus("words_th.txt")
    return _Dictionary(
        frozenset(map(normalise, written)),
        frozenset(word for word in written if _CONSONANTS.fullmatch(word)),
    )


@lru_cache(maxsize=1)
def action_words() -> dict[str, str]:
    """Return a pattern over normalised text by the name of the action that it tells of."""
    return {row["action"]: row["pattern"] for row in _rows("action_words.csv")}


class FirstDuty(NamedTuple):
    """Patterns of an event: how it is told alone, how its first duty is named, what is about it.

    The first is over the squashed words of a query, the others over normalised names.
    """

    told: str
    duty: str
    about: str


@lru_cache(maxsize=1)
def first_duties() -> dict[str, FirstDuty]:
    """Return by event how it is told and what has to be done first."""
    return {
        row["event"]: FirstDuty(row["told"], row["duty"], row["about"])
        for row in _rows("first_duties.csv")
    }


@lru_cache(maxsize=1)
def event_words() -> dict[str, tuple[str, ...]]:
    """Return sentences that ask what all there is to do in an event of life, by its slug."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("event_sayings.csv"):
        found[row["event"]] = (*found.get(row["event"], ()), row["words"])
    return found


@lru_cache(maxsize=1)
def urgent_words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return emergency numbers with what people type who need them now."""
    return tuple(
        (tuple(row["numbers"].split("|")), tuple(row["words"].split("|")))
        for row in _rows("urgent_words.csv")
    )


@lru_cache(maxsize=1)
def ordinary_places() -> frozenset[str]:
    """Return place names that are ordinary words too (ตาก, เลย) and need proof to be places."""
    return frozenset(normalise(row["name"]) for row in _rows("ordinary_places.csv"))


@lru_cache(maxsize=1)
def digest() -> str:
    """Return a digest of all data files; an index built with others is rebuilt."""
    total = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        if path.suffix in {".csv", ".txt"}:
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
