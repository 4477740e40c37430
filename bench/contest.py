"""Ask several engines the judged queries side by side, and time them."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings
from django.test import override_settings

from bench.asks import Ask, as_typed, as_understood
from bench.corpus import Entry, entries
from bench.groonga import GroongaText, NoGroongaError
from bench.report import Table
from bench.rivals import RANKINGS, Engine, PostgresText, PostgresTrigrams, SqliteText, best
from infogo.search.indexing.building import create_build
from infogo.search.indexing.documents import Doc, build
from infogo.search.indexing.index import Meta
from infogo.search.indexing.schema import INDEXES
from tests.relevance.judging import DEPTH, Row, Score, read_rows, run
from tools.postgres import private_cluster

OURS = "infogo"
SERVER_OPTIONS = ("shared_buffers=256MB", "jit=off")
"""Room for everything in memory, and no compiling of queries that take milliseconds."""

Answer = Callable[[Row], Sequence[str]]
"""Searches and returns the codes of the best results."""


@dataclass
class Contestant:
    """One engine asked in one form."""

    name: str
    query: str
    answer: Answer
    build_seconds: float
    megabytes: float
    times: list[float] = field(default_factory=list)
    scores: dict[str, Score] = field(default_factory=dict)

    def judge(self, row: Row) -> None:
        """Answer one query; keep the milliseconds and the score."""
        began = time.perf_counter()
        codes = self.answer(row)
        self.times.append((time.perf_counter() - began) * 1000)
        rank = rank_of(row, codes)
        for name in (row.kind_of_query, "total"):
            self.scores[name] = self.scores.get(name, Score()).plus(rank)


def rank_of(row: Row, codes: Sequence[str]) -> int:
    """Return the rank of the first right answer, 0 if there is none."""
    return next((rank for rank, code in enumerate(codes, start=1) if code in row.right), 0)


def run_contest() -> list[Table]:
    """Return the table of engines and the table of classes; both splits are summed."""
    began = time.perf_counter()
    docs = {name: [d for kind in kinds for d in build(kind)] for name, kinds in INDEXES.items()}
    analysing = time.perf_counter() - began
    with _contestants(docs) as contestants:
        compete(contestants, read_rows())
    count = sum(map(len, docs.values()))
    note = f"{count:,} documents, made once for all in {analysing:.1f} s"
    return [_engines(contestants, note), _classes(contestants)]


def compete(contestants: Sequence[Contestant], rows: Sequence[Row]) -> None:
    """Let all answer each query one after the other, so that a busy machine slows all alike."""
    for contestant in contestants:
        contestant.answer(rows[0])  # opens files, reads vocabularies
    for row in rows:
        for contestant in contestants:
            contestant.judge(row)


# ---------------------------------------------------------------- who competes


@contextmanager
def _contestants(docs: Mapping[str, Sequence[Doc]]) -> Iterator[list[Contestant]]:
    found = entries([doc for group in docs.values() for doc in group])
    codes = {entry.number: entry.code for entry in found}
    with (
        tempfile.TemporaryDirectory(prefix="infogo-bench-") as scratch,
        private_cluster(*SERVER_OPTIONS) as dsn,
        psycopg.connect(dsn, autocommit=True) as connection,
        closing(SqliteText(Path(scratch, "words.sqlite3"))) as by_word,
        closing(SqliteText(Path(scratch, "grams.sqlite3"), by_trigram=True)) as by_gram,
        groonga(Path(scratch)) as by_groonga,
    ):
        contestants = [_ours(docs, Path(scratch))]
        rivals: dict[str, Engine] = {
            **{f"PostgreSQL {name}": PostgresText(connection, name) for name in RANKINGS},
            "PostgreSQL pg_trgm": PostgresTrigrams(connection),
            "SQLite FTS5, words": by_word,
            "SQLite FTS5, trigrams": by_gram,
            **by_groonga,
        }
        for name, engine in rivals.items():
            contestants += _rival(name, engine, found, codes)
        yield contestants


@contextmanager
def groonga(scratch: Path) -> Iterator[dict[str, Engine]]:
    """Yield Groonga by its name, or nothing, with a word about it, where it is not installed."""
    folder = scratch / "groonga"
    folder.mkdir()
    try:
        engine = GroongaText(folder)
    except NoGroongaError as problem:
        print(problem, file=sys.stderr)
        yield {}
        return
    with closing(engine):
        yield {"Groonga": engine}


def _ours(docs: Mapping[str, Sequence[Doc]], scratch: Path) -> Contestant:
    """The site's search over the index it has; a second one is built to see time and size."""
    began = time.perf_counter()
    with override_settings(INFOGO={**settings.INFOGO, "INDEX_DIR": scratch}):
        built = create_build(docs, Meta.of_this_program(0, ()))
    seconds = time.perf_counter() - began
    size = sum(file.stat().st_size for file in built.rglob("*") if file.is_file())
    return Contestant(OURS, "its own stages", _our_answer, seconds, size / 1e6)


def _our_answer(row: Row) -> list[str]:
    return [result.code for result in run(row).results]


def _rival(
    name: str, engine: Engine, found: Sequence[Entry], codes: Mapping[int, str]
) -> Iterator[Contestant]:
    began = time.perf_counter()
    engine.fill(found)
    seconds = time.perf_counter() - began
    forms: dict[str, Callable[[Row], list[Ask]]] = {
        "as typed": as_typed,
        "as understood": as_understood,
    }
    for form, asks in forms.items():
        yield Contestant(name, form, _answer(engine, asks, codes), seconds, engine.size() / 1e6)


def _answer(engine: Engine, asks: Callable[[Row], list[Ask]], codes: Mapping[int, str]) -> Answer:
    def answer(row: Row) -> list[str]:
        return [codes[number] for number in best(engine, asks(row), DEPTH)]

    return answer


# ---------------------------------------------------------------- how it is told


def _engines(contestants: Sequence[Contestant], note: str) -> Table:
    rows = []
    for c in contestants:
        total, cuts = c.scores["total"], statistics.quantiles(c.times, n=100)
        quality = (total.first, total.five, total.mean_reciprocal_rank)
        rows.append(
            (c.name, c.query, *(f"{share:.3f}" for share in quality), cuts[49], cuts[94], cuts[98],
             c.build_seconds, c.megabytes)
        )  # fmt: skip
    measured = ("hit@1", "hit@5", f"MRR@{DEPTH}", "p50 ms", "p95 ms", "p99 ms")
    columns = ("engine", "query", *measured, "build, s", "size, MB")
    return Table(f"Beside other engines ({note})", columns, rows)


def _classes(contestants: Sequence[Contestant]) -> Table:
    names = [name for name in contestants[0].scores if name != "total"]
    rows = [
        (name, contestants[0].scores[name].count,
         *(f"{c.scores[name].first:.2f}" for c in contestants))
        for name in (*names, "total")
    ]  # fmt: skip
    heads = (f"{c.name}, {c.query}" for c in contestants)
    return Table("The same by class of query: hit@1", ("class", "queries", *heads), rows)
