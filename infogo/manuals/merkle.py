"""A Merkle tree over lines (RFC 6962, SHA-256): one hash for all, a short proof for each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sibling:
    """One hash on the way from a leaf to the root, and on which side it stands."""

    is_left: bool
    hash: str


def leaf_hash(line: str) -> str:
    """Return the hash of one line."""
    return hashlib.sha256(b"\0" + line.encode()).hexdigest()


def root_hash(lines: Sequence[str]) -> str:
    """Return the hash of all lines in their order.

    Raises:
        ValueError: there is no line.
    """
    if not lines:
        raise ValueError("a tree needs a leaf")
    return _levels(lines)[-1][0]


def way_to_root(lines: Sequence[str], place: int) -> tuple[Sibling, ...]:
    """Return what must be hashed onto the line at ``place``, one after the other.

    Raises:
        IndexError: there is no such line.
    """
    if not 0 <= place < len(lines):
        raise IndexError(place)
    way = []
    for level in _levels(lines)[:-1]:
        beside = place ^ 1
        if beside < len(level):
            way.append(Sibling(beside < place, level[beside]))
        place //= 2
    return tuple(way)


def root_from(line: str, way: Sequence[Sibling]) -> str:
    """Return the root to which a line and its way lead."""
    found = leaf_hash(line)
    for sibling in way:
        pair = (sibling.hash, found) if sibling.is_left else (found, sibling.hash)
        found = _node(*pair)
    return found


def _levels(lines: Sequence[str]) -> list[list[str]]:
    """Return the hashes level by level; a last one without a neighbour goes up as it is."""
    levels = [[leaf_hash(line) for line in lines]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = range(0, len(below) - 1, 2)
        above = [_node(below[at], below[at + 1]) for at in pairs]
        levels.append([*above, *(below[-1:] if len(below) % 2 else [])])
    return levels


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
