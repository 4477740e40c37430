"""What offices are looked for with: what was typed, or what it may have meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from infogo.search.lexicon import Expansion, place_phrases
from infogo.search.understand import Understanding, Unit, units
from infogo.thai.normalise import normalise


@dataclass(frozen=True)
class Offices:
    """Words for offices, and those of them that are left for services without the place."""

    subject: str
    units: tuple[Unit, ...]
    service: str
    service_units: tuple[Unit, ...]


def offices_asked_for(
    understood: Understanding,
    service_units: tuple[Unit, ...],
    phrases: Mapping[str, tuple[Expansion, ...]],
    names_offices: Callable[[Sequence[Unit]], bool],
) -> Offices:
    """Return the words as typed, unless they name no office and what may be meant does.

    ``names_offices`` tells whether any office has all of some words in its names.
    """
    subject, office = understood.subject, understood.office
    typed = Offices(subject, units(subject, place_phrases()), understood.service, service_units)
    if not office or names_offices(typed.units):
        return typed
    place = understood.recognised.place
    meant = f"{office} {normalise(place.name_th)}" if place else office
    named = units(meant, place_phrases())
    if not names_offices(named):
        return typed
    return Offices(meant, named, office, units(office, phrases))
