"""What of the contract will end, announced long before: pages, answers and tests read this list.

``endings.json`` has one entry for each removal: ``what`` as ``tools/contract.py`` words it
(``GET /api/v1/x parameter y: removed``), ``announced_on``, ``ends_on``, and what to use instead.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Ending:
    """Something that will go: what, since when it is said, on which day, and what to use."""

    what: str
    announced_on: date
    ends_on: date
    instead_th: str
    instead_en: str

    @property
    def address(self) -> str:
        """The method and path that it belongs to, such as ``GET /api/v1/x/{id}``."""
        return " ".join(self.what.partition(": ")[0].split(" ")[:2])


def read_endings(text: str) -> Sequence[Ending]:
    """Return the endings that a file announces."""
    return tuple(
        Ending(
            what=each["what"],
            announced_on=date.fromisoformat(each["announced_on"]),
            ends_on=date.fromisoformat(each["ends_on"]),
            instead_th=each["instead_th"],
            instead_en=each["instead_en"],
        )
        for each in json.loads(text)
    )


ENDINGS = read_endings(Path(__file__).with_name("endings.json").read_text())
