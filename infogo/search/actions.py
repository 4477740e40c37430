"""What somebody wants done to a thing: get it, renew it, replace it, change it, end it.

Siblings of one service differ in little else: ต่อใบขับขี่, ใบขับขี่หาย, ทำใบขับขี่ครั้งแรก.
"""

from __future__ import annotations

import re
from functools import lru_cache

from infogo.search.lexicon import action_words


def read_actions(normalised: str) -> frozenset[str]:
    """Return the actions that a normalised text speaks of, by the names of ``Lifecycle``."""
    return frozenset(name for name, pattern in _patterns() if pattern.search(normalised))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in action_words().items())
