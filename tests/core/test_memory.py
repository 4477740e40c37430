"""What is remembered is what a fresh reading would give."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.core import memory, versions
from infogo.core.memory import MOST_KEYS, Memory, depend_on, reading_under

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


# ---------------------------------------------------------------- what is found out


@pytest.mark.django_db
class TestFindingOut:
    """Keys that are known only while something is made."""

    @pytest.fixture(autouse=True)
    def _present(self) -> None:
        touch("related:1", "related:2")

    def test_the_page_gets_the_tokens_that_were_present_before_the_reading(self) -> None:
        with reading_under(TOKENS) as present:
            depend_on(["related:1"])
            before = present["related:1"]
            touch("related:1")
            depend_on(["related:1"])
            assert present == {**TOKENS, "related:1": before}
        assert versions.tokens(["related:1"])["related:1"] != before
        depend_on(["related:1"])  # outside, where nothing is kept, it is nobody's concern

    def test_a_value_carries_its_keys_to_whoever_recalls_it(self) -> None:
        kept, around, make = Memory(most=10), Memory(most=10), Maker()

        def find() -> int:
            depend_on(["related:1"])
            return make()

        def value() -> int:
            return around.recall("b", [], lambda: kept.recall("a", ["procedure"], find))

        with reading_under(TOKENS) as first:
            assert value() == 1
        with reading_under(TOKENS) as second:
            assert value() == 1
        assert second == first
        assert set(first) == {*TOKENS, "related:1"}
        touch("related:2")
        with reading_under(TOKENS):
            assert value() == 1
        touch("related:1")
        with reading_under(TOKENS):
            assert value() == 2
        with reading_under({**TOKENS, "procedure": 9}):
            assert value() == 3, "also by the keys of the value inside"

    def test_one_query_for_all_that_is_not_known(self) -> None:
        with reading_under(TOKENS), CaptureQueriesContext(connection) as queries:
            depend_on(["procedure"])
            depend_on(["related:1", "related:2", "related:1"])
            depend_on(["related:2", "agency"])
        assert len(queries) == 1

    def test_what_was_read_ahead_is_asked_for_no_more_and_counts_only_when_named(self) -> None:
        ahead = versions.tokens(["related:1", "related:2"])
        with (
            reading_under(TOKENS, ahead) as present,
            CaptureQueriesContext(connection) as queries,
        ):
            touch("related:1")  # too late: what was present before the reading counts
            told = len(queries)
            depend_on(["related:1"])
            assert len(queries) == told
            depend_on(["related:1", "related:3"])
            assert len(queries) == told + 1
        assert present == {**TOKENS, "related:1": ahead["related:1"], "related:3": 0}

    def test_beyond_so_many_keys_the_collection_stands_for_all(self) -> None:
        many = [f"related:{number}" for number in range(MOST_KEYS)]
        with reading_under(TOKENS) as present:
            depend_on(many, instead="related")
            assert set(present) == {*TOKENS, "related"}
            depend_on(many[:5], instead="related")
            assert set(present) == {*TOKENS, "related", *many[:5]}


def touch(*keys: str) -> None:
    with transaction.atomic():
        versions.touch(keys)
