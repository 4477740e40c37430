"""Full-text search as PostgreSQL and SQLite bring it, over the words that the site cuts.

Each engine gets its best form, found on the *tune* half of the judged queries: the site's weights
of fields, popularity and filters, entries that say all things before those that say any.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

import psycopg

from bench.asks import Ask, closed
from bench.corpus import WORD_FIELDS, Entry
from infogo.search.indexing.schema import AROUND, BODY, NATIONWIDE, SAID, WORDS
from infogo.search.retrieval.query import AROUND_WEIGHT, BODY_WEIGHT

WEIGHTS = {WORDS: 1.0, BODY: BODY_WEIGHT, AROUND: AROUND_WEIGHT}
"""What a match counts in the fields that all engines search, as in the site's own queries."""
BLOCK = 5_000
"""Entries that are written at once."""


class Hit(NamedTuple):
    """An entry found. What says all that was asked comes before what says a part of it."""

    says_all: bool
    score: float
    number: int


class Engine(Protocol):
    """What is compared."""

    def fill(self, entries: Iterable[Entry]) -> None:
        """Index all entries and be ready to search."""
        ...  # pragma: no cover

    def size(self) -> int:
        """Return the bytes on disk: index and what has to be beside it."""
        ...  # pragma: no cover

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Return the best entries, best first."""
        ...  # pragma: no cover


# ---------------------------------------------------------------- PostgreSQL

_LABELS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Ranking:
    """What a ranking function does about length, and the fields it does best with."""

    normalisation: int
    weights: dict[str, float]


RANKINGS = {
    "ts_rank": Ranking(0, WEIGHTS),
    "ts_rank_cd": Ranking(1, {**WEIGHTS, SAID: 0.1}),
}
"""Sayings take ``ts_rank`` from 0.80 to 0.75 hit@1 on *tune*, whatever they weigh."""


LEAST_ALIKE = 0.4
"""How like a text has to be for ``pg_trgm``; by its own 0.6 it finds half as much."""


class PostgresText:
    """A ``tsvector`` of the cut words with a GIN index, ranked by one of ``RANKINGS``."""

    def __init__(self, connection: psycopg.Connection, ranking: str) -> None:
        """Keep to the ``connection``, which has to be in autocommit mode."""
        chosen = RANKINGS[ranking]
        self._connection = connection
        self._table = f"by_{ranking}"
        self._fields = tuple(chosen.weights)
        unused = [0.0] * (len(_LABELS) - len(self._fields))
        self._weights = [*unused, *reversed(chosen.weights.values())]  # label D first
        self._score = (
            f"{ranking}(%(weights)s::float4[], words, query, {chosen.normalisation}) * weight"
        )

    def fill(self, entries: Iterable[Entry]) -> None:
        """Copy the entries, let PostgreSQL make the vectors, index them."""
        run = self._connection.execute
        texts = [f"text_{name}" for name in self._fields]
        places = [WORD_FIELDS.index(name) for name in self._fields]
        columns = ", ".join(f"{name} text" for name in texts)
        run(f"CREATE TEMP TABLE raw (id int, kind int, provinces int[], weight real, {columns})")
        with self._connection.cursor().copy("COPY raw FROM STDIN") as copy:
            for e in entries:
                said = (e.texts[place] for place in places)
                copy.write_row((e.number, e.kind, list(e.provinces), e.weight, *said))
        vectors = " || ".join(
            f"setweight(to_tsvector('simple', {text}), '{label}')"
            for text, label in zip(texts, _LABELS, strict=False)
        )
        docs = self._table
        kept = f"id, kind, provinces, weight, {vectors} AS words"
        run(f"CREATE TABLE {docs} AS SELECT {kept} FROM raw")  # noqa: S608  (our own names)
        run(f"CREATE INDEX ON {docs} USING gin (words) WITH (fastupdate = off)")
        run("DROP TABLE raw")
        run(f"VACUUM ANALYZE {docs}")

    def size(self) -> int:
        """Return the bytes of the table of vectors and its indexes."""
        asked = self._connection.execute("SELECT pg_total_relation_size(%s)", [self._table])
        return int(asked.fetchall()[0][0])

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Look for all of the words, then for any."""
        return all_then_any(self._ask, ask, limit, _postgres_query)

    def _ask(self, query: str, ask: Ask, limit: int) -> list[tuple[float, int]]:
        filters = "words @@ query AND kind = ANY(%(kinds)s)"
        if ask.province:
            filters += " AND provinces && %(provinces)s::int[]"
        found = self._connection.execute(
            f"SELECT {self._score} AS score, id"  # noqa: S608  (our own names)
            f" FROM {self._table}, to_tsquery('simple', %(query)s) AS query"
            f" WHERE {filters} ORDER BY score DESC, id LIMIT %(limit)s",
            {
                "weights": self._weights,
                "query": query,
                "kinds": list(ask.kinds),
                "provinces": [ask.province, NATIONWIDE],
                "limit": limit,
            },
        )
        return list(found.fetchall())


