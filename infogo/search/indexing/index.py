"""The index on disk: where it lives, when it may be used, how it is read and replaced.

``INDEX_DIR`` holds one folder per build and a link ``current`` to the one that is served::

    index/current -> build-1763950000-4711/
    index/build-1763950000-4711/{meta.json, services/, places/}
    index/writer.lock       held by the one process that may write
    index/rebuild-wanted    left by a reader that found the index unusable

All can be deleted, also ``learnt/`` (``infogo.search.indexing.learnt``): the database is the truth.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import tantivy
from django.conf import settings

from infogo.search.indexing.digests import digest_of
from infogo.search.indexing.documents import Doc
from infogo.search.indexing.schema import (
    DIGEST,
    EXACT,
    FLAG_FIELDS,
    ID,
    INDEXES,
    KEY,
    KIND_CODES,
    NUMBER_FIELDS,
    PLACES_OFFERING,
    SCHEMA_VERSION,
    SPACED_FIELDS,
    WEIGHT,
    EngineHit,
    called_term,
    record_key,
    register_analyzers,
)
from infogo.search.words import lexicon
from infogo.thai.segment import ICU_VERSION

log = logging.getLogger(__name__)

WRITER_MEMORY = 64_000_000
MOST_BUCKETS = 500
"""More values than a filter can have; counts are exact below it."""
COMMON_OF = 20
MOST_REMEMBERED = 20_000
"""Terms of which it is remembered whether they are common; a few megabytes."""
COMPLETE = "complete"
"""Name of the file that says so of the vectors of meaning."""
RELOAD_SECONDS = 0.1
"""How long a reader may go without looking for news; reloading without news is nearly free."""


class IndexUnusableError(Exception):
    """There is no index, or it is damaged, or another version of the program made it."""


class WriterBusyError(Exception):
    """Another process holds the one right to write."""


class IndexWriteError(Exception):
    """The engine could not write: the disk is full or read-only, or its files are damaged."""


@dataclass(frozen=True)
class Meta:
    """What an index was built with, and up to which outbox event it follows the database."""

    schema: int = SCHEMA_VERSION
    icu: str = ICU_VERSION
    lexicon: str = ""
    position: int = 0
    """All events up to this number are in the index."""
    seen: tuple[int, ...] = ()
    """Later events that are in the index too."""

    @classmethod
    def of_this_program(cls, position: int, seen: tuple[int, ...]) -> Meta:
        """Return what an index built now carries."""
        return cls(lexicon=lexicon.digest(), position=position, seen=seen)

    def fits_this_program(self) -> bool:
        """Return whether queries of this program mean the same to the index."""
        return self == Meta.of_this_program(self.position, self.seen)


# ---------------------------------------------------------------- places on disk


def index_dir() -> Path:
    """Return the folder of all builds."""
    return Path(settings.INFOGO["INDEX_DIR"])


def current_build() -> Path:
    """Return the folder that is served.

    Raises:
        IndexUnusableError: there is none.
    """
    link = index_dir() / "current"
    if not link.is_symlink():
        raise IndexUnusableError("no index has been built")
    return index_dir() / link.readlink()


def read_meta(build: Path) -> Meta:
    """Return the metadata of a build.

    Raises:
        IndexUnusableError: it is missing or unreadable.
    """
    try:
        stored = json.loads((build / "meta.json").read_text(encoding="utf-8"))
        return Meta(**{**stored, "seen": tuple(stored["seen"])})
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise IndexUnusableError(f"unreadable metadata in {build.name}") from problem


def write_meta(build: Path, meta: Meta) -> None:
    """Replace the metadata of a build in one step, so that a kill leaves the old or the new."""
    written = build / "meta.json.new"
    with written.open("w", encoding="utf-8") as out:
        json.dump(asdict(meta), out)
        out.flush()
        os.fsync(out.fileno())
    written.replace(build / "meta.json")


def open_index(path: Path) -> tantivy.Index:
    """Open one tantivy index with its analyzer.

    Raises:
        IndexUnusableError: the folder is missing or damaged.
    """
    try:
        index = tantivy.Index.open(str(path))
    except (ValueError, OSError) as problem:
        raise IndexUnusableError(f"cannot open {path.name}: {problem}") from problem
    register_analyzers(index)
    return index


# ---------------------------------------------------------------- writing


@contextmanager
def only_writer() -> Iterator[None]:
    """Hold the right to write; the operating system frees it even after a kill.

    Raises:
        WriterBusyError: another process has it.
    """
    index_dir().mkdir(parents=True, exist_ok=True)
    with (index_dir() / "writer.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise WriterBusyError("another process is writing the search index") from problem
        yield


def serve_build(build: Path) -> None:
    """Let readers find ``build`` from now on, and remove the builds before it."""
    link = index_dir() / f"current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(build.name)
    link.replace(index_dir() / "current")
    (index_dir() / "rebuild-wanted").unlink(missing_ok=True)
    for old in index_dir().glob("build-*"):
        if old != build:
            # Readers keep the files they have open; they move to the new build within moments.
            shutil.rmtree(old, ignore_errors=True)


def engine_document(doc: Doc) -> tantivy.Document:
    """Return what the engine stores for a document."""
    made = tantivy.Document()
    made.add_text(KEY, record_key(doc.kind, doc.id))
    for name in SPACED_FIELDS:
        terms: list[str] = getattr(doc, name)
        if terms:
            made.add_text(name, " ".join(terms))
    for term in (*doc.exact, *map(called_term, doc.called)):
        made.add_text(EXACT, term)
    for name in NUMBER_FIELDS:
        numbers = (KIND_CODES[doc.kind],) if name == "kind" else doc.numbers.get(name, ())
        for number in numbers:
            made.add_unsigned(name, number)
    for name in FLAG_FIELDS:
        made.add_unsigned(name, int(name in doc.flags))
    made.add_unsigned(ID, doc.id)
    made.add_unsigned(PLACES_OFFERING, doc.places)
    made.add_float(WEIGHT, doc.weight)
    made.add_unsigned(DIGEST, digest_of(doc))
    return made


def ask_for_rebuild(reason: str) -> None:
    """Tell the indexer, whichever process it runs in, that the index cannot be used."""
    log.warning("search index unusable, rebuild asked for: %s", reason)
    try:
        index_dir().mkdir(parents=True, exist_ok=True)
        (index_dir() / "rebuild-wanted").write_text(reason, encoding="utf-8")
    except OSError as problem:
        # A full or read-only disk: search answers without the index, and is asked again soon.
        log.warning("nobody can be told: %s", problem)


def is_rebuild_wanted() -> bool:
    """Return whether a reader found the index unusable since it was built."""
    return (index_dir() / "rebuild-wanted").exists()


# ---------------------------------------------------------------- reading


class Snapshot:
    """One state of the index, with a ``generation`` of its own.

    Its methods raise ``IndexUnusableError`` when the engine finds its files damaged.
    """

    def __init__(
        self,
        generation: tuple[object, ...],
        schema: tantivy.Schema,
        searchers: dict[str, tantivy.Searcher],
    ) -> None:
        self.generation, self.schema = generation, schema
        self._searchers = searchers
        self.is_common = lru_cache(MOST_REMEMBERED)(self._is_common)

    def with_other(self, name: str, searcher: tantivy.Searcher) -> Snapshot:
        """Return this state with another index in the place of one of its own."""
        searchers = {**self._searchers, name: searcher}
        return Snapshot((*self.generation, name), self.schema, searchers)

    def find(
        self,
        name: str,
        query: tantivy.Query,
        *,
        limit: int,
        offset: int = 0,
        is_weighted: bool = True,
        with_count: bool = False,
    ) -> tuple[list[EngineHit], int]:
        """Return the best hits, and how many match.

        Without ``with_count``, which makes the engine look at all of them, that number is 0.
        """
        with _engine_errors():
            searcher = self._searchers[name]
            weight = WEIGHT if is_weighted else None
            ask = searcher.search
            answer = ask(query, limit, count=with_count, offset=offset, weight_by_field=weight)
            found = answer.hits
            count = int(answer.count) if with_count else 0  # type: ignore[attr-defined]
            addresses = [address for _, address in found]
            kept = "kind", ID, PLACES_OFFERING
            columns = [searcher.fast_field_values(field, addresses) for field in kept]
        scores = [float(score) for score, _ in found]
        return list(map(EngineHit, scores, *columns)), count

    def count(self, name: str, query: tantivy.Query) -> int:
        """Return how many documents of one index match."""
        with _engine_errors():
            found = self._searchers[name].search(query, 1)
            return int(found.count)  # type: ignore[attr-defined]  # missing from its stubs

    def tally(
        self, name: str, query: tantivy.Query, fields: Iterable[str]
    ) -> dict[str, dict[int, int]]:
        """Return, for each numeric field, the number of matching documents by its value."""
        wanted = {field: {"terms": {"field": field, "size": MOST_BUCKETS}} for field in fields}
        with _engine_errors():
            found = self._searchers[name].aggregate(query, wanted)
        return {
            field: {int(b["key"]): int(b["doc_count"]) for b in found[field]["buckets"]}
            for field in wanted
        }

    def _is_common(self, name: str, field: str, term: str) -> bool:
        """Return whether more than one document of twenty has a term in a field."""
        with _engine_errors():
            searcher = self._searchers[name]
            return searcher.doc_freq(field, term) * COMMON_OF > searcher.num_docs

    def terms(self, name: str, field: str) -> frozenset[str]:
        """Return all terms of a field."""
        with _engine_errors():
            return frozenset(t for t, _ in self._searchers[name].terms_with_prefix(field, ""))


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Turn what the engine raises over damaged files into ``IndexUnusableError``."""
    try:
        yield
    except (ValueError, OSError) as problem:
        raise IndexUnusableError(f"the engine failed: {problem}") from problem


