"""What a change of pins would come to, told before it is made and made by the same judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.upsert import batches
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.perms import Pairing, changeable_pins, may_pin, published_manuals
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE

CHUNK = 400
"""Ids in one condition; two such lists stay below what SQLite takes in one statement."""


class Pair(NamedTuple):
    """A manual and a point, by their ids."""

    manual_id: int
    point_id: int


class Obstacle(StrEnum):
    """Why a pin that she might add cannot be: nothing to do with her rights."""

    MANUAL_ENDED = "คู่มือยังไม่เผยแพร่หรือยกเลิกแล้ว"
    POINT_CLOSED = "จุดให้บริการปิดถาวรหรือย้ายแล้ว"
    TAKEN = "จุดนี้ใช้คู่มือฉบับอื่นของเรื่องเดียวกันอยู่ นำฉบับนั้นออกก่อน"


@dataclass(frozen=True)
class Plan:
    """What will be added and removed, what cannot, and what is not hers to decide.

    What is there already, or gone already, is in none of them.
    """

    add: tuple[Pair, ...] = ()
    remove: tuple[tuple[Pair, int], ...] = ()
    """Pairs with the ids of their pins."""
    skipped: tuple[tuple[Pair, Obstacle], ...] = ()
    refused: tuple[Pair, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.add and not self.remove


class _ManualRow(NamedTuple):
    pk: int
    agency_id: int
    procedure_id: int
    standard_id: int | None
    status: str
    procedure_status: str

    @property
    def is_in_use(self) -> bool:
        return (
            self.status == ManualStatus.PUBLISHED
            and self.procedure_status == ProcedureStatus.ACTIVE
        )


class _PointRow(NamedTuple):
    pk: int
    agency_id: int
    status: str


@dataclass
class _Known:
    """Everything the rule asks, read at once for all pairs."""

    manuals: dict[int, _ManualRow] = field(default_factory=dict)
    points: dict[int, _PointRow] = field(default_factory=dict)
    edited_manuals: set[int] = field(default_factory=set)
    edited_points: set[int] = field(default_factory=set)
    own_manuals: set[tuple[int, int]] = field(default_factory=set)
    """Procedure and agency of published manuals."""
    pins: dict[tuple[int, int], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """By procedure and point: pins by their manual."""


def plan_change(rights: Rights, add: Iterable[Pair], remove: Iterable[Pair]) -> Plan:
    """Say what adding and removing these pairs comes to now; changes nothing.

    A pair that is in both is added: it stays. The number of queries grows with the number of
    records only by the size of what one condition can hold.
    """
    wanted = sorted(set(add))
    unwanted = sorted(set(remove) - set(wanted))
    known = _read(rights, {*wanted, *unwanted})
    refused: list[Pair] = []
    removed = _to_remove(rights, known, unwanted, refused)
    gone = {pin for _pair, pin in removed}
    added: list[Pair] = []
    skipped: list[tuple[Pair, Obstacle]] = []
    for pair in wanted:
        manual, point = known.manuals.get(pair.manual_id), known.points.get(pair.point_id)
        if manual is None or point is None:
            refused.append(pair)
            continue
        here = known.pins[manual.procedure_id, point.pk]
        if manual.pk in here:
            continue
        if not may_pin(_pairing(known, manual, point)):
            refused.append(pair)
        elif obstacle := _obstacle(manual, point, set(here.values()) - gone):
            skipped.append((pair, obstacle))
        else:
            added.append(pair)
            here[manual.pk] = 0  # a second manual of this procedure finds the place taken
    return Plan(tuple(added), tuple(removed), tuple(skipped), tuple(refused))


def procedures_of(pairs: Iterable[Pair]) -> set[int]:
    """Return the procedures of the manuals in these pairs."""
    found: set[int] = set()
    for chunk in batches(sorted({pair.manual_id for pair in pairs}), CHUNK):
        found |= set(Manual.objects.filter(pk__in=chunk).values_list("procedure_id", flat=True))
    return found


def _to_remove(
    rights: Rights, known: _Known, unwanted: list[Pair], refused: list[Pair]
) -> list[tuple[Pair, int]]:
    """Return the pins that she may take away; those she may not go to ``refused``."""
    there: list[tuple[Pair, int]] = []
    for pair in unwanted:
        manual = known.manuals.get(pair.manual_id)
        pin = known.pins[manual.procedure_id, pair.point_id].get(manual.pk) if manual else None
        if pin is not None:
            there.append((pair, pin))
    hers: set[int] = set()
    for chunk in batches([pin for _pair, pin in there], CHUNK):
        hers |= set(changeable_pins(rights).filter(pk__in=chunk).values_list("pk", flat=True))
    refused += [pair for pair, pin in there if pin not in hers]
    return [(pair, pin) for pair, pin in there if pin in hers]


def _pairing(known: _Known, manual: _ManualRow, point: _PointRow) -> Pairing:
    return Pairing(
        edits_point=point.pk in known.edited_points,
        edits_manual=manual.pk in known.edited_manuals,
        is_same_agency=manual.agency_id == point.agency_id,
        is_standard=manual.standard_id is None,
        has_own_manual=(manual.procedure_id, point.agency_id) in known.own_manuals,
    )


def _obstacle(manual: _ManualRow, point: _PointRow, standing: set[int]) -> Obstacle | None:
    if not manual.is_in_use:
        return Obstacle.MANUAL_ENDED
    if point.status not in VISITABLE:
        return Obstacle.POINT_CLOSED
    return Obstacle.TAKEN if standing else None


def _read(rights: Rights, pairs: set[Pair]) -> _Known:
    known = _Known()
    for chunk in batches(sorted({pair.manual_id for pair in pairs}), CHUNK):
        rows = Manual.objects.filter(pk__in=chunk).values_list(
            "pk", "agency_id", "procedure_id", "standard_id", "status", "procedure__status"
        )
        known.manuals |= {row[0]: _ManualRow(*row) for row in rows}
        edited = rights.manuals(Act.EDIT_MANUAL).filter(pk__in=chunk)
        known.edited_manuals |= set(edited.values_list("pk", flat=True))
    for chunk in batches(sorted({pair.point_id for pair in pairs}), CHUNK):
        places = ServicePoint.objects.filter(pk__in=chunk)
        rows_of_points = places.values_list("pk", "agency_id", "status")
        known.points |= {row[0]: _PointRow(*row) for row in rows_of_points}
        here = rights.points(Act.EDIT_POINT).filter(pk__in=chunk)
        known.edited_points |= set(here.values_list("pk", flat=True))
    procedures = sorted({row.procedure_id for row in known.manuals.values()})
    agencies = sorted({row.agency_id for row in known.points.values()})
    for some in batches(procedures, CHUNK):
        for chunk in batches(agencies, CHUNK):
            own = published_manuals().filter(procedure_id__in=some, agency_id__in=chunk)
            known.own_manuals |= set(own.values_list("procedure_id", "agency_id"))
        for chunk in batches(sorted(known.points), CHUNK):
            pins = Pin.objects.filter(procedure_id__in=some, point_id__in=chunk).values_list(
                "procedure_id", "point_id", "manual_id", "pk"
            )
            for procedure_id, point_id, manual_id, pin_id in pins:
                known.pins[procedure_id, point_id][manual_id] = pin_id
    return known
