"""Readers and writers that go on whatever dies, and remember what they were told.

A write is *acknowledged* when its answer came: 302 or 303. When the connection broke, nobody knows:
then it may be there once or not at all. Only ratings are sent again, under the same number.
"""

from __future__ import annotations

import random
import re
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tools.faults.http import ask, fields_of, heading_of, send

ACKNOWLEDGED = (302, 303)
PAUSE_SECONDS = 0.05
AFTER_A_BREAK_SECONDS = 0.1
READERS_AT_EACH = 2
EDITORS = 2
LAG_OF_PROXY_SECONDS = 2.0
"""How much older than its publish a page may be that the proxy in front gives."""
_EDITION = re.compile(r"p\d+e(\d+)")


@dataclass(frozen=True)
class Sight:
    """What a reader was shown: a point's edition, when it was asked for, by whom it was given."""

    point: int
    edition: int
    asked: float
    by: str


@dataclass
class Book:
    """What was acknowledged, tried and seen; shared by all threads under one lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    committed: dict[int, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))
    """Of each point: when an edition was acknowledged, and its number."""
    tried: dict[int, int] = field(default_factory=dict)
    """Of each point: the last edition that was sent, acknowledged or not."""
    articles: dict[str, bool] = field(default_factory=dict)
    """Titles that were sent, and whether they were acknowledged."""
    ratings: dict[str, bool] = field(default_factory=dict)
    """Numbers of forms that were sent, and whether they were acknowledged."""
    sights: list[Sight] = field(default_factory=list)
    notices: int = 0
    """Pages that said themselves that they may be old."""
    proxy_copies: int = 0
    """Copies that nginx gave because no node could make the page (``X-Cache: STALE``)."""
    is_broken: bool = False
    """Whether something is dead or just came back; else nginx has no reason for old copies."""
    refused: int = 0
    """Forms that came back with 503, for the database was away."""
    broken: int = 0
    answers: int = 0
    odd: list[str] = field(default_factory=list)
    """Answers that nobody should get."""

    def acknowledged(self) -> int:
        """Return how many writes were acknowledged."""
        with self.lock:
            edits = sum(len(times) for times in self.committed.values())
            return edits + sum(self.articles.values()) + sum(self.ratings.values())


@dataclass(frozen=True)
class Target:
    """Where the load goes: nginx (or the one server), the servers behind it, and the scene."""

    front: str
    servers: Sequence[str]
    points: Sequence[int]
    agency: int
    cookies: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        """What the officer's browser sends."""
        return {"Cookie": self.cookies, "Sec-Fetch-Site": "same-origin"}


def name_of(point: int, edition: int) -> str:
    """Return the name that a point has in one edition."""
    return f"จุดบริการ p{point}e{edition}"


