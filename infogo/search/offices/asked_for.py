"""What offices are looked for with: what was typed, or what it may have meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from infogo.search.understanding.office_words import DONE
from infogo.search.understanding.understand import Understanding, Unit, units
from infogo.search.words.lexicon import Expansion, kinds_of_offices, place_phrases, squashed
from infogo.search.words.nicknames import names_office
from infogo.thai.normalise import normalise

LONGEST_NAME = 40
"""Letters of a misspelt name of an office; a longer text is a story."""
OF_DISTRICTS = ("district_office", "bma_district_office")
"""Offices of the districts themselves."""
ONE_OF_EACH = frozenset({*OF_DISTRICTS, "municipality_office", "sao_office"})
"""Offices that serve their own area alone: that of the next one is none for somebody."""
OFFICE = frozenset({("office",), ("offices",)})
"""What tells no service from another: whatever is done is done in one."""


@dataclass(frozen=True)
class Offices:
    """Words for offices, and those of them that are left for services without the place."""

    subject: str
    units: tuple[Unit, ...]
    service: str
    service_units: tuple[Unit, ...]
    has_place: bool

    @property
    def may_be_misspelt(self) -> bool:
        """Whether an office is spoken of, perhaps nearly as it is called: krom thidin."""
        return len(self.subject) <= LONGEST_NAME and names_office(self.subject)

    @property
    def is_kind_in_place(self) -> bool:
        """Whether only a kind of offices and a place are named: พาสปอร์ตอุบล, not ทำพาสปอร์ต."""
        is_kind = squashed(self.service) in kinds_of_offices()
        return self.has_place and is_kind and not self.service.startswith(DONE)

    def kinds_for_a_province(self, *, wants_office: bool) -> tuple[str, ...]:
        """Return kinds of offices asked for beside a place that serve a province if their district
        has none: จัดหางานหาดใหญ่.

        Where it is asked where an office is or when it is open (``wants_office``), ทำพาสปอร์ต too is
        a word for it.
        """
        kind = squashed(self.service)
        is_where = wants_office and self.has_place and kind in kinds_of_offices()
        kinds = kinds_of_offices()[kind] if is_where or self.is_kind_in_place else ()
        return tuple(kind for kind in kinds if kind not in ONE_OF_EACH)


def of_a_service(said: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return units as services are looked for by them."""
    return tuple(unit._replace(is_stop=True) if unit.tokens in OFFICE else unit for unit in said)


def offices_asked_for(
    understood: Understanding,
    service_units: tuple[Unit, ...],
    phrases: Mapping[str, tuple[Expansion, ...]],
    names_offices: Callable[[Sequence[Unit]], bool],
    names_service: Callable[[Sequence[Unit]], bool],
) -> Offices:
    """Return the words as typed, unless they name no office and what may be meant does.

    ``names_offices`` and ``names_service`` tell whether any has all of some words in its names:
    ถมที่ดิน is a slip off กรมที่ดิน, but it is a service. What is left of ``ขน ส่ง สตูล`` without the
    place and the stray space is a kind of office as it stands, whatever services say it too.
    """
    subject, office = understood.subject, understood.office
    place = understood.recognised.place
    named = units(subject, place_phrases())
    typed = Offices(subject, named, understood.service, service_units, place is not None)
    if not office or names_offices(typed.units):
        return typed
    meant = f"{office} {normalise(place.name_th)}" if place else office
    named = units(meant, place_phrases())
    kind = squashed(understood.service)
    says_kind = kind == office or kind in kinds_of_offices() or (kind,) in OFFICE
    is_kind = says_kind and not kind.startswith(DONE)
    is_name = place is None and office == understood.service and names_office(office)
    is_service = not (is_name or (place and is_kind)) and names_service(
        units(understood.service, {})
    )
    if not names_offices(named) or is_service:
        return typed
    return Offices(meant, named, office, units(office, phrases), place is not None)
