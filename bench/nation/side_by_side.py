"""Our engine and three others over the same flat documents, asked the same queries in one run."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import tantivy

from bench.asks import Ask, as_understood
from bench.contest import SERVER_OPTIONS, groonga
from bench.corpus import Entry
from bench.nation.flat import entry_of, flat_docs
from bench.report import Table
from bench.rivals import Engine, Hit, PostgresText, PostgresTrigrams, SqliteText, best
from infogo.manuals.models import Manual
from infogo.search.indexing.documents import Doc
from infogo.search.indexing.index import engine_document, reader
from infogo.search.indexing.schema import ID, KIND_CODES, WEIGHT, build_schema, register_analyzers
from infogo.search.memory.knowledge import library
from infogo.search.results import Kind
from infogo.search.retrieval.query import SUGGESTED_WEIGHT, Builder, QueryWording
from infogo.search.understanding.understand import understand, units
from infogo.search.words.synonyms import present
from tests.relevance.judging import Row, read_rows
from tools.postgres import private_cluster

STEPS = (10_000, 100_000, 1_000_000)
"""Documents at which every engine is filled anew; a small nation stops at what it has."""
ASKED = 120
LIMIT = 10
WRITER_MEMORY = 256_000_000
PATIENCE_MS = 20_000
"""How long PostgreSQL may work on one query before it counts as not answered."""
Clock = Callable[[], float]
COLUMNS = (
    "documents", "engine", "build, s", "processor, s", "size, MB", "p50 ms", "p95 ms", "p99 ms",
    "processor p50 ms", "processor p95 ms", "queries/s", "right first",
)  # fmt: skip


@dataclass
class Contestant:
    """An engine over the flat documents; ``clock`` tells the processor time it has used."""

    name: str
    fill: Callable[[int], object]
    answer: Callable[[Row], Sequence[int]]
    size: Callable[[], int]
    clock: Clock
    build: tuple[float, float] = (0.0, 0.0)
    times: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    found: list[tuple[Row, int]] = field(default_factory=list)

    def judge(self, row: Row) -> None:
        """Answer one query; keep its time, its work and its first hit."""
        began, spent = time.perf_counter(), self.clock()
        found = self.answer(row)
        self.times.append((time.perf_counter() - began) * 1000)
        self.work.append((self.clock() - spent) * 1000)
        self.found.append((row, found[0] if found else 0))


def side_by_side() -> list[Table]:
    """Fill and ask all engines at each size up to the nation's; one row for each.

    All get the query as the site understood it. Rows of agencies, points and articles are left
    out: the documents are manuals.
    """
    rows = [row for row in read_rows() if row.kind == Kind.PROCEDURE]
    asked = rows[:: max(1, len(rows) // ASKED)]
    there = Manual.objects.count()
    made = []
    for count in sorted({min(step, there) for step in STEPS}):
        with _contestants() as contestants:
            for contestant in contestants:
                _fill(contestant, count)
            for row in (asked[0], *asked):
                for contestant in contestants:
                    contestant.judge(row)
            made += [_row(count, one) for one in contestants]
    title = f"A document for each manual ({len(asked)} judged queries, in one run)"
    return [Table(title, COLUMNS, made)]


def _fill(contestant: Contestant, count: int) -> None:
    began, spent = time.perf_counter(), contestant.clock()
    contestant.fill(count)
    contestant.build = time.perf_counter() - began, contestant.clock() - spent


def _row(count: int, one: Contestant) -> tuple[object, ...]:
    times, work = one.times[1:], one.work[1:]  # the first opens files
    cuts, worked = statistics.quantiles(times, n=100), statistics.quantiles(work, n=100)
    return (
        f"{count:,}", one.name, *one.build, one.size() / 1e6, cuts[49], cuts[94], cuts[98],
        worked[49], worked[94], f"{1000 * len(times) / sum(times):,.0f}",
        f"{_right_first(one.found[1:]):.2f}",
    )  # fmt: skip


def _right_first(found: Sequence[tuple[Row, int]]) -> float:
    """Return the share of queries whose first manual is one of a right procedure."""
    of = Manual.objects.filter(pk__in={manual for _row, manual in found})
    codes = dict(of.values_list("pk", "procedure__code"))
    return statistics.mean(codes.get(manual, "") in row.right for row, manual in found)


# ---------------------------------------------------------------- who competes


@contextmanager
def _contestants() -> Iterator[list[Contestant]]:
    with (
        tempfile.TemporaryDirectory(prefix="infogo-bench-") as scratch,
        private_cluster(*SERVER_OPTIONS, "maintenance_work_mem=512MB") as dsn,
        psycopg.connect(dsn, autocommit=True) as connection,
        closing(SqliteText(Path(scratch, "words.sqlite3"))) as by_word,
        groonga(Path(scratch)) as by_groonga,
    ):
        connection.execute(f"SET statement_timeout = {PATIENCE_MS}")
        connection.execute("SET max_parallel_workers_per_gather = 0")
        server = _clock_of(connection.info.backend_pid)
        by_rank, by_trigram = PostgresText(connection, "ts_rank"), PostgresTrigrams(connection)
        engines: list[tuple[str, Engine, Clock]] = [
            (
                "PostgreSQL ts_rank",
                _Patient(by_rank, connection),
                server,
            ),
            ("PostgreSQL pg_trgm", _Patient(by_trigram, connection), server),
            ("SQLite FTS5", by_word, time.process_time),
            *((name, engine, time.process_time) for name, engine in by_groonga.items()),
        ]
        ours = FlatIndex(Path(scratch, "ours"))
        yield [
            Contestant(
                "infogo",
                lambda count: ours.fill(flat_docs(count)),
                ours.answer,
                ours.size,
                time.process_time,
            ),
            *(
                Contestant(name, _filler(engine), _answer(engine), engine.size, clock)
                for name, engine, clock in engines
            ),
        ]


def _filler(engine: Engine) -> Callable[[int], object]:
    return lambda count: engine.fill(map(entry_of, flat_docs(count)))


def _answer(engine: Engine) -> Callable[[Row], list[int]]:
    return lambda row: best(engine, _services(row), LIMIT)


def _services(row: Row) -> list[Ask]:
    """Return what is asked of services; the documents hold no places."""
    kinds = {KIND_CODES[Kind.PROCEDURE], KIND_CODES[Kind.ARTICLE]}
    return [ask for ask in as_understood(row) if set(ask.kinds) <= kinds]


class _Patient:
    """PostgreSQL, of which a query that takes too long is given up and counts as unanswered."""

    def __init__(self, engine: Engine, connection: psycopg.Connection) -> None:
        self._engine = engine
        self._connection = connection

    def size(self) -> int:
        """Return the bytes on disk."""
        return self._engine.size()

    def fill(self, entries: Iterable[Entry]) -> None:
        """Fill without haste."""
        self._connection.execute("SET statement_timeout = 0")
        self._engine.fill(entries)
        self._connection.execute(f"SET statement_timeout = {PATIENCE_MS}")

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Return nothing where the time ran out."""
        with suppress(psycopg.errors.QueryCanceled):
            return self._engine.find(ask, limit)
        return []


