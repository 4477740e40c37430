"""Rounds: something is killed under load, started again, and everything is looked at.

What is killed and when comes from the seed alone, so a round can be played again; the order in
which threads get their turn cannot.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tools.faults.http import Answer, ask, heading_of
from tools.faults.load import Book, Load, Target, name_of, too_old
from tools.faults.programs import AFTER, SCENE, Scene

ROOT = Path(__file__).resolve().parent.parent.parent
CSRF = "f" * 32
RECOVERY_SECONDS = 60.0
_PAUSE_SECONDS = 0.1


class Rig(Protocol):
    """What is broken: processes by name, and the addresses of what they serve."""

    @property
    def url(self) -> str:
        """Address where readers come in."""

    @property
    def web_urls(self) -> Sequence[str]:
        """Addresses of the web servers behind it."""

    def kill(self, name: str) -> None:
        """End a process and its children with SIGKILL."""

    def start_one(self, name: str) -> None:
        """Start a process and wait until it answers."""

    def environment(self, node: int = 1) -> dict[str, str]:
        """Return the variables of a node's commands."""


@dataclass
class Outcome:
    """What a run found: nothing ``wrong`` is what it is for."""

    seed: int
    rounds: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    answers: int = 0
    broken: int = 0
    refused: int = 0
    notices: int = 0
    proxy_copies: int = 0
    longest_recovery_seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pace:
    """How long a round lasts: seconds under load before, between and after, at the most."""

    before: float = 2.0
    dead: float = 1.5
    after: float = 1.5


def run_rounds(
    rig: Rig,
    *,
    rounds: int,
    seed: int,
    victims: Sequence[str],
    nodes: Sequence[int] = (1, 2),
    pace: Pace | None = None,
) -> Iterator[Outcome]:
    """Play rounds and yield the outcome so far after each; only ``victims`` are killed."""
    pace = pace or Pace()
    chance = random.Random(seed)
    scene = _scene(rig)
    book, outcome = Book(), Outcome(seed)
    target = Target(
        front=rig.url,
        servers=tuple(rig.web_urls),
        points=scene.points,
        agency=scene.agency,
        cookies=f"{scene.cookie}={scene.session}; {scene.csrf_cookie}={CSRF}",
        csrf=CSRF,
    )
    load = Load(target, book, seed)
    with _lookers(rig, nodes) as lookers:
        load.start()
        try:
            for number in range(1, rounds + 1):
                killed = _victims(chance, victims)
                time.sleep(chance.uniform(0.2, pace.before))
                book.is_broken = True
                _play(rig, killed, chance, pace, outcome)
                load.pause()
                book.is_broken = False
                wrong = _check(lookers, book, target)
                load.resume()
                outcome.rounds = number
                outcome.wrong += [f"round {number} ({', '.join(killed)}): {one}" for one in wrong]
                _note(outcome, book)
                yield outcome
        finally:
            load.stop()


def _victims(chance: random.Random, names: Sequence[str]) -> list[str]:
    """Choose one process, now and then two at once."""
    count = 2 if chance.random() < 0.2 else 1
    return chance.sample(sorted(names), min(count, len(names)))


def _play(
    rig: Rig, victims: Sequence[str], chance: random.Random, pace: Pace, outcome: Outcome
) -> None:
    for name in victims:
        rig.kill(name)
        outcome.killed[name] += 1
    time.sleep(chance.uniform(0.0, pace.dead))
    began = time.monotonic()
    for name in victims:
        rig.start_one(name)
    _wait_for_front(rig)
    took = time.monotonic() - began
    outcome.longest_recovery_seconds = max(outcome.longest_recovery_seconds, took)
    time.sleep(chance.uniform(0.2, pace.after))


