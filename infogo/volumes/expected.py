"""Which rows a month's report asks for, and whose they are.

A report of an agency has one row for each manual that is served at one of its points, whoever's
manual that is: the counter reports. Manuals of its own that can be filed online have one more row.
An officer who reports for the whole agency fills in all of them; one whose right is narrowed to
some points or manuals those alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.selectors import VISITABLE
from infogo.volumes.models import Channel, VolumeRow

ONLINE_POINT = 0
"""What stands for the point in the key of a row that has none."""
LONGEST_KEY = 40
ONLINE_PLACE = "ออนไลน์"


@dataclass(frozen=True, order=True)
class Key:
    """A row within a report: a manual at a point, or online."""

    manual_id: int
    point_id: int | None

    @property
    def channel(self) -> Channel:
        """Return where its requests come in."""
        return Channel.COUNTER if self.point_id else Channel.ONLINE

    def __str__(self) -> str:
        return f"{self.manual_id}-{self.point_id or ONLINE_POINT}"


@dataclass(frozen=True)
class Line:
    """A row that is asked for, with its names; ``pin_id`` is 0 online."""

    key: Key
    title: str
    place: str
    pin_id: int = 0


def key_of(text: str) -> Key | None:
    """Read the text of a key; ``None`` when it is none."""
    manual, _, point = text[:LONGEST_KEY].partition("-")
    parts = (manual, point)
    if not all(p.isascii() and p.isdecimal() and len(p) <= 15 for p in parts) or not int(manual):
        return None
    return Key(int(manual), int(point) or None)


def row_key(row: VolumeRow) -> Key:
    """Return the key of a stored row."""
    return Key(row.manual_id, row.point_id)


@dataclass(frozen=True)
class Reach:
    """One agency's report as an officer may see it, or change it, by one act."""

    rights: Rights
    agency: Agency
    act: Act
    is_whole: bool

    def pins(self) -> QuerySet[Pin]:
        """Return the pins whose rows are hers."""
        pins = expected_pins([self.agency.pk])
        return pins if self.is_whole else pins.filter(self._hers())

    def online(self) -> QuerySet[Manual]:
        """Return the manuals whose online rows are hers."""
        manuals = online_manuals([self.agency.pk])
        if self.is_whole:
            return manuals
        return manuals.filter(pk__in=self.rights.manuals(self.act).order_by().values("pk"))

    def rows(self, rows: QuerySet[VolumeRow]) -> QuerySet[VolumeRow]:
        """Keep the rows of this agency's reports that are hers."""
        return rows if self.is_whole else rows.filter(self._hers())

    def known(self, keys: Collection[Key]) -> dict[Key, Line]:
        """Return those of these keys that are asked for and hers; at most two queries."""
        points = {key.point_id for key in keys if key.point_id}
        manuals = {key.manual_id for key in keys}
        found: list[Line] = []
        if points:
            pins = self.pins().filter(point__in=points, manual__in=manuals)
            found += pin_lines(pins.select_related("procedure", "point"))
        if any(key.point_id is None for key in keys):
            found += online_lines(self.online().filter(pk__in=manuals))
        wanted = set(keys)
        return {line.key: line for line in found if line.key in wanted}

    def _hers(self) -> Q:
        points = self.rights.points(self.act).order_by().values("pk")
        manuals = self.rights.manuals(self.act).order_by().values("pk")
        return Q(point__in=points) | Q(manual__in=manuals, manual__agency=self.agency)


def reach(rights: Rights, agency: Agency, act: Act = Act.REPORT) -> Reach:
    """Return how far an act of hers goes in an agency; one query."""
    is_whole = rights.agencies(act).filter(pk=agency.pk).exists()
    return Reach(rights, agency, act, is_whole)


def works_with_volumes(rights: Rights) -> bool:
    """Whether reports are any of her business."""
    return rights.can(Act.REPORT) or rights.over_whole_agency(Act.VIEW)


def visible_agencies(rights: Rights) -> QuerySet[Agency]:
    """Return the agencies whose reports she may see: whole ones, and those she reports in part."""
    if rights.everywhere(Act.VIEW):
        return Agency.objects.all()
    return _agencies(rights, Act.VIEW)


