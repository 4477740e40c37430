"""The fuzzer tells what breaks, and a short run breaks nothing; ``./dev fuzz`` is the long one."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from tools.fuzz import mutate
from tools.fuzz.__main__ import table
from tools.fuzz.target import Judge, Ready
from tools.fuzz.targets import TARGETS

SEED = 7
SHORT = {"formulas": 400, "written": 400, "articles": 60, "documents": 200, "workbooks": 40}
"""Targets that need no loaded country, and inputs of each."""


class RefusedError(Exception):
    """What a target may raise."""


def broken(data: bytes) -> str:
    if data.startswith(b"crash"):
        raise KeyError(data[5:])
    if data.startswith(b"no"):
        raise RefusedError("no")
    return "fine"


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    return Judge(Ready(broken, [b"x"], (RefusedError,)), tmp_path / "kept")


def test_a_refusal_is_an_answer_and_a_crash_is_kept(judge: Judge) -> None:
    said = [judge.try_one(data) for data in (b"x", b"no", b"crash1", b"crash2")]
    assert (judge.tried, judge.refused) == (4, 1)
    (key,) = judge.crashes
    assert key.startswith("KeyError at test_fuzzing.py")
    assert judge.crashes[key]["count"] == 2
    assert Path(judge.crashes[key]["file"]).read_bytes() == b"crash1"
    assert said == ["str fine", "RefusedError: no", key, key]


def test_a_panic_of_a_library_is_a_crash_as_well(tmp_path: Path) -> None:
    class PanicException(BaseException):
        """What libraries in Rust raise."""

    def run(_data: bytes) -> None:
        raise PanicException("index out of bounds")

    judge = Judge(Ready(run, [b"x"]), tmp_path)
    judge.try_one(b"x")
    assert [key.split(" at ")[0] for key in judge.crashes] == ["PanicException"]


def test_what_broke_is_told_and_where_it_is_kept(judge: Judge) -> None:
    judge.try_one(b"crash")
    found = {
        "tried": 1, "refused": 0, "corpus": 1, "slowest": 140.0, "seconds": 2.0,
        "crashes": judge.crashes, "slow": [{"milliseconds": 140.0, "file": "kept/slow-1"}],
    }  # fmt: skip
    said = table({"broken": found}, "own")
    assert "| broken | 1 | 0 | 1 | 1 | 1 | 140.0 | 2 |" in said
    assert "✗ broken: KeyError" in said and "140.0 ms: kept/slow-1" in said


@pytest.mark.parametrize("change", [mutate.text, mutate.raw, mutate.as_json, mutate.archive])
def test_the_same_dice_give_the_same_changes(change: mutate.Mutator) -> None:
    seed = json.dumps({"a": [1, {"b": "ก"}], "c": None}).encode()
    once, twice = ([change(random.Random(n), seed, [seed]) for n in range(60)] for _time in "ab")
    assert once == twice
    assert len(set(once)) > 20


def test_most_changed_archives_can_still_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "seed"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/workbook.xml", '<workbook a="1"><b/></workbook>')
        made.writestr("c.xml", "<c>1</c>")
    seed = path.read_bytes()
    opened = 0
    for number in range(100):
        path.write_bytes(mutate.archive(random.Random(number), seed, [seed]))
        opened += zipfile.is_zipfile(path)
    assert opened > 70


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHORT)
def test_a_short_run_breaks_nothing(name: str, tmp_path: Path) -> None:
    ready = TARGETS[name].build()
    judge, dice = Judge(ready, tmp_path), random.Random(SEED)
    for seed in ready.seeds[: SHORT[name]]:
        judge.try_one(seed)
    while judge.tried < SHORT[name]:
        judge.try_one(ready.mutator(dice, dice.choice(ready.seeds), ready.seeds))
    assert judge.crashes == {}
    assert judge.refused < judge.tried
