"""What new words of a service would change in search, before anybody saves them.

Not guessed: the index of services is copied (hard links, a few milliseconds), the service's
document is replaced in the copy, and the same search runs in both.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from infogo.manuals.models import Procedure
from infogo.search.indexing.documents import Doc, build_procedure_as
from infogo.search.indexing.index import (
    IndexUnusableError,
    Snapshot,
    current_build,
    engine_document,
    index_dir,
    open_index,
    reader,
)
from infogo.search.indexing.schema import KEY, SERVICES, record_key
from infogo.search.memory.knowledge import Knowledge, library
from infogo.search.results import Kind, Result
from infogo.search.selectors import search_in

LOOKED_AT = 30
"""Results that are compared; nobody looks further."""
FIRST_PAGE = 10
MOST_LOSERS = 3
MEMORY = 15_000_000
"""Bytes; the least that the engine takes for writing one document."""
LEFT_BEHIND_SECONDS = 600.0
TRIES = 3
_PREFIX = "preview-"


@dataclass(frozen=True)
class Loser:
    """Another service that would come later; ``after`` is None when it leaves the list."""

    title: str
    before: int
    after: int | None


@dataclass(frozen=True)
class Effect:
    """Where a service stands for one search, now and with the new words; None: not listed."""

    asked: str
    before: int | None
    after: int | None
    losers: tuple[Loser, ...]


def effects_of_words(
    procedure_id: int, *, tags: Sequence[str], sayings: Sequence[str], asked: Sequence[str]
) -> list[Effect] | None:
    """Return what each search in ``asked`` would give if the service had these words.

    None when it cannot be told: citizens cannot find the service, or the index is being rebuilt.
    Writes nothing that outlives the call.
    """
    doc = build_procedure_as(procedure_id, tags=tags, sayings=sayings)
    if doc is None:
        return None
    for attempt in range(TRIES):
        try:
            return _effects(doc, (*sayings, *_names(procedure_id), *tags), asked)
        except IndexUnusableError:
            # The worker merged or replaced files while they were being linked.
            time.sleep(0.05 * attempt)
    return None


def _names(procedure_id: int) -> tuple[str, str, str]:
    service = Procedure.objects.only("name_th", "official_name_th", "name_en").get(pk=procedure_id)
    return service.name_th, service.official_name_th, service.name_en


def _effects(doc: Doc, said: Sequence[str], asked: Sequence[str]) -> list[Effect]:
    snapshot = reader.snapshot()
    knowledge = library.knowledge(snapshot)
    with _copy_with(doc) as searcher:
        other = snapshot.with_other(SERVICES, searcher)
        learnt = knowledge.with_words(frozenset((*doc.words, *doc.said)))
        learnt = learnt.with_sayings(doc.kind, doc.id, said)
        return [_effect(doc.id, text, (snapshot, knowledge), (other, learnt)) for text in asked]


def _effect(
    procedure_id: int,
    text: str,
    now: tuple[Snapshot, Knowledge],
    then: tuple[Snapshot, Knowledge],
) -> Effect:
    before = search_in(*now, text, LOOKED_AT).results
    after = search_in(*then, text, LOOKED_AT).results
    own = Kind.PROCEDURE, procedure_id
    ranks, later = _ranks(before), _ranks(after)
    losers = [
        Loser(result.title_th, rank, later.get(key))
        for result in before[:FIRST_PAGE]
        if (key := (result.kind, result.id)) != own
        and later.get(key, LOOKED_AT + 1) > (rank := ranks[key])
    ]
    return Effect(text, ranks.get(own), later.get(own), tuple(losers[:MOST_LOSERS]))


def _ranks(results: Sequence[Result]) -> dict[tuple[Kind, int], int]:
    return {(result.kind, result.id): rank for rank, result in enumerate(results, 1)}


@contextmanager
def _copy_with(doc: Doc) -> Iterator[tantivy.Searcher]:
    """Give a searcher of a copy of the services in which one document is replaced.

    Raises:
        IndexUnusableError: files went away while they were being copied.
    """
    _sweep()
    with TemporaryDirectory(prefix=_PREFIX, dir=index_dir()) as folder:
        copy = Path(folder)
        _link(current_build() / SERVICES, copy)
        index = open_index(copy)
        try:
            writer = index.writer(MEMORY, 1)
            writer.delete_documents_by_term(KEY, record_key(doc.kind, doc.id))
            writer.add_document(engine_document(doc))
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as problem:
            raise IndexUnusableError(f"the copy failed: {problem}") from problem
        index.reload()
        yield index.searcher()


def _link(source: Path, target: Path) -> None:
    """Link all files but locks; the engine writes each once and replaces it whole."""
    try:
        for file in source.iterdir():
            if not file.name.endswith(".lock"):
                os.link(file, target / file.name)
    except OSError as problem:
        raise IndexUnusableError(f"cannot copy the index: {problem}") from problem


def _sweep() -> None:
    """Remove copies that a killed process left behind."""
    for folder in index_dir().glob(f"{_PREFIX}*"):
        try:
            is_old = time.time() - folder.stat().st_mtime > LEFT_BEHIND_SECONDS
        except FileNotFoundError:  # another process has just finished with it
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)
