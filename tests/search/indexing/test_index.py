from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infogo.search.indexing import index as index_module
from infogo.search.indexing.index import (
    IndexUnusableError,
    WriterBusyError,
    current_build,
    is_rebuild_wanted,
    only_writer,
    read_meta,
    reader,
)
from infogo.search.indexing.indexer import needs_rebuild, rebuild
from infogo.search.memory.knowledge import library
from infogo.search.selectors import search
from tests.search.corpus import make_country

HOLD_THE_LOCK = """
import fcntl, sys, time
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def built(indexed: Callable[[], None]) -> Path:
    make_country()
    indexed()
    return current_build()


def test_only_one_process_writes(own_index: Path) -> None:
    own_index.mkdir()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(own_index / "writer.lock")],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(WriterBusyError), only_writer():
            pass
    finally:
        other.kill()
        other.wait()
        other.stdout.close() if other.stdout else None
    with only_writer():
        pass  # freed by the death of the other


def test_a_rebuild_replaces_the_build_and_removes_the_old(built: Path) -> None:
    with only_writer():
        made = rebuild()
    assert current_build() == made != built
    assert [path.name for path in made.parent.glob("build-*")] == [made.name]


def test_readers_keep_answering_while_the_index_is_replaced(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "RELOAD_SECONDS", 0.0)
    before = search("แจ้งเกิด")
    old = reader.snapshot()
    with only_writer():
        rebuild()
        # The old files are gone, yet a search under way still reads them.
        knowledge = library.knowledge(old)
        assert knowledge.vocabulary.knows("แจ้ง")
    after = search("แจ้งเกิด")
    assert [r.code for r in after.results] == [r.code for r in before.results]
    assert reader.snapshot().generation != old.generation


@pytest.mark.parametrize("field", ["schema", "icu", "lexicon"])
def test_an_index_of_another_version_is_not_used(built: Path, field: str) -> None:
    meta = built / "meta.json"
    stored = json.loads(meta.read_text())
    stored[field] = 0 if field == "schema" else "another"
    meta.write_text(json.dumps(stored))
    reader.forget()
    assert "version" in needs_rebuild()
    assert not search("แจ้งเกิด").is_ready


@pytest.mark.parametrize(
    "damage",
    [
        lambda build: (build / "meta.json").write_text("{"),
        lambda build: (build / "meta.json").unlink(),
        lambda build: (build / "services" / "meta.json").write_text("{"),
        lambda build: (build / "services" / "meta.json").unlink(),
        lambda build: (build.parent / "current").unlink(),
        lambda build: [path.unlink() for path in (build / "places").glob("*.fast")],
        lambda build: [path.write_bytes(b"") for path in (build / "services").glob("*.idx")],
        lambda build: [path.write_bytes(b"x" * 99) for path in (build / "places").glob("*.term")],
    ],
)
def test_a_damaged_index_is_noticed_and_can_be_rebuilt(
    built: Path, damage: Callable[[Path], object]
) -> None:
    damage(built)
    reader.forget()
    library.forget()
    page = search("แจ้งเกิด")
    assert not page.is_ready
    assert is_rebuild_wanted()
    assert needs_rebuild()
    with only_writer():
        rebuild()
    assert not is_rebuild_wanted()
    assert search("แจ้งเกิด").results[0].code == "BIRTH-1"


def test_metadata_round_trips(built: Path) -> None:
    meta = read_meta(built)
    assert meta.fits_this_program()
    index_module.write_meta(built, meta)
    assert read_meta(built) == meta


def test_no_index_is_an_error_of_its_own(own_index: Path) -> None:
    with pytest.raises(IndexUnusableError):
        current_build()
    with pytest.raises(IndexUnusableError):
        reader.snapshot()
