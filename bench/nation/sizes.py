"""How much there is of everything, at a scale from a hundredth to the whole nation."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_PROCEDURES = 4
MOST_COUNTERS = 60_000
"""Counters at which simulated citizens come; the only thing that is kept in memory of all."""


@dataclass(frozen=True)
class Size:
    """What a nation has. ``base_share`` is how much of the loaded country's adoptions stays.

    ``agencies`` and ``points`` are reached by adding to the country's own, which all stay: a
    search without them would find nothing that can be judged.
    """

    scale: float
    base_share: float
    manuals: int
    procedures: int
    agencies: int
    points: int
    ratings: int
    counters: int
    months: int = 24

    @classmethod
    def of(cls, scale: float, *, agencies_there: int, points_there: int) -> Size:
        """Return the size at a scale; 1 is the nation of a million manuals.

        Raises:
            ValueError: the scale is not above 0 and at most 1.
        """
        if not 0 < scale <= 1:
            raise ValueError(f"scale {scale} is not above 0 and at most 1")
        return cls(
            scale=scale,
            base_share=scale,
            manuals=round(1_000_000 * scale),
            procedures=max(FEWEST_PROCEDURES, round(120 * scale)),
            agencies=agencies_there + round(max(0, 10_000 - agencies_there) * scale),
            points=points_there + round(max(0, 60_000 - points_there) * scale),
            ratings=round(5_000_000 * scale),
            counters=max(20, round(MOST_COUNTERS * scale)),
        )
