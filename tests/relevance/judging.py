"""Run the judged queries and count how high the right answers come; used by tests and bench."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from infogo.search.results import Kind, SearchPage
from infogo.search.selectors import search
from infogo.search.stages import ALL, Stages
from infogo.search.suggest import suggest

FILES = tuple(
    Path(__file__).with_name(name)
    for name in (
        "queries.csv",
        "second.csv",
        "third.csv",
        "fourth.csv",
        "fifth.csv",
        "sixth.csv",
        "seventh.csv",
        "eighth.csv",
        "ninth.csv",
        "tenth.csv",
        "eleventh.csv",
        "twelfth.csv",
        "thirteenth.csv",
        "fourteenth.csv",
        "fifteenth.csv",
        "sixteenth.csv",
        "seventeenth.csv",
        "eighteenth.csv",
        "nineteenth.csv",
        "twentieth.csv",
        "twentyfirst.csv",
        "twentysecond.csv",
    )
)
PREFIXES = Path(__file__).with_name("prefixes.csv")
HALVES = (
    "fourth",
    "aside",
    "fifth",
    "apart",
    "sixth",
    "unseen",
    "seventh",
    "hidden",
    "eighth",
    "secret",
    "ninth",
    "sealed",
    "tenth",
    "veiled",
    "eleventh",
    "cloaked",
    "twelfth",
    "shrouded",
    "thirteenth",
    "mantled",
    "fourteenth",
    "draped",
    "fifteenth",
    "curtained",
    "sixteenth",
    "screened",
    "seventeenth",
    "shaded",
    "eighteenth",
    "dimmed",
    "nineteenth",
    "muffled",
    "twentieth",
    "hushed",
    "twentyfirst",
    "quiet",
    "twentysecond",
    "stilled",
)
"""From the fourth set on: the half that was looked at, and the one that is only reported."""
SPLITS = ("tune", "held", "second", "third", *HALVES)
DEPTH = 10


@dataclass(frozen=True)
class Row:
    """One judged query. ``right`` are the codes that may stand first."""

    id: str
    kind_of_query: str
    query: str
    kind: Kind | None
    province: str
    right: frozenset[str]
    split: str


@dataclass(frozen=True)
class Prefix:
    """One judged beginning of what somebody types, and the codes it should lead to."""

    id: str
    kind_of_query: str
    prefix: str
    right: frozenset[str]
    split: str


@dataclass(frozen=True)
class Score:
    """How often the right answer came first, among the first five, and the sum of 1/rank."""

    count: int = 0
    firsts: int = 0
    fives: int = 0
    reciprocal: float = 0.0

    def plus(self, rank: int) -> Score:
        """Add one query whose first right answer stood at ``rank`` (0: not found)."""
        return Score(
            self.count + 1,
            self.firsts + (rank == 1),
            self.fives + (1 <= rank <= 5),
            self.reciprocal + (1 / rank if rank else 0.0),
        )

    @property
    def first(self) -> float:
        """Share of queries with a right answer at rank 1."""
        return self.firsts / self.count

    @property
    def five(self) -> float:
        """Share of queries with a right answer among the first five."""
        return self.fives / self.count

    @property
    def mean_reciprocal_rank(self) -> float:
        """Mean of 1/rank over the first ten."""
        return self.reciprocal / self.count


@lru_cache(maxsize=1)
def read_rows() -> tuple[Row, ...]:
    """Return all judged queries."""
    rows: list[Row] = []
    for file in FILES:
        with file.open(encoding="utf-8", newline="") as lines:
            rows += [_row(row) for row in csv.DictReader(lines)]
    return tuple(rows)


@lru_cache(maxsize=1)
def read_prefixes() -> tuple[Prefix, ...]:
    """Return all judged beginnings."""
    with PREFIXES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Prefix(
                id=row["id"],
                kind_of_query=row["class"],
                prefix=row["prefix"],
                right=frozenset(row["relevant"].split("|")),
                split=row["split"],
            )
            for row in csv.DictReader(lines)
        )


def _row(row: dict[str, str]) -> Row:
    right = (code for code in row["relevant"].split("|") if not code.startswith("~"))
    return Row(
        id=row["id"],
        kind_of_query=row["class"],
        query=row["query"],
        kind=None if row["type"] == "all" else Kind(row["type"]),
        province=row["province"],
        right=frozenset(right),
        split=row["split"],
    )


def run(row: Row, stages: Stages = ALL) -> SearchPage:
    """Search as the judge asked."""
    return search(row.query, kind=row.kind, province=row.province, page_size=DEPTH, stages=stages)


def rank_of(row: Row, page: SearchPage) -> int:
    """Return the rank of the first right answer, 0 if it is not among the first ten."""
    codes = [result.code for result in page.results]
    return next((rank for rank, code in enumerate(codes, start=1) if code in row.right), 0)


def rank_of_prefix(row: Prefix) -> int:
    """Return the rank of the first right suggestion, 0 if none is.

    A phrase has no code: it is right when searching for it brings a right answer first.
    """
    for rank, suggestion in enumerate(suggest(row.prefix), start=1):
        if (suggestion.code or _first_of(suggestion.text)) in row.right:
            return rank
    return 0


def _first_of(phrase: str) -> str:
    found = search(phrase, page_size=1).results
    return found[0].code if found else ""


def scores(answers: Iterable[tuple[Row, SearchPage]]) -> dict[str, Score]:
    """Return the score of each class, and of all together as ``total``."""
    return scores_of_ranks((row, rank_of(row, page)) for row, page in answers)


def scores_of_ranks(ranked: Iterable[tuple[Row | Prefix, int]]) -> dict[str, Score]:
    """Return the same from the rank of each query's first right answer."""
    found: dict[str, Score] = {}
    for row, rank in ranked:
        for name in (row.kind_of_query, "total"):
            found[name] = found.get(name, Score()).plus(rank)
    return found
