"""What a browser sent, read by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from infogo.thai.normalise import INVISIBLE

MOST_ITEMS = 200
"""Of one list: twenty times the longest list of the country."""
_INDEX = re.compile(r"\d{1,4}")
# Copied from a word processor a line also ends with a vertical tab, words are held together by
# spaces of their own kind, and each line of a list begins with the mark of a list.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u3000]")
_UNSEEN = re.compile(f"[\x00-\x09\x0e-\x1f\x7f-\x9f{''.join(sorted(INVISIBLE))}]")
_BULLET = re.compile("[•▪●○◦‣·\uf0a7\uf0b7\uf0d8] +")


def pasted(text: str) -> str:
    """Return a text as it reads: lines end as on the server, nothing unseen, usual spaces.

    There is no space around it, and no list mark before it: an item of a list gets one by itself.
    """
    lines = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    read = _UNSEEN.sub("", lines).strip()
    mark = _BULLET.match(read)
    return read[mark.end() :] if mark else read


class Posted:
    """Names with their values, in the order in which they were sent."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = values

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Posted:
        """Return what a browser would send of controls with these (name, value) pairs."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        return cls(values)

    def text(self, name: str) -> str:
        """Return a text as it reads (``pasted``)."""
        found = self.values.get(name) or ("",)
        return pasted(found[-1])

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a name: the ticked boxes of a group."""
        return tuple(self.values.get(name) or ())

    def has(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.values.get(name))

    def places(self, name: str) -> tuple[str, ...]:
        """Return the indexes of a list's items in the order in which they stand on the page."""
        found = dict.fromkeys(self.texts(f"{name}.at"))
        return tuple(index for index in found if _INDEX.fullmatch(index))[:MOST_ITEMS]
