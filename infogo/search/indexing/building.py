"""Writing a whole new index beside the one that is served."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import tantivy

from infogo.search.indexing.documents import Doc
from infogo.search.indexing.index import WRITER_MEMORY, Meta, engine_document, index_dir, write_meta
from infogo.search.indexing.schema import INDEXES, build_schema, register_analyzers


def create_build(documents: Mapping[str, Iterable[Doc]], meta: Meta) -> Path:
    """Write a whole new index beside the served one; ``documents`` by index name.

    Returns its folder, complete but not yet served. Needs ``only_writer``. A build that fails, and
    what a killed one left, is removed: on a full disk every try would take what room there is.
    """
    _sweep_unserved()
    build = index_dir() / f"build-{time.time_ns()}-{os.getpid()}"
    try:
        _write_build(build, documents, meta)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise
    return build


def _write_build(build: Path, documents: Mapping[str, Iterable[Doc]], meta: Meta) -> None:
    for name in INDEXES:
        path = build / name
        path.mkdir(parents=True)
        index = tantivy.Index(build_schema(), path=str(path))
        register_analyzers(index)
        writer = index.writer(WRITER_MEMORY, 1)
        for doc in documents[name]:
            writer.add_document(engine_document(doc))
        writer.commit()
        writer.wait_merging_threads()
    write_meta(build, meta)


def _sweep_unserved() -> None:
    served = index_dir() / "current"
    kept = served.readlink().name if served.is_symlink() else ""
    for build in index_dir().glob("build-*"):
        if build.name != kept:
            shutil.rmtree(build, ignore_errors=True)
