"""What a browser sent, read by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

MOST_ITEMS = 200
"""Of one list: twenty times the longest list of the country."""
_INDEX = re.compile(r"\d{1,4}")


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
        """Return a text without space around it; lines end as on the server."""
        found = self.values.get(name) or ("",)
        return found[-1].replace("\r\n", "\n").replace("\r", "\n").strip()

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
