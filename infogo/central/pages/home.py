"""The first page of a central officer: how the country stands, and what waits for her."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.central.pages.coverage import ROOMS, address_of, headline_of
from infogo.central.pages.delays import DELAY_ROOM
from infogo.central.pages.rooms import Room, glance_at
from infogo.central.pages.satisfaction import SCORE_ROOM
from infogo.central.pages.table import Headline, ShownFact, shown_fact
from infogo.central.pages.transactions import VOLUME_ROOM
from infogo.central.pages.waiting import Waiting, waiting_for
from infogo.core.dates import long_moment
from infogo.core.simulation import SIMULATED_TH
from infogo.oversight.chosen import Chosen, choose
from infogo.oversight.coverage import state_at
from infogo.oversight.tree import Tree, tree


@dataclass(frozen=True)
class Area:
    """Headline figures of one subject with the page that says more.

    ``counted_at`` is when its rollup was counted; an empty one that it never was.
    """

    title: str
    href: str
    facts: Sequence[ShownFact]
    definitions: Sequence[tuple[str, str]]
    counted_at: datetime | None = None
    has_simulated: bool = False

    @property
    def counted(self) -> str:
        """Return when it was counted, in words."""
        return long_moment(self.counted_at) if self.counted_at else "ยังไม่เคยนับ"


@dataclass(frozen=True)
class HomePage:
    """All that ``central/home.html`` shows."""

    officer: str
    period: str
    waiting: Sequence[Waiting]
    areas: Sequence[Area]
    simulated: str


def coverage_area(chosen: Chosen, today: date, known: Tree) -> Area:
    """Return how many agencies, points and manuals there are, and what lacks most."""
    state = state_at(chosen.slice, today)
    codes = (
        "agencies",
        "agencies_without_manual",
        "points",
        "points_exact",
        "manuals",
        "manuals_without_point",
        "manuals_ask_copies",
        "manuals_online",
    )
    headline = headline_of(codes, chosen.slice, state, known)
    return area_of("ความครอบคลุม", address_of(ROOMS[0]), headline, state.counted_at)


def area_of(
    title: str,
    href: str,
    headline: Sequence[Headline],
    counted_at: datetime | None,
    *,
    has_simulated: bool = False,
) -> Area:
    """Return an area of headline figures."""
    return Area(
        title=title,
        href=href,
        facts=[shown_fact(each) for each in headline],
        definitions=[(each.figure.name, each.figure.definition) for each in headline],
        counted_at=counted_at,
        has_simulated=has_simulated,
    )


def _glance_area(title: str, room: Room) -> Callable[[Chosen, date, Tree], Area]:
    """Return what makes the area of a room of ratings, transactions or delays."""

    def area(chosen: Chosen, today: date, known: Tree) -> Area:
        seen = glance_at(room, chosen, known, today)
        return area_of(
            title,
            reverse(room.address),
            seen.headline,
            seen.counted_at,
            has_simulated=seen.has_simulated,
        )

    return area


AREAS: Sequence[Callable[[Chosen, date, Tree], Area]] = (
    coverage_area,
    _glance_area("ความพึงพอใจ", SCORE_ROOM),
    _glance_area("ธุรกรรม", VOLUME_ROOM),
    _glance_area("เรื่องล่าช้า", DELAY_ROOM),
)
"""In the order of the page."""


def home_page(rights: Rights) -> HomePage:
    """Return the page; a constant number of queries."""
    chosen, known = choose({}, rights.on), tree()
    areas = [area(chosen, rights.on, known) for area in AREAS]
    return HomePage(
        officer=rights.officer.name_th,
        period=chosen.period,
        waiting=waiting_for(rights),
        areas=areas,
        simulated=SIMULATED_TH if any(area.has_simulated for area in areas) else "",
    )
