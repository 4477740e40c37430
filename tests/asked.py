"""Which tests ask the database anything that other tests do not ask it.

Pages and rules are tested thousands of times, mostly for words and numbers, over the same few
thousand questions to the database. The run on SQLite writes down, for each test, what it asked:
statement and place in our code. The run on PostgreSQL then leaves out a test of a *face*
(``FACES``) whose every question is asked by another test that it does run, and a test below them
if two others ask each: what is asked there depends more on the values. Never left out: tests with
transactions or threads of their own, tests in which the database refused something, and tests that
the first run did not see pass. A test that counts statements is like any other: how many we send
is decided above the database, but for the few places that look which one it is.

``TEST_ASKED`` names the folder of what was written; without it (``./dev test --whole``) nothing is
written or left out. The choice is made once and kept there, so that a test that fails is there when
it is asked again.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.db import DatabaseError, connection

from tools.country import ROOT

FACES = ("agents", "api", "central", "line", "office", "www")
"""Folders of tests whose subject is what is shown; whatever these ask is tested below them too."""
OF_A_FACE, BELOW = 1, 2
"""So many tests that are run ask what a test asks that may be left out."""
ONE_DATABASE = ("browser", "cluster", "country", "oidc")
"""Marks of tests that ``./dev test`` does not run on PostgreSQL."""
OURS = str(ROOT / "infogo") + os.sep
BESIDE = 31
"""Sets a statement apart from the place that asks it."""
_LISTS = re.compile(r"\((?:%s|NULL)(?:, ?(?:%s|NULL))*\)(?:, ?\((?:%s|NULL)(?:, ?(?:%s|NULL))*\))*")
_NUMBERED = re.compile(r'"s\d+_x\d+"|\b\d+\b')


@dataclass
class Asked:
    """What one test asked, how often it did, and whether it is needed whatever it asked.

    ``statements`` are the same questions, wherever they were asked from.
    """

    questions: set[int] = field(default_factory=set)
    statements: set[int] = field(default_factory=set)
    times: int = 0
    is_needed: bool = False
    has_passed: bool = False


@dataclass(frozen=True)
class Told:
    """What was written down of a test that passed."""

    times: int
    questions: frozenset[int]
    statements: frozenset[int] = frozenset()
    is_needed: bool = False

    @property
    def answers(self) -> frozenset[int]:
        """What need not be asked again: a test that asks by itself is answered by our code too."""
        return self.questions | self.statements

    def worth(self, asked: Mapping[int, int], enough: int) -> float:
        """Return how many of its questions fewer than ``enough`` ask, for each that it asks."""
        new = sum(asked.get(question, 0) < enough for question in self.questions)
        return new / max(self.times, 1)


@lru_cache(maxsize=20_000)
def shape(statement: str) -> int:
    """Return a number for a statement, the same for any length of its lists and any literal."""
    return crc32(_NUMBERED.sub("?", _LISTS.sub("(?)", statement)).encode())


def place() -> int:
    """Return a number for the innermost line of our code that is being run, 0 where a test asks.

    The same words may be asked with a lock by one place and without by another, which SQLite's
    statements do not show.
    """
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(OURS):
            return crc32(frame.f_code.co_filename.encode()) * 7 + frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return 0


@contextmanager
def noted(asked: Asked) -> Iterator[None]:
    """Write down what this thread asks of the database until the block ends."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.times += 1
        statement = shape(sql) * BESIDE
        asked.questions.add(statement + place())
        asked.statements.add(statement)
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            asked.is_needed = True
            raise

    with connection.execute_wrapper(note):
        yield


def write_down(folder: Path, told: dict[str, Asked]) -> None:
    """Keep what the tests of this process asked; each process writes a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        name: (
            one.times,
            sorted(one.questions),
            sorted(one.statements - one.questions),
            one.is_needed,
        )
        for name, one in told.items()
        if one.has_passed
    }
    (folder / f"{os.getpid()}.json").write_text(json.dumps(kept))


def read_all(folder: Path) -> dict[str, Told]:
    """Return what each test asked that passed, by its id."""
    return {
        name: Told(times, frozenset(questions), frozenset(statements), is_needed)
        for path in folder.glob("*.json")
        for name, (times, questions, statements, is_needed) in json.loads(path.read_text()).items()
    }


def left_out(folder: Path, items: Sequence[pytest.Item]) -> frozenset[str]:
    """Return the ids of tests that the second run leaves out, the same in every process."""
    kept = folder / "left-out"
    if not kept.exists():
        own = kept.with_suffix(f".{os.getpid()}")
        own.write_text(json.dumps(sorted(repeated(items, read_all(folder)))))
        own.replace(kept)
    return frozenset(json.loads(kept.read_text()))


def is_for_both(item: pytest.Item) -> bool:
    """Whether a test can run on PostgreSQL at all: what others ask counts only where they do."""
    return not any(item.get_closest_marker(name) for name in ONE_DATABASE)


def may_be_left_out(item: pytest.Item) -> bool:
    """Whether a test may be left out at all."""
    marker = item.get_closest_marker("django_db")
    is_apart = marker is not None and (marker.kwargs.get("transaction") or marker.args)
    return not is_apart and "transactional_db" not in getattr(item, "fixturenames", ())


def enough_for(name: str) -> int:
    """Return how many tests must ask what the test of this id asks, else it is run itself."""
    return OF_A_FACE if name.startswith(tuple(f"tests/{face}/" for face in FACES)) else BELOW


def repeated(items: Iterable[pytest.Item], told: Mapping[str, Told]) -> set[str]:
    """Return the ids of tests that ask nothing but what enough others ask too.

    Next comes always the test with the most new questions for what it asks in all; ties go by
    name, so that every process chooses the same. What was chosen early for questions that later
    ones ask too is then let go, the longest first.
    """
    known = [item for item in items if item.nodeid in told and is_for_both(item)]
    open_to_choice = {
        item.nodeid: told[item.nodeid]
        for item in known
        if may_be_left_out(item) and not told[item.nodeid].is_needed
    }
    asked: Counter[int] = Counter()
    for item in known:
        if item.nodeid not in open_to_choice:
            asked.update(told[item.nodeid].answers)
    waiting = [(-one.worth(asked, enough_for(name)), name) for name, one in open_to_choice.items()]
    heapify(waiting)
    chosen: set[str] = set()
    while waiting and waiting[0][0] < 0:
        _worth_before, name = heappop(waiting)
        worth = -open_to_choice[name].worth(asked, enough_for(name))
        if waiting and (worth, name) > waiting[0]:
            heappush(waiting, (worth, name))
        elif worth < 0:
            chosen.add(name)
            asked.update(open_to_choice[name].answers)
    wanted: dict[int, int] = {}
    for name, one in open_to_choice.items():
        for question in one.questions:
            wanted[question] = max(wanted.get(question, 0), enough_for(name))
    for name in sorted(chosen, key=lambda name: (-open_to_choice[name].times, name)):
        answers = open_to_choice[name].answers
        if all(asked[question] > wanted.get(question, 0) for question in answers):
            chosen.remove(name)
            asked.subtract(answers)
    return set(open_to_choice) - chosen
