"""Every change of ratings: one transaction with its audit line, or nothing at all.

``coming_in`` takes ratings in, ``deciding`` is what officers do with them, ``improving`` what
agencies say they changed. Locks: the rating, what it names, then the sums, then the audit trail.
What an officer decides shows on public pages at once.
"""

from infogo.ratings.services.coming_in import (
    ALPHABET,
    CITIZEN,
    Given,
    new_reference,
    submit_rating,
)
from infogo.ratings.services.deciding import REASONS_FOR, decide, rebuild_tallies, reply
from infogo.ratings.services.improving import publish_improvement, withdraw_improvement

__all__ = [
    "ALPHABET",
    "CITIZEN",
    "REASONS_FOR",
    "Given",
    "decide",
    "new_reference",
    "publish_improvement",
    "rebuild_tallies",
    "reply",
    "submit_rating",
    "withdraw_improvement",
]
