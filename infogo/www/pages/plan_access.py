"""Where somebody in a wheelchair gets in on the trip of a plan, and where she could go instead.

Only what agencies said counts: a counter of which nothing is known is warned of as such, never
offered, and never told to be closed to her.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.display.whereabouts import point_name
from infogo.errands.leg import Leg, errands_of
from infogo.geo.distance import distance_text
from infogo.planning.competence import Caution
from infogo.planning.trip import STEPS_OF_KM, Candidate, Stop, leg
from infogo.points.access import WHEELCHAIR, has, with_access
from infogo.points.models import ServicePoint
from infogo.www.pages.plan_cautions import caution_text

_AREA = frozenset({Caution.AREA, Caution.RESIDENTS})
"""What may make a counter one of another area than hers."""


@dataclass(frozen=True)
class Instead:
    """A counter that lets her in; ``errands`` names what can be done there, if not all of it.

    ``ask`` is what to ask there before going.
    """

    name: str
    lang: str | None
    href: str
    distance: str
    errands: str
    ask: Sequence[str]

    @property
    def text(self) -> str:
        """The counter in one line, without a link."""
        far = _("%(name)s ห่างออกไป %(distance)s") % {"name": self.name, "distance": self.distance}
        what = f"{far}: {self.errands}" if self.errands else far
        return f"{what} ({', '.join(self.ask)})" if self.ask else what


@dataclass(frozen=True)
class StopAccess:
    """What is told at a stop: a warning, the nearest counters instead, and if there are none."""

    warning: str
    instead: Sequence[Instead]
    none_for: str

    @property
    def lines(self) -> list[str]:
        """All of it as lines, for papers and messages."""
        told = [self.warning]
        if self.instead:
            offered = ", ".join(one.text for one in self.instead)
            told.append(_("ที่ใกล้ที่สุดซึ่งรถเข็นเข้าได้: %(places)s") % {"places": offered})
        return [*told, self.none_for] if self.none_for else told


class WheelchairWays:
    """The counters of all rounds that let a wheelchair in; one query, once somebody asks."""

    def __init__(self, legs: Sequence[Leg], titles: Mapping[int, str]) -> None:
        self._legs, self._titles = legs, titles

    @cached_property
    def _open(self) -> Mapping[int, ServicePoint]:
        ids = {place.point_id for leg in self._legs for place in leg.field.candidates}
        return with_access(ServicePoint.objects.all(), [WHEELCHAIR]).in_bulk(list(ids))

    def at(self, round_of: Leg, stop: Stop, point: ServicePoint) -> StopAccess | None:
        """Return what is told at a stop; nothing where a wheelchair gets in."""
        there = has(point.accessibility, WHEELCHAIR)
        if there:
            return None
        warning = (
            _("ยังไม่มีข้อมูลว่ารถเข็นเข้าที่นี่ได้หรือไม่ โทรถามก่อนไป") if there is None else _("รถเข็นเข้าที่นี่ไม่ได้")
        )
        chosen, left = self._nearest(round_of, stop)
        instead = [self._instead(round_of, stop, place, done) for place, done in chosen]
        return StopAccess(warning, instead, self._none_for(round_of, stop, left))

    def _nearest(self, round_of: Leg, stop: Stop) -> tuple[list[tuple[Candidate, int]], int]:
        """Return the fewest counters that do what is done at a stop, and what none of them does.

        Those that do the most come first, of these those that surely serve her area, and of these
        the nearest to the stop.
        """
        here, served = stop.candidate, round_of.field.served

        def rank(one: Candidate) -> tuple[int, int, int, int]:
            done = errands_of(one.errands & left, round_of.errands)
            doubts = sum(bool(_AREA & {*served[one.point_id, key].cautions}) for key in done)
            return -len(done), doubts, _far(here, one), one.point_id

        able = [one for one in round_of.field.candidates if one.point_id in self._open]
        chosen: list[tuple[Candidate, int]] = []
        left = stop.errands
        while fitting := [one for one in able if one.errands & left]:
            best = min(fitting, key=rank)
            chosen.append((best, best.errands & left))
            left &= ~best.errands
        return chosen, left

    def _instead(self, round_of: Leg, stop: Stop, place: Candidate, done: int) -> Instead:
        name, lang = point_name(self._open[place.point_id])
        keys = errands_of(done, round_of.errands)
        cautions = {
            one for key in keys for one in round_of.field.served[place.point_id, key].cautions
        }
        return Instead(
            name=name,
            lang=lang,
            href=reverse("www:place", args=[place.point_id]),
            distance=distance_text(_far(stop.candidate, place) / STEPS_OF_KM, current_language()),
            errands="" if done == stop.errands else self._named(round_of, done),
            ask=[caution_text(caution) for caution in Caution if caution in cautions],
        )

    def _none_for(self, round_of: Leg, stop: Stop, left: int) -> str:
        if not left:
            return ""
        if left == stop.errands:
            return _("ยังไม่พบแห่งอื่นในพื้นที่นี้ที่ทราบว่ารถเข็นเข้าได้")
        named = self._named(round_of, left)
        return _("ยังไม่พบแห่งที่ทราบว่ารถเข็นเข้าได้สำหรับ %(errands)s") % {"errands": named}

    def _named(self, round_of: Leg, bits: int) -> str:
        return ", ".join(self._titles[key] for key in errands_of(bits, round_of.errands))


def _far(one: Candidate, other: Candidate) -> int:
    return leg((one.x, one.y), (other.x, other.y))
