"""What each kind of finding says, as data; words are made of it where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from infogo.simplify.models import Kind


class Facts(BaseModel):
    """The facts of one finding."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(StrEnum):
    """What is compared between manuals."""

    STEPS = "steps"
    DOCUMENTS = "documents"
    TIME = "time"
    FEE = "fee"


class OutlierFacts(Facts):
    """One number of a manual against those of its peers.

    ``scope``: "agencies" that do the same procedure, or the standard manuals of "similar" ones.
    ``unit`` is that of a promised time; fees are in satang.
    """

    scope: Literal["agencies", "similar"]
    measure: Measure
    unit: str = ""
    value: Decimal
    count: int
    median: Decimal
    mad: Decimal
    lower: Decimal
    upper: Decimal
    limit: Decimal


class Paper(Facts):
    """A document that a manual asks for; ``document`` is its id in the catalogue."""

    document: int
    name: str
    issuer: str = ""
    in_register: bool = False
    sometimes: bool = False
    is_identity: bool = False


class PaperFacts(Facts):
    """The documents that the state holds in a register or issued itself."""

    papers: tuple[Paper, ...]


class Demand(Facts):
    """A demand for copies: of a document, or words that look like one."""

    name: str
    copies: int = 0
    sometimes: bool = False
    reason: str


class CopyFacts(Facts):
    """Copies of state papers that are still demanded; ``law`` forbids them."""

    demands: tuple[Demand, ...]
    law: str = ""


class LongStep(Facts):
    """A step that takes longer than its standard; another unit than working days is not sure."""

    title: str
    time: str
    standard: int
    over: Decimal | None = None


class OverFacts(Facts):
    """The steps over their standard times, and the law that set these."""

    steps: tuple[LongStep, ...]
    law: str = ""


class UnusedFacts(Facts):
    """What was counted: openings in so many days, and what reports told of so many months.

    ``counted_days`` is 0 when openings have not been counted long enough. ``asked`` are reports of
    agencies that serve it, ``told`` the rows in them that told a number, all of them zero.
    """

    counted_days: int
    asked: int
    told: int
    months: int


class DuplicateFacts(Facts):
    """How alike two names are, from 0 to 1; ``name`` tells which names were compared."""

    similarity: float
    is_equal: bool
    name: Literal["official", "everyday"]


class Link(Facts):
    """A service on the way: what it gives is needed by the next one."""

    procedure: int
    name: str
    document: str = ""


class PathFacts(Facts):
    """What nobody gets around before a service, the first to be had first."""

    links: tuple[Link, ...]


class CircleFacts(Facts):
    """Services that wait for one another's papers."""

    links: tuple[Link, ...]


CLASSES: Mapping[str, type[Facts]] = {
    Kind.OUTLIER: OutlierFacts,
    Kind.STATE_PAPER: PaperFacts,
    Kind.COPIES: CopyFacts,
    Kind.OVER_STANDARD: OverFacts,
    Kind.UNUSED: UnusedFacts,
    Kind.DUPLICATE: DuplicateFacts,
    Kind.PATH: PathFacts,
    Kind.CIRCLE: CircleFacts,
}


def facts_from(kind: str, stored: Mapping[str, object]) -> Facts:
    """Return stored facts as what they are.

    Raises:
        pydantic.ValidationError: the row was damaged.
    """
    return CLASSES[kind].model_validate(stored)
