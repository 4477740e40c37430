"""English words in their many forms: licences, licensing and license are asked about as licence.

Thai words do not change their form, so only English needs this. A rough common beginning is
enough: it only has to bring together the forms of one word among the few hundred that services
are described with, and is never shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

SHORTEST_BASE = 3
_WORD = re.compile("[a-z]+")
_IRREGULAR = {
    "bought": "buy", "sold": "sell", "born": "birth", "dead": "death", "died": "death",
    "dies": "death", "die": "death", "dying": "death", "lost": "lose", "stole": "stolen",
    "steal": "stolen", "theft": "stolen", "broke": "broken", "built": "build", "paid": "pay",
    "wed": "wedding", "children": "child", "wives": "wife", "hired": "hire", "moved": "move",
    "married": "marry", "marriage": "marry", "marrying": "marry", "marries": "marry",
    "foreigner": "foreign", "foreigners": "foreign", "labor": "labour", "center": "centre",
    "neighbor": "neighbour", "neighbors": "neighbour", "licence": "license", "drove": "drive",
    "licences": "license", "driver": "drive", "drivers": "drive", "driving": "drive",
    "pregnancy": "pregnant", "taxes": "tax", "buying": "buy", "seller": "sell", "selling": "sell",
    "identification": "id", "identity": "id", "taxpayer": "tax", "motorbikes": "motorbike",
}  # fmt: skip
_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""),
    ("ities", "ity"), ("ies", "y"), ("sses", "ss"), ("ied", "y"), ("ers", ""), ("ed", ""),
    ("er", ""), ("es", ""), ("s", ""), ("al", ""), ("e", ""),
)  # fmt: skip


@lru_cache(maxsize=10_000)
def base(word: str) -> str:
    """Return what the forms of an English word have in common; other text stays as it is."""
    if _WORD.fullmatch(word) is None:
        return word
    word = _IRREGULAR.get(word, word)
    word = re.sub("is(?=(?:e|es|ed|ing|er|ers|ation)$)", "iz", word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            left = word[: -len(ending)] + instead
            if len(left) >= SHORTEST_BASE:
                word = left
                break
    if len(word) > SHORTEST_BASE and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > SHORTEST_BASE else word


def forms(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the English words among ``words`` by what their forms have in common."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if _WORD.fullmatch(word) is not None:
            found[base(word)].append(word)
    return {common: tuple(alike) for common, alike in found.items()}
