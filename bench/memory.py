"""Memory of a web server: a parent and the processes that it forked share most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.loading import descendants


def servers(pids: Iterable[int]) -> Iterator[set[int]]:
    """Yield the processes of each web server among ``pids``, a parent with its children."""
    left = set(pids)
    for parent in sorted(pid for pid in left if _parent(pid) not in left):
        yield {parent, *(descendants(parent) & left)}


def megabytes(pids: Iterable[int]) -> float:
    """Return what processes hold together; what others share with them counts in part (PSS)."""
    return sum(_proportional(pid) for pid in pids) / 1000


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
