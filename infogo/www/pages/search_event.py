"""The life event that a search is about, told from the services it found.

Whoever asks "สามีตาย ต้องทำอะไร" needs several services in an order, not one of a list. The index
knows services, not events; but where the first services belong to one event, so does the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from infogo.core.keys import PROCEDURE_NAMES
from infogo.core.memory import Memory
from infogo.manuals.models import StageProcedure
from infogo.search.results import Kind, SearchPage
from infogo.taxonomy.models import LifeEvent
from infogo.www.pages.headings import HeadingLink, heading_link

_belonging = Memory(most=1)
_links = Memory(most=100)

LEAST_SERVICES = 4
LEAST_STAGES = 2
"""Services of one stage are the same thing in several ways: whoever asks for it needs no order."""
LEAST_WEIGHT = 1.8
"""Of the places at which they stand: 1 for the first, 1/2 for the second. With the first service
and three that follow closely it is reached; with the tail of a list never."""


def event_found(found: SearchPage) -> HeadingLink | None:
    """Return the way to the event that the first page is about, if it is about one.

    No query while events are as they were, where tokens were read (``core.memory``); else one where
    services were found, and one for the event.
    """
    services = [result.id for result in found.results if result.kind is Kind.PROCEDURE]
    if found.page > 1 or not services:
        return None
    belonging = _belonging.recall("all", (PROCEDURE_NAMES,), _read_belonging)
    entries = [
        (service, event, stage)
        for service in services
        for event, stage in belonging.get(service, ())
    ]
    key = event_among(services, entries)
    if key is None:
        return None
    return _links.recall((key, get_language()), (PROCEDURE_NAMES,), lambda: _link(key))


def _read_belonging() -> dict[int, list[tuple[int, int]]]:
    """Return the event and stage to which services belong, by their ids."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    entries = StageProcedure.objects.values_list("procedure", "stage__event", "stage")
    for service, event, stage in entries:
        found[service].append((event, stage))
    return found


def _link(key: int) -> HeadingLink | None:
    event = LifeEvent.objects.filter(pk=key).first()
    return heading_link(event, "www:event") if event else None


def event_among(services: Sequence[int], entries: Iterable[tuple[int, int, int]]) -> int | None:
    """Return the event of ``services``, in the order found.

    ``entries`` name a service, an event and the stage to which the service belongs there.
    """
    places = {service: place for place, service in enumerate(services, start=1)}
    stages: dict[int, set[int]] = defaultdict(set)
    members: dict[int, set[int]] = defaultdict(set)
    for service, event, stage in entries:
        stages[event].add(stage)
        members[event].add(service)
    weights = {
        event: sum(1 / places[service] for service in among)
        for event, among in members.items()
        if services[0] in among
        and len(among) >= LEAST_SERVICES
        and len(stages[event]) >= LEAST_STAGES
    }
    best = max(weights, key=lambda event: (weights[event], -event), default=None)
    return best if best is not None and weights[best] >= LEAST_WEIGHT else None
