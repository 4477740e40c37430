"""What can be fuzzed, and how one input is tried and judged."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.fuzz import mutate

SLOW_MILLISECONDS = 100.0
TRIED_AGAIN = 3
MOST_KEPT = 20


@dataclass(frozen=True)
class Ready:
    """A target that can be called: ``run`` takes any bytes and may raise ``refusals`` alone."""

    run: Callable[[bytes], object]
    seeds: Sequence[bytes]
    refusals: tuple[type[BaseException], ...] = ()
    mutator: mutate.Mutator = mutate.text


@dataclass(frozen=True)
class Target:
    """One thing that reads what others wrote; ``share`` of all inputs are for it."""

    name: str
    share: int
    build: Callable[[], Ready]
    instrumented: tuple[str, ...] = ()
    """Packages whose branches lead the search for new inputs."""


@dataclass
class Judge:
    """Tries inputs, one after the other, and remembers what must not be."""

    ready: Ready
    folder: Path
    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    slow: list[dict[str, Any]] = field(default_factory=list)
    crashes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def try_one(self, data: bytes) -> str:
        """Try one input; return what came of it, the same words for the same way."""
        self.tried += 1
        began = time.thread_time()
        outcome = self._run(data)
        spent = (time.thread_time() - began) * 1000
        if spent > SLOW_MILLISECONDS:
            spent = min([spent, *(self._again(data) for _time in range(TRIED_AGAIN))])
        self.slowest = max(self.slowest, spent)
        if spent > SLOW_MILLISECONDS and len(self.slow) < MOST_KEPT:
            self.slow.append({"milliseconds": round(spent, 1), "file": self._keep("slow", data)})
        return outcome

    def _again(self, data: bytes) -> float:
        """Return how long it takes now: what is read at the first time only is no fault of it."""
        began = time.thread_time()
        self._run(data)
        return (time.thread_time() - began) * 1000

    def _run(self, data: bytes) -> str:
        try:
            found = self.ready.run(data)
        except self.ready.refusals as refusal:
            self.refused += 1
            return f"{type(refusal).__name__}: {str(refusal)[:40]}"
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as crash:  # a panic of a library is no Exception
            return self._crashed(crash, data)
        return f"{type(found).__name__} {found}"[:60]

    def _crashed(self, crash: BaseException, data: bytes) -> str:
        frames = traceback.extract_tb(crash.__traceback__)
        last = frames[-1]
        ours = next((f for f in reversed(frames) if "/infogo/" in f.filename), last)
        where = f"{Path(ours.filename).name}:{ours.lineno}"
        key = f"{type(crash).__name__} at {where} ({Path(last.filename).name}:{last.lineno})"
        known = self.crashes.setdefault(key, {"count": 0, "says": str(crash)[:300], "file": ""})
        known["count"] += 1
        known["file"] = known["file"] or self._keep("crash", data)
        return key

    def _keep(self, what: str, data: bytes) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{what}-{hashlib.sha256(data).hexdigest()[:16]}"
        path.write_bytes(data)
        return str(path)
