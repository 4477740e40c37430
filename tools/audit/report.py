"""What an audit found, as lines that are read and a status that programs read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    """How a part of the audit ended."""

    PASSED = "✓ ผ่าน · passed"
    FAILED = "✗ พบจุดอ่อน · found weaknesses"
    NOT_RUN = "⚠ ไม่ได้ตรวจ · could not run"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    what: str
    is_good: bool
    detail: str = ""


@dataclass(frozen=True)
class Part:
    """One part of an audit; ``why_not`` says why it could not run at all."""

    name: str
    checks: Sequence[Check] = field(default_factory=tuple)
    why_not: str = ""
    seconds: float = 0.0

    @property
    def bad(self) -> list[Check]:
        """What is not as it should be."""
        return [check for check in self.checks if not check.is_good]

    @property
    def state(self) -> State:
        """How it ended; a part that looked at nothing did not run."""
        if self.why_not or not self.checks:
            return State.NOT_RUN
        return State.FAILED if self.bad else State.PASSED


def summary(parts: Iterable[Part]) -> str:
    """Return the table of all parts, and below it everything that is wrong."""
    lines = [
        "",
        "| part | looked at | wrong | seconds | result |",
        "|---|---:|---:|---:|---|",
    ]
    wrong: list[str] = []
    for part in parts:
        counted = f"{len(part.checks):,} | {len(part.bad):,} | {part.seconds:.0f}"
        lines.append(f"| {part.name} | {counted} | {part.state.value} |")
        if part.state is State.NOT_RUN:
            wrong.append(f"⚠ {part.name}: could not run: {part.why_not or 'nothing was looked at'}")
        wrong += [f"✗ {part.name}: {check.what}: {check.detail}" for check in part.bad]
    return "\n".join([*lines, "", *wrong])


def status(parts: Iterable[Part], *, may_be_offline: bool) -> int:
    """Return the exit status: a part that could not run is no pass, unless that was allowed."""
    states = {part.state for part in parts}
    if State.FAILED in states:
        return 1
    return 2 if State.NOT_RUN in states and not may_be_offline else 0
