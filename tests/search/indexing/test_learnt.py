from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from infogo.search import suggest
from infogo.search.indexing import learnt
from infogo.search.indexing.index import reader
from infogo.search.indexing.learnt import DIGEST_BYTES, FOLDER, Learnt
from infogo.search.memory import knowledge
from infogo.search.memory.knowledge import library
from infogo.search.ranking.sayings import Sayings
from infogo.search.selectors import search
from tests.consistency.source import ROOT
from tests.search.corpus import Country, use_index

SAID = {1: ["แมวปีนต้นไม้แล้วลงไม่ได้"], 2: ["เครื่องบินดีเลย์"]}
OTHER_PROCESS = """
import sys, django
django.setup()
from django.conf import settings
settings.INFOGO["INDEX_DIR"] = sys.argv[1]
from infogo.search.indexing.learnt import Learnt
def never():
    raise AssertionError("made again")
sayings = Learnt("sayings").of(b"said", never)
print(sayings.begun("แมวปีนต้น"), sayings.likeliest("เครื่องบินดีเลย์มาก"))
"""


def never() -> str:
    raise AssertionError("made again")


@pytest.fixture
def folder(own_index: Path) -> Path:
    """Where it is kept, for a site that has an index."""
    own_index.mkdir()
    return own_index / FOLDER


def test_what_was_made_of_the_same_is_read(folder: Path) -> None:
    thing: Learnt[str] = Learnt("thing")
    assert not thing.is_kept()
    assert thing.of(b"one", lambda: "made") == "made"
    assert thing.is_kept()
    assert thing.of(b"one", never) == "made"
    assert Learnt[str]("thing").of(b"one", never) == "made"


def test_of_another_source_it_is_made_anew(folder: Path) -> None:
    thing: Learnt[str] = Learnt("thing")
    thing.of(b"one", lambda: "old")
    assert thing.of(b"two", lambda: "new") == "new"
    assert thing.of(b"two", never) == "new"
    assert sorted(path.name for path in folder.iterdir()) == ["thing", "thing.lock"]


def test_by_another_program_it_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thing: Learnt[str] = Learnt("thing")
    thing.of(b"one", lambda: "old")
    monkeypatch.setattr(learnt, "_program", lambda: b"the next release")
    assert thing.of(b"one", lambda: "new") == "new"


def test_another_process_reads_what_one_laid_out(folder: Path) -> None:
    Learnt[Sayings[int]]("sayings").of(b"said", lambda: Sayings(SAID))
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(folder.parent)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONHASHSEED": "7",  # what Python numbers letters by is another one in each process
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["[1]", "[2]"], done.stderr


@pytest.mark.parametrize("at", [3, DIGEST_BYTES + 3, 2 * DIGEST_BYTES + 3, -1])
def test_damaged_it_is_made_anew(folder: Path, at: int) -> None:
    thing: Learnt[str] = Learnt("thing")
    thing.of(b"one", lambda: "old")
    written = bytearray((folder / "thing").read_bytes())
    written[at] ^= 1
    (folder / "thing").write_bytes(written)
    assert thing.of(b"one", lambda: "new") == "new"
    assert thing.of(b"one", never) == "new"


@pytest.mark.parametrize("length", [0, DIGEST_BYTES, 2 * DIGEST_BYTES, 2 * DIGEST_BYTES + 9])
def test_cut_off_it_is_made_anew(folder: Path, length: int) -> None:
    thing: Learnt[str] = Learnt("thing")
    thing.of(b"one", lambda: "old")
    written = (folder / "thing").read_bytes()
    (folder / "thing").write_bytes(written[:length])
    assert thing.of(b"one", lambda: "new") == "new"


class Touching:
    """What would make a file while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_what_somebody_else_put_there_is_never_opened(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    thing: Learnt[str] = Learnt("thing")
    thing.of(b"one", lambda: "ours")
    head = (folder / "thing").read_bytes()[: 2 * DIGEST_BYTES]
    theirs = zlib.compress(pickle.dumps(Touching(tmp_path / "touched")))
    (folder / "thing").write_bytes(head + theirs)
    with caplog.at_level(logging.WARNING):
        assert thing.of(b"one", lambda: "ours again") == "ours again"
    assert not (tmp_path / "touched").exists()
    assert "damaged or of another site" in caplog.text


def test_of_a_site_with_another_secret_it_is_made_anew(folder: Path) -> None:
    thing: Learnt[str] = Learnt("thing")
    with override_settings(SECRET_KEY="of another site"):
        thing.of(b"one", lambda: "theirs")
    assert thing.of(b"one", lambda: "ours") == "ours"


def test_where_nothing_can_be_written_it_is_made_all_the_same(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        assert Learnt[str]("thing").of(b"one", lambda: "made") == "made"
    assert "cannot be kept" in caplog.text


def test_a_site_without_an_index_gets_no_folder(own_index: Path) -> None:
    assert Learnt[str]("thing").of(b"one", lambda: "made") == "made"
    assert not own_index.exists()


def test_of_several_at_once_one_makes_it(folder: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("once")
        time.sleep(0.2)  # long enough for the others to come
        return "made"

    with ThreadPoolExecutor(4) as several:
        asked = [several.submit(Learnt[str]("thing").of, b"one", make) for _ in range(4)]
    assert [one.result() for one in asked] == ["made"] * 4
    assert made == ["once"]


def test_search_lays_out_nothing_twice(country: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    index = Path(settings.INFOGO["INDEX_DIR"])
    found = [result.code for result in search("บัตรประชาชนหาย").results]
    begun = suggest.suggest("บัตร")
    assert found
    assert begun
    monkeypatch.setattr(knowledge, "make_sayings", never)
    monkeypatch.setattr(suggest, "Completions", never)
    with use_index(index):
        assert [result.code for result in search("บัตรประชาชนหาย").results] == found
        assert suggest.suggest("บัตร") == begun
        assert library.knowledge(reader.snapshot()).of_services.likeness.nearest("บัตรหาย")