def _postgres_query(ask: Ask, between: str) -> str:
    return _joined(ask, between={"AND": " & ", "OR": " | "}[between], all_of=" & ", any_of=" | ",
                   quote="'")  # fmt: skip


class PostgresTrigrams:
    """``pg_trgm`` over names, tags and summary as they are written, by word similarity.

    It looks at one text and knows no weights of fields; the others would only blur it.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        """Keep to the ``connection``, which has to be in autocommit mode."""
        self._connection = connection

    def fill(self, entries: Iterable[Entry]) -> None:
        """Copy the entries and index the trigrams of their text."""
        run = self._connection.execute
        run("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        run("CREATE TABLE by_trigram (id int, kind int, provinces int[], weight real, said text)")
        with self._connection.cursor().copy("COPY by_trigram FROM STDIN") as copy:
            for e in entries:
                said = closed(e.texts[WORD_FIELDS.index(WORDS)])
                copy.write_row((e.number, e.kind, list(e.provinces), e.weight, said))
        run("CREATE INDEX ON by_trigram USING gin (said gin_trgm_ops) WITH (fastupdate = off)")
        run("VACUUM ANALYZE by_trigram")

    def size(self) -> int:
        """Return the bytes of the table and its index."""
        asked = self._connection.execute("SELECT pg_total_relation_size('by_trigram')")
        return int(asked.fetchall()[0][0])

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Look for texts with a stretch that is like what was asked."""
        filters = "%(text)s <% said AND kind = ANY(%(kinds)s)"
        if ask.province:
            filters += " AND provinces && %(provinces)s::int[]"
        self._connection.execute(f"SET pg_trgm.word_similarity_threshold = {LEAST_ALIKE}")
        found = self._connection.execute(
            "SELECT word_similarity(%(text)s, said) * weight AS score, id FROM by_trigram"  # noqa: S608
            f" WHERE {filters.replace('<%', '<%%')} ORDER BY score DESC, id LIMIT %(limit)s",
            {
                "text": closed(ask.text),
                "kinds": list(ask.kinds),
                "provinces": [ask.province, NATIONWIDE],
                "limit": limit,
            },
        )
        return [Hit(False, *hit) for hit in found.fetchall()]


# ---------------------------------------------------------------- SQLite

_BY_WORD = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
"""Without the marks (Mn) among its letters unicode61 cuts every Thai word at its vowels."""
_SQLITE_WEIGHTS = {**WEIGHTS, SAID: 0.3}
_SCORE = f"bm25(texts, {', '.join(str(_SQLITE_WEIGHTS[name]) for name in WORD_FIELDS)})"


