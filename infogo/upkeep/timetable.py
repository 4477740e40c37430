"""What is done again and again, and which of it is due."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0


@dataclass(frozen=True)
class Duty:
    """One thing to do every ``seconds``; ``run`` returns how many records it touched.

    ``at_any_time`` says that it does the same whatever the clock says.
    """

    name: str
    seconds: float
    run: Callable[[], int]
    at_any_time: bool = False


@dataclass
class Timetable:
    """Which duties are due; all of them are at the start. One that fails waits ever longer."""

    duties: Sequence[Duty]
    clock: Callable[[], float] = time.monotonic
    _last_run: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)

    def due(self, *, is_clock_steady: bool = True) -> list[Duty]:
        """Return the duties whose time has come, and count them as run.

        Those that go by the clock of the world wait until it is steady.
        """
        now = self.clock()
        found = [
            duty
            for duty in self.duties
            if (is_clock_steady or duty.at_any_time)
            and now - self._last_run.get(duty.name, float("-inf")) >= self._wait(duty)
        ]
        for duty in found:
            self._last_run[duty.name] = now
        return found

    def put_back(self, duties: Sequence[Duty]) -> None:
        """Say that these were not run after all: they are due at once."""
        for duty in duties:
            self._last_run.pop(duty.name, None)

    def note(self, duty: Duty, *, is_well: bool) -> None:
        """Say how a duty went."""
        self._failures[duty.name] = 0 if is_well else self._failures.get(duty.name, 0) + 1

    def _wait(self, duty: Duty) -> float:
        failures = self._failures.get(duty.name, 0)
        if not failures:
            return duty.seconds
        return max(duty.seconds, min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0**failures))
