"""What our buttons carry back: which manual, and perhaps where; all there is to a conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_DATA = re.compile(
    r"(documents|fees|near)(?:=([1-9][0-9]{0,8})(?:@([1-9][0-9]{0,8}))?)?"
    r"(?:&at=(-?[0-9]{1,2}\.[0-9]{3}),(-?[0-9]{1,3}\.[0-9]{3}))?"
)


class Wish(StrEnum):
    """What a button asks for."""

    DOCUMENTS = "documents"
    FEES = "fees"
    NEAR = "near"


@dataclass(frozen=True)
class Button:
    """What a button carries: a manual (of an agency, if not the standard one) and a position.

    A position is rounded to about a hundred metres, enough to tell which office is nearest.
    """

    wish: Wish
    procedure_id: int = 0
    agency_id: int | None = None
    at: tuple[float, float] | None = None

    @property
    def data(self) -> str:
        """The button as text."""
        agency = f"@{self.agency_id}" if self.agency_id else ""
        manual = f"={self.procedure_id}{agency}" if self.procedure_id else ""
        place = f"&at={self.at[0]:.3f},{self.at[1]:.3f}" if self.at else ""
        return f"{self.wish}{manual}{place}"


def read_button(data: str) -> Button | None:
    """Return what a button carried; None for anything that is not from a button of ours."""
    found = _DATA.fullmatch(data)
    if found is None:
        return None
    wish, procedure, agency, lat, lng = found.groups()
    at = (float(lat), float(lng)) if lat else None
    if at and not (abs(at[0]) <= 90 and abs(at[1]) <= 180):
        return None
    return Button(Wish(wish), int(procedure or 0), int(agency) if agency else None, at)
