"""What tells a service from its siblings, and how well that fits what was asked.

The engine weighs words. It cannot know that two years lie between one and three, or that who
asks plainly for a thing wants it new. So the best hits are weighed once more here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from infogo.manuals.models import Lifecycle
from infogo.search.ranking.names import ServiceNames
from infogo.search.understanding.actions import duties_of, events_of
from infogo.search.understanding.understand import Understanding
from infogo.thai.quantities import AGE, TIME, Range, read_quantities

WITHIN = 1.25
"""An amount asked lies in the range that the service is for."""
OUTSIDE = 0.7
SAME_ACTION = 1.15
OTHER_ACTION = 0.92
REPLACED = 1.35
NOT_REPLACED = 0.8
"""Who says that a thing is lost or broken wants this one back, however a sibling is called."""
FIRST_DUTY = 1.8
"""Who says only that somebody died must report it within a day; what is paid comes later."""
OTHER_EVENT = 0.5
"""แจ้งตายเกินกำหนด is not about late births, however much เกินกำหนด is."""
PLAIN = 1.08
"""The first of its siblings, when nothing is said of renewing, losing, changing or ending."""
RUN_OUT = "หมด"
"""Years in a name that speaks of running out are no ages."""


@dataclass(frozen=True)
class Profile:
    """What a service does to its thing, and the amounts that its names limit it to."""

    lifecycle: str
    done: frozenset[str]
    """What it and its siblings do to their thing; empty for one without siblings."""
    ranges: tuple[Range, ...]
    duties: frozenset[str]
    """Events after which the law wants it done first."""
    events: frozenset[str]
    """Events that its names speak of."""
    has_ages: bool
    """Whether years in its names may be ages."""

    def fit(self, asked: Understanding) -> float:
        """Return the factor by which the service is weighed for what was asked."""
        factor = self._fit_of_amounts(asked.quantities) * self._fit_of_action(
            asked.actions, is_sure=not asked.romanised
        )
        return factor * self._fit_of_events(asked.events)

    def _fit_of_events(self, asked: frozenset[str]) -> float:
        if not self.duties.isdisjoint(asked):
            return FIRST_DUTY
        is_another = asked and self.events and self.events.isdisjoint(asked)
        return OTHER_EVENT if is_another else 1.0

    def _fit_of_amounts(self, asked: tuple[Range, ...]) -> float:
        factor = 1.0
        for amount in asked:
            ranges = [one for one in self.ranges if self._is_comparable(one, amount)]
            if any(one.meets(amount) for one in ranges):
                factor *= WITHIN
            elif any(one.is_open for one in ranges):
                factor *= OUTSIDE
        return factor

    def _is_comparable(self, mine: Range, asked: Range) -> bool:
        if mine.dimension == asked.dimension:
            return True
        return {mine.dimension, asked.dimension} == {AGE, TIME} and self.has_ages

    def _fit_of_action(self, actions: frozenset[str], *, is_sure: bool) -> float:
        if not self.done or self.lifecycle == Lifecycle.OTHER:
            return 1.0
        actions &= self.done  # a passport is not renewed: who asks for that gets a new one
        if not actions:
            return PLAIN if self.lifecycle == Lifecycle.NEW else 1.0
        is_same = self.lifecycle in actions
        if Lifecycle.REPLACE in actions and is_sure:
            return REPLACED if is_same else NOT_REPLACED
        return SAME_ACTION if is_same else OTHER_ACTION


def done_of_groups(services: Iterable[ServiceNames]) -> dict[str, frozenset[str]]:
    """Return by group of siblings what they do to their thing."""
    done: dict[str, set[str]] = defaultdict(set)
    for service in services:
        if service.group:
            done[service.group].add(service.lifecycle)
    return {group: frozenset(actions) for group, actions in done.items()}


def profile_of(service: ServiceNames, done: Mapping[str, frozenset[str]]) -> Profile:
    """Read a service's profile from its names; ``done`` is what groups of siblings do."""
    thai = service.names[:2]
    return Profile(
        lifecycle=service.lifecycle,
        done=done.get(service.group, frozenset()),
        ranges=tuple(dict.fromkeys(one for name in service.names for one in read_quantities(name))),
        duties=duties_of(thai),
        events=events_of(thai),
        has_ages=not any(RUN_OUT in name for name in thai),
    )
