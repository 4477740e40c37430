"""What every detector gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from infogo.manuals.rule_sets import BurdenRates, RuleParameters, SimplifyParameters, parameters_on
from infogo.simplify.estimate import Estimate
from infogo.simplify.facts import Facts
from infogo.simplify.models import Kind

Scope = Literal["procedure", "manual"]
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Ground:
    """What a sweep stands on: a day of Thai time and the rules in force on it."""

    today: date
    rules: RuleParameters

    @property
    def limits(self) -> SimplifyParameters:
        """When a detector speaks up."""
        return self.rules.simplify

    @property
    def rates(self) -> BurdenRates:
        """What a request costs a citizen."""
        return self.rules.simplify.rates


def ground_on(day: date) -> Ground:
    """Return the ground of a day; reads the rule set in force."""
    return Ground(day, parameters_on(day))


@dataclass(frozen=True)
class Hit:
    """One thing that a detector saw; ``key`` is the same whenever it sees the same thing.

    ``is_local`` tells that it concerns one agency's own text: then only the requests of that
    agency count. ``agency_id`` is who could change it.
    """

    kind: Kind
    key: str
    facts: Facts
    estimate: Estimate
    procedure_id: int
    agency_id: int
    manual_id: int | None = None
    other_id: int | None = None
    is_local: bool = False


@dataclass(frozen=True)
class Bite:
    """What a detector saw in some records, up to the id ``last``; ``None``: none are left.

    ``note`` says what it could not judge, and why.
    """

    hits: Sequence[Hit]
    last: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Detector:
    """``look`` takes the ground and the id after which to go on; ids are of ``scope``."""

    code: str
    title: str
    scope: Scope
    look: Callable[[Ground, int], Bite]


def decimal(value: Fraction | int) -> Decimal:
    """Return a fraction to two places, as facts keep numbers."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / exact.denominator).quantize(HUNDREDTH)