class SqliteText:
    """An FTS5 index without stored text, ranked by ``bm25`` with weights.

    It keeps full detail: with less ``bm25`` would need the text to count, and score all alike.
    """

    def __init__(self, path: Path, *, by_trigram: bool = False) -> None:
        self._path = path
        self._by_trigram = by_trigram
        self._connection = sqlite3.connect(path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def fill(self, entries: Iterable[Entry]) -> None:
        """Write entries and index in one transaction and merge the index into one piece."""
        run, many = self._connection.execute, self._connection.executemany
        tokenizer = "trigram" if self._by_trigram else _BY_WORD
        run("CREATE TABLE docs (id INTEGER PRIMARY KEY, kind INTEGER, weight REAL)")
        run("CREATE TABLE served (doc INTEGER, province INTEGER, PRIMARY KEY (doc, province))"
            " WITHOUT ROWID")  # fmt: skip
        columns = ", ".join(WORD_FIELDS)
        run(f"CREATE VIRTUAL TABLE texts USING fts5({columns}, content='',"
            f' tokenize="{tokenizer}")')  # fmt: skip
        marks = ", ".join("?" * (1 + len(WORD_FIELDS)))
        left = iter(entries)
        while block := list(islice(left, BLOCK)):
            many("INSERT INTO docs VALUES (?, ?, ?)", ((e.number, e.kind, e.weight) for e in block))
            many(
                "INSERT INTO served VALUES (?, ?)",
                ((e.number, p) for e in block for p in e.provinces),
            )
            many(
                f"INSERT INTO texts(rowid, {columns}) VALUES ({marks})",  # noqa: S608  (our names)
                ((e.number, *map(closed if self._by_trigram else str, e.texts)) for e in block),
            )
        run("INSERT INTO texts(texts) VALUES ('optimize')")
        self._connection.commit()
        run("ANALYZE")

    def size(self) -> int:
        """Return the bytes of the file."""
        return self._path.stat().st_size

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Look for all of the words, then for any; trigrams for any at once."""
        if self._by_trigram:
            grams = " OR ".join(_quoted(gram, '"') for gram in ask.grams())
            return [Hit(False, *hit) for hit in self._ask(grams, ask, limit)] if grams else []
        return all_then_any(self._ask, ask, limit, _sqlite_query)

    def _ask(self, query: str, ask: Ask, limit: int) -> list[tuple[float, int]]:
        filters = f"kind IN ({', '.join('?' * len(ask.kinds))})"
        values: list[object] = [query, *ask.kinds]
        if ask.province:
            filters += " AND EXISTS (SELECT 1 FROM served WHERE doc = id AND province IN (?, ?))"
            values += [ask.province, NATIONWIDE]
        found = self._connection.execute(
            f"SELECT -{_SCORE} * weight AS score, id FROM texts JOIN docs ON id = texts.rowid"  # noqa: S608
            f" WHERE texts MATCH ? AND {filters} ORDER BY score DESC, id LIMIT ?",
            [*values, limit],
        )
        return found.fetchall()


def _sqlite_query(ask: Ask, between: str) -> str:
    return _joined(ask, between=f" {between} ", all_of=" AND ", any_of=" OR ", quote='"')


# ---------------------------------------------------------------- both


def best(engine: Engine, asks: Iterable[Ask], limit: int) -> list[int]:
    """Return the numbers of the best entries over several asks, whose scores can be compared."""
    found = [hit for ask in asks for hit in engine.find(ask, limit)]
    found.sort(key=lambda hit: (hit.says_all, hit.score), reverse=True)
    return list(dict.fromkeys(hit.number for hit in found))[:limit]


def all_then_any(
    search: Callable[[str, Ask, int], list[tuple[float, int]]],
    ask: Ask,
    limit: int,
    spell: Callable[[Ask, str], str],
) -> list[Hit]:
    """Return entries that say all things asked, then, while there is room, those that say any."""
    if not ask.things:
        return []
    found = [Hit(True, *hit) for hit in search(spell(ask, "AND"), ask, limit)]
    if len(found) < limit and len(ask.things) > 1:
        known = {hit.number for hit in found}
        more = [Hit(False, *hit) for hit in search(spell(ask, "OR"), ask, limit)]
        found += [hit for hit in more if hit.number not in known]
    return found[:limit]


def _joined(ask: Ask, *, between: str, all_of: str, any_of: str, quote: str) -> str:
    things = []
    for ways in ask.things:
        spelled = (all_of.join(_quoted(word, quote) for word in way) for way in ways)
        things.append(f"({any_of.join(f'({way})' for way in spelled)})")
    return between.join(things)


def _quoted(word: str, quote: str) -> str:
    escaped = word.replace("\\", "\\\\") if quote == "'" else word
    return quote + escaped.replace(quote, quote * 2) + quote
