"""What words would change in search, told the same to who edits a manual and to the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.search.curation.word_preview import LOOKED_AT, Effect


@dataclass(frozen=True)
class EffectLine:
    """What proposed words change for one search; ``losers`` are services that fall behind."""

    asked: str
    now: str
    then: str
    losers: Sequence[str]


def effect_line(effect: Effect) -> EffectLine:
    """Put an effect into words."""
    return EffectLine(
        asked=effect.asked,
        now=_rank(effect.before),
        then=_rank(effect.after),
        losers=[
            f"“{loser.title}” จากอันดับ {loser.before} เป็น{_rank(loser.after)}"
            for loser in effect.losers
        ],
    )


def _rank(rank: int | None) -> str:
    return f"อันดับ {rank}" if rank else f"ไม่พบใน {LOOKED_AT} รายการแรก"