def _wait_for_front(rig: Rig) -> None:
    """Wait until every server answers again by itself, however it came back."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    for address in (*rig.web_urls, rig.url):
        while (answer := ask(address, "/")) is None or answer.status != 200:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{address} did not come back: {answer and answer.status}")
            time.sleep(_PAUSE_SECONDS)


# ---------------------------------------------------------------- looking


def _check(lookers: Sequence[subprocess.Popen[str]], book: Book, target: Target) -> list[str]:
    with book.lock:
        asked = {
            "points": list(target.points),
            "ratings": list(book.ratings),
            "articles": list(book.articles),
        }
    wrong: list[str] = []
    for number, looker in enumerate(lookers):
        found = _looked(looker, asked)
        wrong += found["wrong"]
        if number == 0:
            wrong += [*_wrong_rows(book, found), *_wrong_pages(target, found["names"])]
    wrong += too_old(book, target.front, target.servers)
    with book.lock:
        wrong += book.odd
        book.odd.clear()
    return wrong


def _looked(looker: subprocess.Popen[str], asked: dict[str, Any]) -> dict[str, Any]:
    if looker.stdin is None or looker.stdout is None:
        raise RuntimeError("a looker has pipes")
    print(json.dumps(asked), file=looker.stdin, flush=True)
    line = looker.stdout.readline()
    if not line:
        raise RuntimeError("the looker ended; its message is above")
    found: dict[str, Any] = json.loads(line)
    return found


def _wrong_rows(book: Book, found: dict[str, Any]) -> list[str]:
    """Return what was acknowledged and is not there once, or is there twice."""
    wrong = []
    with book.lock:
        for what, sent in (("ratings", book.ratings), ("articles", book.articles)):
            for name, is_acknowledged in sent.items():
                count = found[what][name]
                if count > 1 or (is_acknowledged and count != 1):
                    wrong.append(f"{what}: {name} is there {count} times ({is_acknowledged=})")
        for point, name in found["names"].items():
            edits = book.committed.get(int(point), [])
            last, tried = (edits[-1][1] if edits else 0), book.tried.get(int(point), 0)
            allowed = {name_of(int(point), n) for n in range(max(last, 1), tried + 1)}
            if tried and last and name not in allowed:
                wrong.append(f"{name} after edition {last} was acknowledged ({tried} tried)")
            lines = found["edits"].get(point, 0)
            if not len(edits) <= lines <= tried:
                wrong.append(f"point {point}: {lines} lines of the trail for {len(edits)} edits")
    return wrong


def _wrong_pages(target: Target, names: dict[str, str]) -> list[str]:
    """Return the pages that do not show what the database holds, now that nobody writes."""
    wrong = []
    time.sleep(2 * _PAUSE_SECONDS)
    for address in (*target.servers, target.front):
        for point, name in names.items():
            answer = ask(address, f"/place/{point}")
            shown = heading_of(answer.text) if answer else "nothing"
            if name not in shown and not _comes_in_time(address, point, name, target):
                wrong.append(f"{address}/place/{point} shows “{shown}” instead of “{name}”")
    return wrong


def _comes_in_time(address: str, point: str, name: str, target: Target) -> bool:
    """Whether a page of the proxy in front turns true within the time that it may keep pages."""
    if address in target.servers:
        return False
    time.sleep(2.5)
    ask(address, f"/place/{point}")  # what it keeps beyond its time it renews after answering
    time.sleep(0.5)
    answer: Answer | None = ask(address, f"/place/{point}")
    return answer is not None and name in heading_of(answer.text)


def _note(outcome: Outcome, book: Book) -> None:
    outcome.acknowledged = book.acknowledged()
    with book.lock:
        outcome.answers, outcome.broken = book.answers, book.broken
        outcome.refused, outcome.notices = book.refused, book.notices
        outcome.proxy_copies = book.proxy_copies


# ---------------------------------------------------------------- beginning


def _scene(rig: Rig) -> Scene:
    done = subprocess.run(
        [sys.executable, "-c", SCENE],
        cwd=ROOT,
        env=rig.environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return Scene(**{**told, "points": tuple(told["points"])})


@contextmanager
def _lookers(rig: Rig, nodes: Sequence[int]) -> Iterator[list[subprocess.Popen[str]]]:
    """Yield one program of each node that looks into the database and that node's index."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", AFTER],
            cwd=ROOT,
            env=rig.environment(node),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for node in nodes
    ]
    try:
        yield started
    finally:
        for one in started:
            one.communicate(timeout=30)


def as_table(outcome: Outcome) -> str:
    """Return an outcome as a table in Markdown."""
    rows = [
        (name.replace("_", " "), value)
        for name, value in asdict(outcome).items()
        if name not in ("killed", "wrong")
    ]
    rows += [(f"killed: {name}", count) for name, count in sorted(outcome.killed.items())]
    rows.append(("wrong", len(outcome.wrong)))
    lines = [f"| {name} | {_number(value)} |" for name, value in rows]
    return "\n".join(["| what | count |", "|---|---|", *lines])


def _number(value: Any) -> str:
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"
