"""Texts that fit into a message: whole items only, the most important ones whatever happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import ngettext

MOST_LETTERS = 1000
"""Of one message for LINE or SMS."""


@dataclass(frozen=True)
class Said:
    """One line, whole or not at all; the higher its ``rank``, the sooner it is left out.

    A line of rank 0 is never left out.
    """

    text: str
    rank: int = 0


@dataclass(frozen=True)
class Several:
    """Items below a heading; how many were left out is said in their place.

    The heading goes when the list is empty. Each line beyond the first of an item is a detail of
    the one before it and must have a higher rank.
    """

    heading: str
    items: Sequence[Sequence[Said]] = field(default_factory=tuple)


Piece = Said | Several
_Left = set[tuple[int, int, int]]


def fitted(pieces: Sequence[Piece], most: int = MOST_LETTERS) -> str:
    """Return the lines of the pieces in their order, in at most ``most`` letters.

    What is left out goes by rank, the last first. Only lines of rank 0 can make it longer.
    """
    left: _Left = set()
    by_rank = sorted(_optional(pieces), key=lambda found: (-found[0], *(-n for n in found[1])))
    text = _written(pieces, left)
    for _rank, place in by_rank:
        if len(text) <= most:
            break
        left.add(place)
        text = _written(pieces, left)
    return text


def _optional(pieces: Sequence[Piece]) -> list[tuple[int, tuple[int, int, int]]]:
    found = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Said):
            found.append((piece.rank, (at, 0, 0)))
            continue
        for number, item in enumerate(piece.items):
            found += [(line.rank, (at, number, detail)) for detail, line in enumerate(item)]
    return [(rank, place) for rank, place in found if rank]


def _written(pieces: Sequence[Piece], left: _Left) -> str:
    lines: list[str] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Said):
            lines += [] if (at, 0, 0) in left else [piece.text]
        elif piece.items:
            lines += _list(piece, at, left)
    return "\n".join(lines)


def _list(several: Several, at: int, left: _Left) -> list[str]:
    lines = [several.heading] if several.heading else []
    out = 0
    for number, item in enumerate(several.items):
        if (at, number, 0) in left:
            out += 1
            continue
        lines += [
            f"{'- ' if not detail else '  '}{line.text}"
            for detail, line in enumerate(item)
            if (at, number, detail) not in left
        ]
    if out:
        lines.append(_left_out(out, is_all=out == len(several.items)))
    return lines


def _left_out(count: int, *, is_all: bool) -> str:
    if is_all:
        text = ngettext("%(count)s รายการ ดูที่ลิงก์ด้านล่าง", "%(count)s รายการ ดูที่ลิงก์ด้านล่าง", count)
    else:
        text = ngettext(
            "และอีก %(count)s รายการ ดูที่ลิงก์ด้านล่าง", "และอีก %(count)s รายการ ดูที่ลิงก์ด้านล่าง", count
        )
    return f"- {text % {'count': count}}"