class Load:
    """All threads; they stop for a check and go on after it."""

    def __init__(self, target: Target, book: Book, seed: int) -> None:
        self.target, self.book = target, book
        self._stop = threading.Event()
        self._go = threading.Event()
        self._idle = threading.Semaphore(0)
        jobs: list[Callable[[random.Random], None]] = [self._write_article, self._rate]
        shares = [tuple(target.points[n::EDITORS]) for n in range(EDITORS)]
        jobs += [_editing(self, share) for share in shares]
        everybody = (*target.servers, target.front)
        jobs += [_reading(self, by) for by in everybody for _n in range(READERS_AT_EACH)]
        self._threads = [
            threading.Thread(target=self._run, args=(job, random.Random(seed + n)), daemon=True)
            for n, job in enumerate(jobs)
        ]

    def start(self) -> None:
        """Begin."""
        self._go.set()
        for thread in self._threads:
            thread.start()

    def pause(self) -> None:
        """Return when nobody is in the middle of anything any more."""
        self._go.clear()
        for _thread in self._threads:
            self._idle.acquire()

    def resume(self) -> None:
        """Go on."""
        self._go.set()

    def stop(self) -> None:
        """End all threads."""
        self._stop.set()
        self._go.set()
        for thread in self._threads:
            thread.join()

    def _run(self, job: Callable[[random.Random], None], chance: random.Random) -> None:
        while not self._stop.is_set():
            if not self._go.is_set():
                self._idle.release()
                self._go.wait()
                continue
            job(chance)

    # ---- writing

    def edit(self, point: int, chance: random.Random) -> None:
        """Give a point its next name, as an officer does: open the form, change it, save it."""
        book, path = self.book, f"/office/points/{point}/edit"
        form = ask(self.target.front, path, self.target.headers)
        if form is None or form.status != 200:
            return self._was(form, "form", expected=(200,))
        with book.lock:
            edition = book.tried[point] = book.tried.get(point, 0) + 1
        name = name_of(point, edition)
        filled = {**fields_of(form.text), "name_th": name, "csrfmiddlewaretoken": self.target.csrf}
        answer = send(self.target.front, path, filled, self.target.headers)
        if answer is not None and answer.status in ACKNOWLEDGED:
            with book.lock:
                book.committed[point].append((answer.came, edition))
        return self._was(answer, "edit", expected=(*ACKNOWLEDGED, 422))

    def _write_article(self, chance: random.Random) -> None:
        title = f"บทความ {secrets.token_hex(8)}"
        with self.book.lock:
            self.book.articles[title] = False
        form = {
            "title": title,
            "agency": str(self.target.agency),
            "csrfmiddlewaretoken": self.target.csrf,
        }
        answer = send(self.target.front, "/office/articles/new", form, self.target.headers)
        if answer is not None and answer.status in ACKNOWLEDGED:
            with self.book.lock:
                self.book.articles[title] = True
        self._was(answer, "article", expected=ACKNOWLEDGED)
        time.sleep(PAUSE_SECONDS)

    def _rate(self, chance: random.Random) -> None:
        """Open the form of a rating, then send it until it is taken."""
        server, point = chance.choice(self.target.servers), chance.choice(self.target.points)
        path = f"/place/{point}/rate"
        address = ".".join(str(chance.randrange(1, 255)) for _part in range(3))
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"10.{address}"}
        form = ask(server, path, headers)
        if form is None or form.status != 200:
            return self._was(form, "form", expected=(200,))
        number = fields_of(form.text).get("token", "")
        with self.book.lock:
            self.book.ratings[number] = False
        filled = {"token": number, "overall": str(chance.randint(1, 5))}
        while not self._stop.is_set():
            answer = send(chance.choice(self.target.servers), path, filled, headers)
            self._was(answer, "rating", expected=ACKNOWLEDGED)
            if answer is not None and answer.status != 503:
                break
            if not self._go.is_set():
                return None  # nobody knows, and the check may ask
        if answer is not None and answer.status in ACKNOWLEDGED:
            with self.book.lock:
                self.book.ratings[number] = True
        time.sleep(PAUSE_SECONDS)
        return None

    # ---- reading

    def read(self, by: str, chance: random.Random) -> None:
        """Look at a point's page and note which edition it shows."""
        point = chance.choice(self.target.points)
        answer = ask(by, f"/place/{point}")
        if answer is not None and answer.status == 200:
            found = _EDITION.search(heading_of(answer.text))
            edition = int(found[1]) if found else 0
            with self.book.lock:
                if "away" in answer.headers.get("cache-status", ""):
                    self.book.notices += 1
                elif self.book.is_broken and answer.headers.get("x-cache") == "STALE":
                    self.book.proxy_copies += 1
                else:
                    self.book.sights.append(Sight(point, edition, answer.asked, by))
        self._was(answer, "page", expected=(200,))
        time.sleep(PAUSE_SECONDS / 5)

    def _was(self, answer: object, what: str, *, expected: tuple[int, ...]) -> None:
        """Count an answer; what no fault excuses is noted."""
        status = getattr(answer, "status", 0)
        with self.book.lock:
            self.book.answers += 1
            if status == 0 or status in (502, 504):
                self.book.broken += 1
            elif status == 503:
                self.book.refused += 1
            elif status not in expected:
                self.book.odd.append(f"{what}: {status} {heading_of(getattr(answer, 'text', ''))}")
        if status == 0 or status >= 500:
            time.sleep(AFTER_A_BREAK_SECONDS)


def _editing(load: Load, points: Sequence[int]) -> Callable[[random.Random], None]:
    def job(chance: random.Random) -> None:
        load.edit(chance.choice(points), chance)
        time.sleep(PAUSE_SECONDS)

    return job


def _reading(load: Load, by: str) -> Callable[[random.Random], None]:
    return lambda chance: load.read(by, chance)


def too_old(book: Book, front: str, servers: Sequence[str]) -> list[str]:
    """Return the sights of pages older than what was acknowledged before they were asked for."""
    found = []
    with book.lock:
        for sight in book.sights:
            lag = 0.0 if sight.by in servers else LAG_OF_PROXY_SECONDS
            edits = book.committed.get(sight.point, ())
            due = max((n for moment, n in edits if moment + lag < sight.asked), default=0)
            if sight.edition < due:
                what = f"edition {sight.edition} of {sight.point} where {due} was due"
                found.append(f"{sight.by} showed {what}")
        book.sights.clear()
    return found
