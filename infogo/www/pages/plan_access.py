"""What a plan tells somebody in a wheelchair: where she gets in, and where she could go instead.

A counter of which nothing is known is warned of as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.display.whereabouts import point_name
from infogo.errands.leg import Leg, errands_of
from infogo.errands.wheelchair import Instead as Counter
from infogo.errands.wheelchair import WheelchairCounters
from infogo.geo.distance import distance_text
from infogo.planning.trip import Stop
from infogo.points.access import WHEELCHAIR, has
from infogo.points.models import ServicePoint
from infogo.www.pages.plan_cautions import caution_text


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
    """What is told of every stop in all rounds; one query, once somebody asks."""

    def __init__(self, legs: Sequence[Leg], titles: Mapping[int, str]) -> None:
        self._counters, self._titles = WheelchairCounters(legs), titles

    def at(self, round_of: Leg, stop: Stop, point: ServicePoint) -> StopAccess | None:
        """Return what is told at a stop; nothing where a wheelchair gets in."""
        there = has(point.accessibility, WHEELCHAIR)
        if there:
            return None
        warning = (
            _("ยังไม่มีข้อมูลว่ารถเข็นเข้าที่นี่ได้หรือไม่ โทรถามก่อนไป") if there is None else _("รถเข็นเข้าที่นี่ไม่ได้")
        )
        chosen, left = self._counters.nearest(round_of, stop)
        instead = [self._instead(round_of, stop, counter) for counter in chosen]
        return StopAccess(warning, instead, self._none_for(round_of, stop, left))

    def _instead(self, round_of: Leg, stop: Stop, counter: Counter) -> Instead:
        name, lang = point_name(counter.point)
        done = counter.errands
        return Instead(
            name=name,
            lang=lang,
            href=reverse("www:place", args=[counter.point.pk]),
            distance=distance_text(counter.distance_km, current_language()),
            errands="" if done == stop.errands else self._named(round_of, done),
            ask=[caution_text(caution) for caution in counter.cautions],
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
