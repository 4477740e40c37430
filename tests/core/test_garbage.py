"""Commands look for rings of garbage seldom, and find them all the same."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from config.garbage import ROUNDS, YOUNG, look_seldom, nobody_looking


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_ring_is_found_when_so_many_objects_were_made() -> None:
    look_seldom()
    gc.collect()
    assert gc.get_threshold() == (YOUNG, ROUNDS, ROUNDS)

    lost = ref(Ring())
    few = [[] for _one in range(YOUNG // 2)]
    assert lost() is not None
    many = [[] for _one in range(YOUNG)]
    assert lost() is None
    assert len(few) < len(many)


def test_nobody_looks_while_a_process_starts_and_again_when_it_fails() -> None:
    with pytest.raises(OSError), nobody_looking():
        lost = ref(Ring())
        few = [[] for _one in range(gc.get_threshold()[0] * 3)]
        assert lost() is not None
        raise OSError("no port")
    assert gc.isenabled()
    gc.collect()
    assert lost() is None
    assert few