def reported_agencies(rights: Rights) -> QuerySet[Agency]:
    """Return the agencies for which, or for part of which, she reports."""
    if rights.everywhere(Act.REPORT):
        return Agency.objects.all()
    return _agencies(rights, Act.REPORT)


def _agencies(rights: Rights, whole: Act) -> QuerySet[Agency]:
    found = Q(pk__in=rights.agencies(whole).order_by().values("pk"))
    if rights.can(Act.REPORT):
        points = rights.points(Act.REPORT).order_by().values("agency_id")
        manuals = rights.manuals(Act.REPORT).order_by().values("agency_id")
        found |= Q(pk__in=points) | Q(pk__in=manuals)
    return Agency.objects.filter(found)


def expected_pins(agency_ids: Collection[int]) -> QuerySet[Pin]:
    """Return the pins at the points of agencies for which numbers are asked."""
    return _asked_pins().filter(point__agency__in=agency_ids)


def _asked_pins() -> QuerySet[Pin]:
    return Pin.objects.filter(
        point__status__in=VISITABLE,
        manual__status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
    )


def online_manuals(agency_ids: Collection[int]) -> QuerySet[Manual]:
    """Return agencies' own manuals that can be filed online by what they say themselves."""
    return Manual.objects.filter(
        agency__in=agency_ids,
        status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
        facts__is_online=True,
    )


def pins_to_report(rights: Rights) -> QuerySet[Pin]:
    """Return the pins for which she reports, of all her agencies."""
    pins = _asked_pins()
    if rights.everywhere(Act.REPORT):
        return pins
    points = rights.points(Act.REPORT).order_by().values("pk")
    manuals = rights.manuals(Act.REPORT).order_by().values("pk")
    return pins.filter(
        Q(point__in=points) | Q(manual__in=manuals, manual__agency=F("point__agency"))
    )


def manuals_to_report(rights: Rights) -> QuerySet[Manual]:
    """Return the manuals whose online requests she reports, of all her agencies."""
    return rights.manuals(Act.REPORT).filter(
        status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
        facts__is_online=True,
    )


def count_expected(agency_id: int) -> int:
    """Return how many rows an agency's report asks for; two queries."""
    return expected_pins([agency_id]).count() + online_manuals([agency_id]).count()


def agencies_that_report() -> QuerySet[Agency]:
    """Return the agencies at whose points, or online, something is served."""
    served = Pin.objects.filter(point__agency=OuterRef("pk"), point__status__in=VISITABLE)
    online = Manual.objects.filter(facts__is_online=True, status=ManualStatus.PUBLISHED)
    return Agency.objects.filter(
        Q(Exists(served)) | Q(pk__in=online.order_by().values("agency_id"))
    )


def unfilled(pins: QuerySet[Pin], report_ids: Sequence[int], names: Iterable[str]) -> QuerySet[Pin]:
    """Keep the pins without a row in these reports in which all these columns are told."""
    told: dict[str, Any] = {f"{name}__isnull": False for name in names}
    rows = VolumeRow.objects.filter(
        report__in=report_ids, manual=OuterRef("manual"), point=OuterRef("point"), **told
    )
    return pins.filter(~Exists(rows))


def pin_lines(pins: Iterable[Pin]) -> list[Line]:
    """Return pins, selected with procedure and point, as lines."""
    return [
        Line(Key(pin.manual_id, pin.point_id), pin.procedure.name_th, pin.point.name_th, pin.pk)
        for pin in pins
    ]


def online_lines(manuals: QuerySet[Manual]) -> list[Line]:
    """Return manuals as online lines; one query."""
    return [
        Line(Key(manual.pk, None), manual.procedure.name_th, ONLINE_PLACE)
        for manual in manuals.select_related("procedure").order_by("pk")
    ]


def visible_reach(rights: Rights, agency: Agency) -> Reach:
    """Return the rows of an agency that she may see: all of them, or those she reports."""
    seen = reach(rights, agency, Act.VIEW)
    return seen if seen.is_whole else reach(rights, agency, Act.REPORT)
