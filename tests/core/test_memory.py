"""What is remembered is what a fresh reading would give."""

from __future__ import annotations

import pytest

from infogo.core import memory
from infogo.core.memory import Memory, reading_under

TOKENS = {"everything": 1, "procedure": 2, "agency": 3}


class Maker:
    """Makes another value each time it is asked."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_a_value_is_made_once_while_its_tokens_stand() -> None:
    kept, make = Memory(most=10), Maker()
    with reading_under(TOKENS):
        assert [kept.recall("a", ["procedure"], make) for _round in range(3)] == [1, 1, 1]
        assert kept.recall("b", ["procedure"], make) == 2
    with reading_under({**TOKENS, "agency": 4}):
        assert kept.recall("a", ["procedure"], make) == 1
    for changed in ("procedure", "everything"):
        made = make.made
        with reading_under({**TOKENS, changed: 9}):
            assert kept.recall("a", ["procedure"], make) == made + 1


def test_nothing_is_remembered_where_no_tokens_were_read() -> None:
    kept, make = Memory(most=10), Maker()
    assert [kept.recall("a", [], make) for _round in range(2)] == [1, 2]
    with reading_under({"everything": 1}):
        assert [kept.recall("a", ["procedure"], make) for _round in range(2)] == [3, 4]
    with reading_under(TOKENS), pytest.raises(ZeroDivisionError):
        kept.recall("a", [], lambda: 1 // 0)
    assert len(kept) == 0


def test_the_tokens_hold_for_the_block_alone() -> None:
    kept, make = Memory(most=10), Maker()
    with reading_under(TOKENS):
        kept.recall("a", [], make)
    assert kept.recall("a", [], make) == 2


def test_a_value_with_a_life_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(memory.time, "monotonic", lambda: now)
    kept, make = Memory(most=10), Maker()
    with reading_under(TOKENS):
        assert kept.recall("a", [], make, seconds=60) == 1
        now += 59
        assert kept.recall("a", [], make, seconds=60) == 1
        now += 1
        assert kept.recall("a", [], make, seconds=60) == 2


def test_none_is_made_anew_and_the_oldest_goes_first() -> None:
    kept, make = Memory(most=2), Maker()
    with reading_under(TOKENS):
        assert kept.recall("nothing", [], lambda: None) is None
        assert len(kept) == 0
        for key in ("a", "b", "a", "c"):
            kept.recall(key, [], make)
        assert len(kept) == 2
        assert kept.recall("a", [], make) == 1
        assert kept.recall("b", [], make) == 4
