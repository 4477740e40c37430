"""What the rules look at and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from infogo.manuals.content import ManualContent
from infogo.manuals.models import Lifecycle
from infogo.manuals.rule_sets import RuleParameters, Severity


@dataclass(frozen=True)
class Subject:
    """One manual as the rules see it; everything the content itself does not hold is given.

    ``own_sections`` are the sections an adopting agency wrote itself, ``None`` for a standard
    manual. ``point_count`` and ``tag_count`` are ``None`` when nobody counted. ``stale_sections``
    are own sections whose standard text changed after they were written. ``missing_services`` are
    codes of procedures that cases lead to and that are no services in use.
    """

    content: ManualContent
    today: date
    official_name: str = ""
    agency_names: frozenset[str] = frozenset()
    lifecycle: str = Lifecycle.OTHER
    tag_count: int | None = None
    point_count: int | None = None
    dead_links: frozenset[str] = frozenset()
    own_sections: frozenset[str] | None = None
    stale_sections: tuple[str, ...] = ()
    missing_services: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hit:
    """What one rule found, before the rule set weighs it.

    ``path`` leads to the place: ``documents.2.copies`` is the third document's number of copies.
    ``at_most`` caps the weight where the rule itself is not sure. ``concerns_everybody`` keeps a
    hit for an adopting agency that left the section to the standard manual.
    """

    section: str
    path: str
    reason: str
    todo: str
    at_most: Severity = Severity.BLOCKING
    concerns_everybody: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing to look at in a manual: where, how grave, why, by which law, what to do."""

    rule: str
    severity: Severity
    section: str
    path: str
    reason: str
    law: str
    todo: str

    @property
    def is_blocking(self) -> bool:
        """Whether the manual cannot be submitted with it."""
        return self.severity is Severity.BLOCKING


Check = Callable[[Subject, RuleParameters], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule of the lint: its stable id and the pure function that finds offences."""

    id: str
    check: Check = field(repr=False)
