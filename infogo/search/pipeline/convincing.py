"""Whether the first result is surely what a question is about, so that it is answered directly.

``docs/search.md`` has how often that is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from infogo.search.words.lexicon import kinds_of_offices, squashed

LEADS = 1.2
"""A service that has every word must score this many times the next one."""
STANDS_OUT = 2.0
"""So must a service of which some words are not known."""
PLACE_LEADS = 1.5
"""So must an office, since many bear nearly the same name."""


def office_convinces(scores: Sequence[float]) -> bool:
    """Return whether the best office leads the next one of its kind."""
    return _lead(scores) >= PLACE_LEADS


def service_convinces(
    service: str,
    scores: Sequence[float],
    *,
    is_called_so: Callable[[], bool],
    has_all_words: Callable[[], bool],
) -> bool:
    """Return whether the best service is meant by ``service``, the words for it.

    It is when it is called what was typed; or, unless the words only name a kind of office, when
    it has every word and leads the next service or stands out from it. ``scores`` are those of
    the best services.
    """
    if is_called_so():
        return True
    if squashed(service) in kinds_of_offices():
        return False  # "เทศบาลกี่บาท" is about no service, whichever comes first
    lead = _lead(scores)
    if len(scores) > 1 and lead >= STANDS_OUT:
        return True
    return lead >= LEADS and has_all_words()


def _lead(scores: Sequence[float]) -> float:
    """Return how many times the second score the first one is; endless without a second."""
    return scores[0] / scores[1] if len(scores) > 1 and scores[1] > 0 else math.inf
