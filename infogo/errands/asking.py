"""What a plan is asked with, whatever face reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from infogo.manuals.known_answers import known_of
from infogo.manuals.narrowing import Answers


class Spot(Protocol):
    """Where somebody is, in degrees; ``is_inside`` tells whether that is in Thailand."""

    @property
    def lat(self) -> float: ...
    @property
    def lng(self) -> float: ...
    @property
    def is_inside(self) -> bool: ...


class Plan(Protocol):
    """What working a plan out needs to know; ``ids`` are procedures in the reader's order."""

    @property
    def ids(self) -> tuple[int, ...]: ...
    @property
    def province(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def near(self) -> Spot | None: ...
    @property
    def day(self) -> date | None: ...
    @property
    def is_foreigner(self) -> bool: ...
    @property
    def is_online(self) -> bool: ...
    @property
    def is_for_other(self) -> bool: ...
    @property
    def known(self) -> Answers: ...

    def answered(self, errand: int) -> str:
        """Return the answers to the questions of an errand's manual, as an address has them."""


@dataclass(frozen=True)
class Asked:
    """A plan as a program asks for it; ``cases`` are answers by procedure.

    ``is_wheelchair`` when somebody who goes uses one.
    """

    ids: tuple[int, ...]
    province: str = ""
    district: str = ""
    near: Spot | None = None
    day: date | None = None
    is_foreigner: bool = False
    is_online: bool = False
    is_for_other: bool = False
    is_wheelchair: bool = False
    cases: Mapping[int, str] = field(default_factory=dict)

    @property
    def known(self) -> Answers:
        """Answers to questions of manuals that follow from what the plan itself says."""
        return known_of(is_for_other=self.is_for_other, is_foreigner=self.is_foreigner)

    def answered(self, errand: int) -> str:
        """Return the answers to the questions of an errand's manual."""
        return self.cases.get(errand, "")
