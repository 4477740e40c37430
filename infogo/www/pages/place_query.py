"""What the address of a list of service points asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.points.certificates import CERTIFIED
from infogo.www.pages.access import chosen_fields


@dataclass(frozen=True)
class Near:
    """Where the reader is, to about 100 m; ``is_inside`` tells whether that is in Thailand."""

    lat: float
    lng: float
    is_inside: bool


@dataclass(frozen=True)
class PlaceFilter:
    """What a list of points is asked for; codes are empty when nothing was chosen.

    ``access`` are the facts of ``infogo.points.access.ASKED`` that each point must have, and
    ``certified`` those that hold a certificate today.
    """

    province: str = ""
    district: str = ""
    kind: str = ""
    near: Near | None = None
    page: int = 1
    access: tuple[str, ...] = ()
    certified: bool = False

    @property
    def chosen(self) -> Sequence[tuple[str, str]]:
        """The parameters of an address that keep what points must have."""
        return [*chosen_fields(self.access), *([(CERTIFIED, "1")] if self.certified else [])]