def _clock_of(backend: int) -> Clock:
    """Return a clock of what this process and one of the server's have used of a processor."""
    spent = Path(f"/proc/{backend}/schedstat")
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


class FlatIndex:
    """The site's engine, schema, analysis and queries over documents of manuals."""

    def __init__(self, folder: Path) -> None:
        """Make an empty index in a folder that is made for it."""
        folder.mkdir()
        self._folder = folder
        self._index = tantivy.Index(build_schema(), path=str(folder))
        register_analyzers(self._index)

    def fill(self, docs: Iterable[Doc]) -> None:
        """Index the documents with all that the site's own have: trigrams, sounds, filters."""
        writer = self._index.writer(WRITER_MEMORY, 1)
        for doc in docs:
            writer.add_document(engine_document(doc))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(file.stat().st_size for file in self._folder.iterdir())

    def answer(self, row: Row) -> list[int]:
        """Return the best manuals as the site would ask for them; one word is enough at need."""
        for is_relaxed in (False, True):
            found = self._find(row, is_relaxed=is_relaxed)
            if found:
                return found
        return []

    def _find(self, row: Row, *, is_relaxed: bool) -> list[int]:
        knowledge = library.knowledge(reader.snapshot())
        understood = understand(row.query, knowledge.readers, province=row.province)
        phrases = present().phrases
        place = understood.recognised.place
        builder = Builder(self._index.schema)
        query = builder.service(
            [
                QueryWording(said, units(said, phrases), weight)
                for said, weight in (
                    (understood.service, 1.0),
                    (understood.romanised, 1.0),
                    (understood.suggestion, SUGGESTED_WEIGHT),
                )
            ],
            known=knowledge.everyday.words,
            province=int(row.province or (place.province if place else 0)),
            is_relaxed=is_relaxed,
        )
        hits = self._searcher.search(query, LIMIT, count=False, weight_by_field=WEIGHT).hits
        numbers = self._searcher.fast_field_values(ID, [at for _score, at in hits])
        return [int(str(number)) for number in numbers]
