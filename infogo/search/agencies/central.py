"""Central agencies: what they are called, what they stand under and what they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from infogo.agencies.models import Agency, AgencyStatus
from infogo.search.words.agency_kinds import GROUP, STRANGERS
from infogo.search.words.lexicon import agency_aliases, agency_duties
from infogo.thai.normalise import normalise


@dataclass(frozen=True)
class CentralAgency:
    """One of them; texts are normalised."""

    id: int
    key: str
    kind: str
    name: str
    above: tuple[int, ...]
    """The agencies that it stands under, the nearest first."""
    called: tuple[str, ...]
    """Its names and nicknames."""
    does: tuple[str, ...]
    """What it does and what is asked of it."""


def read_central_agencies() -> list[CentralAgency]:
    """Read the agencies and what they do in one query."""
    rows = list(_agencies())
    parents = {pk: parent for pk, _key, _kind, parent, *_names in rows}
    aliases, known = agency_aliases(), agency_duties()
    found = []
    for pk, key, kind, _parent, *names, description in rows:
        if kind == GROUP and key not in known:
            continue
        called, does = (*names, *aliases.get(key, ())), (*known.get(key, ()), description)
        found.append(
            CentralAgency(
                id=pk,
                key=key,
                kind=kind,
                name=names[0],
                above=_above(pk, parents),
                called=tuple(normalise(name) for name in called if name),
                does=tuple(normalise(text) for text in does if text),
            )
        )
    return found


def _agencies() -> Iterator[tuple[int, str, str, int | None, str, str, str, str]]:
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind__in=STRANGERS)
    yield from active.order_by("pk").values_list(
        "pk", "key", "kind", "parent_id", "name_th", "name_en", "abbreviation", "description_th"
    )


def _above(agency: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    found: list[int] = []
    at = parents.get(agency)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return tuple(found)