class Reader:
    """The open index of this process; follows commits and rebuilds by itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._build: Path | None = None
        self._indexes: dict[str, tantivy.Index] = {}
        self._searchers: dict[str, tuple[int, tantivy.Searcher]] = {}
        """Each with the stamp of the commit that it shows at least."""
        self._snapshot: Snapshot | None = None
        self._looked_at = 0.0

    def snapshot(self) -> Snapshot:
        """Return the newest state, at most ``RELOAD_SECONDS`` old.

        Raises:
            IndexUnusableError: there is no usable index.
        """
        snapshot, build = self._snapshot, self._build
        if (
            snapshot is not None
            and build is not None
            and build.parent == index_dir()
            and time.monotonic() - self._looked_at < RELOAD_SECONDS
        ):
            return snapshot
        with self._lock:
            return self._look()

    def give_up(self, problem: IndexUnusableError) -> None:
        """Close an index that proved unusable and ask for a new one."""
        self.forget()
        if not is_rebuild_wanted():
            ask_for_rebuild(str(problem))

    def forget(self) -> None:
        """Close the index; the next search opens it anew."""
        self._build, self._indexes, self._searchers, self._snapshot = None, {}, {}, None

    def _look(self) -> Snapshot:
        build = current_build()
        if build != self._build:
            meta = read_meta(build)
            if not meta.fits_this_program():
                raise IndexUnusableError("built by another version of the program")
            self._indexes = {name: open_index(build / name) for name in INDEXES}
            self._searchers = {}
            self._build = build
        stamps = {name: _commit_stamp(build / name) for name in INDEXES}
        generation = (build.name, *stamps.values(), _meaning_stamp())
        if self._snapshot is None or self._snapshot.generation != generation:
            searchers = {name: self._searcher(name, stamp) for name, stamp in stamps.items()}
            schema = next(iter(self._indexes.values())).schema
            self._snapshot = Snapshot(generation, schema, searchers)
        self._looked_at = time.monotonic()
        return self._snapshot

    def _searcher(self, name: str, stamp: int) -> tantivy.Searcher:
        """Return what searches the state of one index; opening it anew only after a commit."""
        held = self._searchers.get(name)
        if held is None or held[0] != stamp:
            self._indexes[name].reload()
            held = self._searchers[name] = stamp, self._indexes[name].searcher()
        return held[1]


def _meaning_stamp() -> int:
    """Return a number that changes when all vectors of meaning are there, or there again."""
    mark = index_dir() / "meaning" / COMPLETE
    return mark.stat().st_mtime_ns if mark.exists() else 0


def _commit_stamp(path: Path) -> int:
    """Return a number that changes with every commit."""
    try:
        return (path / "meta.json").stat().st_mtime_ns
    except OSError as problem:
        raise IndexUnusableError(f"no index files in {path.parent.name}/{path.name}") from problem


reader = Reader()
