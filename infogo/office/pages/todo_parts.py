"""What waits for an officer, read: each function returns one kind of work and at most two queries.

An officer of a few agencies has everything counted as it is now, up to ``MOST``. For one who
looks after a large part of the country the worker has counted (``insights.tallies``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.articles.rights import writable_articles
from infogo.delays.models import DelayTask, Stage
from infogo.delays.selectors import cases_of
from infogo.editing.may import person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.selectors import open_drafts, open_tasks
from infogo.insights.tallies import Totals, a_year_ago, most_missing, totals_of
from infogo.links.selectors import broken_uses
from infogo.manuals.models import Manual
from infogo.manuals.selectors import unchecked_manuals
from infogo.office.pages.todo_targets import Work
from infogo.pins.models import Pin
from infogo.pins.selectors import manuals_without_point, points_without_manual, unconfirmed_pins
from infogo.points.models import ServicePoint
from infogo.points.selectors import uncertain_points
from infogo.ratings.models import Rating
from infogo.ratings.officer_selectors import LOW
from infogo.ratings.selectors import ratings_for, unanswered, waiting
from infogo.search.curation.unfound import unfound_since
from infogo.volumes.asked import asked_of
from infogo.volumes.months import month_before

MOST = 1000
"""Records counted one by one; beyond it the page says "more than"."""
MOST_LIVE = {"manuals": 3000, "points": 2000, "pins": 5000}
"""What an officer may see and still have counted while she waits."""
MOST_CANDIDATES = 2000


@dataclass(frozen=True)
class Row:
    """One record with work in it; ``record_id`` is what its page is called by."""

    record_id: int
    manual_id: int | None = None
    procedure_id: int | None = None
    point_id: int | None = None


@dataclass(frozen=True)
class Found:
    """One kind of work: its records or, where the worker counted, the agencies with the most.

    ``named`` are names that need no further query. ``asked`` is in how many hours searches failed,
    ``read`` are procedures besides those of the records. ``has_simulated`` says that some records
    were invented for a demonstration.
    """

    work: Work
    count: int
    rows: Sequence[Row] = ()
    named: Sequence[str] = ()
    is_more: bool = False
    counted_at: datetime | None = None
    asked: int = 0
    read: frozenset[int] = frozenset()
    has_simulated: bool = False

    @property
    def procedures(self) -> frozenset[int]:
        """The procedures whose readers it concerns, as far as they are known one by one."""
        return self.read | {row.procedure_id for row in self.rows if row.procedure_id}


@dataclass
class Scope:
    """What an officer looks after, and whether that is too much to be counted while she waits."""

    rights: Rights
    now: datetime = field(default_factory=timezone.now)
    _held: dict[tuple[str, Act], Any] = field(default_factory=dict)

    @property
    def seen(self) -> Totals:
        """All that she may see, as last counted."""
        return self.totals(Act.VIEW)

    def manuals(self, act: Act) -> QuerySet[Manual]:
        """Return the manuals with which she may do this."""
        found: QuerySet[Manual] = self._once("manuals", act, self.rights.manuals)
        return found

    def points(self, act: Act) -> QuerySet[ServicePoint]:
        """Return the points with which she may do this."""
        found: QuerySet[ServicePoint] = self._once("points", act, self.rights.points)
        return found

    def agencies(self, act: Act) -> QuerySet[Agency] | None:
        """Return the agencies over which she has an act; None: all, which is found faster."""
        if self.rights.everywhere(act):
            return None
        found: QuerySet[Agency] = self._once("agencies", act, self.rights.agencies)
        return found

    def totals(self, act: Act) -> Totals:
        """Return what the worker counted of the agencies over which she has an act."""
        if self.rights.everywhere(act):
            act = Act.VIEW  # it reaches no farther, so that one count serves all
        found: Totals = self._once("totals", act, lambda act: totals_of(self.agencies(act)))
        return found

    def _once(self, what: str, act: Act, make: Callable[[Act], Any]) -> Any:
        """Make a thing once: building the questions costs more than most answers."""
        if (what, act) not in self._held:
            self._held[what, act] = make(act)
        return self._held[what, act]

    def is_wide(self, what: str) -> bool:
        """Whether counts of the worker are used for her manuals, points or pins."""
        return bool(getattr(self.seen.tally, what) > MOST_LIVE[what])

    def of_manuals(self, rows: QuerySet[Any], act: Act) -> list[Any]:
        """Return the rows that belong to her manuals; ``rows`` are about manuals of anybody.

        Of a large part of the country she has most rows, so that the rows are found first.
        """
        manuals = self.manuals(act)
        if not self.is_wide("manuals"):
            return list(rows.filter(manual__in=manuals.order_by().values("pk"))[: MOST + 1])
        found = list(rows[:MOST_CANDIDATES])
        hers = set(
            manuals.filter(pk__in={row.manual_id for row in found}).values_list("pk", flat=True)
        )
        return [row for row in found if row.manual_id in hers]


Part = Callable[[Scope], Found]


def returned(scope: Scope) -> Found:
    """Drafts that came back to be changed."""
    drafts = open_drafts(None, (DraftState.RETURNED,))
    return _of_drafts(Work.RETURNED, scope.of_manuals(_plain(drafts), Act.EDIT_MANUAL))


def to_approve(scope: Scope) -> Found:
    """Drafts that wait for her agency, none of them written by her."""
    return _deciding(scope, Work.APPROVE, DraftState.SUBMITTED, Act.APPROVE_MANUAL)


def to_review(scope: Scope) -> Found:
    """Drafts that wait for the central agency."""
    return _deciding(scope, Work.REVIEW, DraftState.IN_REVIEW, Act.REVIEW)


def standards_changed(scope: Scope) -> Found:
    """Manuals under whose own text the standard changed."""
    tasks = open_tasks(None).select_related("manual")
    found = scope.of_manuals(tasks, Act.EDIT_MANUAL)
    rows = [Row(task.manual_id, task.manual_id, task.manual.procedure_id) for task in found]
    return _found(Work.STANDARD, rows)


def month_left(scope: Scope) -> Found:
    """Agencies whose transactions of the month that ended wait for her."""
    left = asked_of(scope.rights, month_before(scope.rights.on))
    names = list(left.values_list("agency__name_th", flat=True)[: MOST + 1])
    return Found(Work.MONTH, min(len(names), MOST), named=names[:3], is_more=len(names) > MOST)


def held_ratings(scope: Scope) -> Found:
    """Ratings that wait for a decision whether citizens see them."""
    return _of_ratings(Work.HELD, waiting(ratings_for(scope.rights)))


def low_ratings(scope: Scope) -> Found:
    """Low ratings with a comment that nobody answered for everybody."""
    return _of_ratings(Work.LOW, unanswered(ratings_for(scope.rights)).filter(overall__lte=LOW))


def broken_links(scope: Scope) -> Found:
    """Addresses that do not open, in records that she may change."""
    rights = scope.rights
    uses = broken_uses(
        manuals=scope.manuals(Act.EDIT_MANUAL),
        points=scope.points(Act.EDIT_POINT),
        agencies=rights.agencies(Act.EDIT_AGENCY),
        articles=writable_articles(rights),
    )
    rows = list(
        uses.order_by("link__first_failed_at", "pk").values_list(
            "link_id", "link__host", "manual__procedure_id"
        )[:MOST]
    )
    return Found(
        Work.BROKEN,
        len({link_id for link_id, _host, _procedure in rows}),
        named=list(dict.fromkeys(host for _link, host, _procedure in rows))[:3],
        is_more=len(rows) == MOST,
        read=frozenset(procedure for _link, _host, procedure in rows if procedure),
    )


def failed_searches(scope: Scope) -> Found:
    """Words that citizens did not find and that are like a manual whose words she may change."""
    rows = unfound_since(scope.rights.on)
    near = {like.procedure_id for row in rows for like in row.alike}
    standards = scope.manuals(Act.EDIT_MANUAL).filter(standard=None)
    hers = set(standards.filter(procedure__in=near).values_list("procedure_id", flat=True))
    found = [row for row in rows if any(like.procedure_id in hers for like in row.alike)]
    return Found(
        Work.FAILED,
        len(found),
        named=[f"“{row.text}”" for row in found[:3]],
        asked=sum(row.hours for row in found),
    )


def missed_notices(scope: Scope) -> Found:
    """Requests of which a turn of notices passed without one."""
    return _delays(scope, Work.DELAY_MISSED, Stage.NOTICE_MISSED)


def due_notices(scope: Scope) -> Found:
    """Requests of which a notice is to be sent in this turn."""
    return _delays(scope, Work.DELAY_NOTICE, Stage.NOTICE_DUE)


def due_soon(scope: Scope) -> Found:
    """Requests whose time is nearly over."""
    return _delays(scope, Work.DELAY_SOON, Stage.DUE_SOON)


def _delays(scope: Scope, work: Work, stage: Stage) -> Found:
    hers = cases_of(scope.rights, Act.REPORT).order_by().values("pk")
    tasks = DelayTask.objects.filter(stage=stage, closed_at=None, case__in=hers)
    found = dict.fromkeys(
        tasks.order_by("for_on", "pk").values_list(
            "case_id", "case__manual_id", "case__manual__procedure_id"
        )[: MOST + 1]
    )
    return _found(work, [Row(*row) for row in found])


def unchecked(scope: Scope) -> Found:
    """Manuals with a text of their own and no edition within twelve months."""
    if scope.is_wide("manuals"):
        return _counted(scope, Work.UNCHECKED, "manuals_unchecked", Act.EDIT_MANUAL)
    manuals = scope.manuals(Act.EDIT_MANUAL)
    return _of_manuals(Work.UNCHECKED, unchecked_manuals(manuals, a_year_ago(scope.now)))


def without_point(scope: Scope) -> Found:
    """Manuals that can be done at no point."""
    if scope.is_wide("manuals"):
        return _counted(scope, Work.NO_POINT, "manuals_without_point", Act.EDIT_MANUAL)
    return _of_manuals(Work.NO_POINT, manuals_without_point(scope.manuals(Act.EDIT_MANUAL)))


def without_manual(scope: Scope) -> Found:
    """Points at which nothing can be done yet."""
    if scope.is_wide("points"):
        return _counted(scope, Work.NO_MANUAL, "points_without_manual", Act.EDIT_POINT)
    return _of_points(Work.NO_MANUAL, points_without_manual(scope.points(Act.EDIT_POINT)))


def uncertain(scope: Scope) -> Found:
    """Points whose hours nobody confirmed or that have no coordinates."""
    if scope.is_wide("points"):
        return _counted(scope, Work.UNCERTAIN, "points_uncertain", Act.EDIT_POINT)
    return _of_points(Work.UNCERTAIN, uncertain_points(scope.points(Act.EDIT_POINT)))


def unconfirmed(scope: Scope) -> Found:
    """Pins that nobody confirmed within twelve months."""
    if scope.is_wide("pins"):
        return _counted(scope, Work.UNCONFIRMED, "pins_unconfirmed", Act.EDIT_POINT)
    points = scope.points(Act.EDIT_POINT).order_by().values("pk")
    pins = unconfirmed_pins(Pin.objects.filter(point__in=points), scope.rights.on)
    found = pins.order_by().values_list("point_id", "procedure_id", "manual_id")[: MOST + 1]
    rows = [
        Row(point_id, manual_id, procedure_id, point_id)
        for point_id, procedure_id, manual_id in found
    ]
    return _found(Work.UNCONFIRMED, rows)


PARTS: tuple[tuple[Act, Part], ...] = (
    (Act.EDIT_MANUAL, returned),
    (Act.APPROVE_MANUAL, to_approve),
    (Act.REVIEW, to_review),
    (Act.REPORT, missed_notices),
    (Act.REPORT, due_notices),
    (Act.REPORT, due_soon),
    (Act.EDIT_MANUAL, standards_changed),
    (Act.REPORT, month_left),
    (Act.HANDLE_FEEDBACK, held_ratings),
    (Act.HANDLE_FEEDBACK, low_ratings),
    (Act.EDIT_MANUAL, failed_searches),
    (Act.EDIT_MANUAL, unchecked),
    (Act.EDIT_MANUAL, without_point),
    (Act.EDIT_POINT, without_manual),
    (Act.EDIT_POINT, uncertain),
    (Act.EDIT_POINT, unconfirmed),
)
"""What is asked of whom; links are asked of whoever may change any record."""
EDITING_ACTS = (Act.EDIT_MANUAL, Act.EDIT_POINT, Act.EDIT_AGENCY)


def all_found(scope: Scope) -> list[Found]:
    """Return every kind of work in which there is something to do for her."""
    can = scope.rights.can
    found = [part(scope) for act, part in PARTS if can(act)]
    if any(can(act) for act in EDITING_ACTS):
        found.append(broken_links(scope))
    return [one for one in found if one.count]


def _deciding(scope: Scope, work: Work, state: DraftState, act: Act) -> Found:
    drafts = _plain(open_drafts(None, (state,)))
    me = person_of(scope.rights.officer).id
    found = [draft for draft in scope.of_manuals(drafts, act) if me not in draft.authors]
    return _of_drafts(work, found)


def _plain(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    return drafts.select_related(None).select_related("manual")


def _of_drafts(work: Work, drafts: Iterable[Draft]) -> Found:
    rows = [Row(draft.pk, draft.manual_id, draft.manual.procedure_id) for draft in drafts]
    return _found(work, rows)


def _of_manuals(work: Work, manuals: QuerySet[Manual]) -> Found:
    found = manuals.order_by().values_list("pk", "procedure_id")[: MOST + 1]
    return _found(work, [Row(pk, pk, procedure_id) for pk, procedure_id in found])


def _of_points(work: Work, points: QuerySet[Any]) -> Found:
    found = points.order_by().values_list("pk", flat=True)[: MOST + 1]
    return _found(work, [Row(pk, point_id=pk) for pk in found])


def _of_ratings(work: Work, ratings: QuerySet[Rating]) -> Found:
    columns = ("pk", "manual_id", "procedure_id", "is_simulated")
    found = list(ratings.order_by().values_list(*columns)[: MOST + 1])
    rows = [Row(*ids) for *ids, _is_simulated in found]
    return replace(_found(work, rows), has_simulated=any(row[-1] for row in found))


def _found(work: Work, rows: Collection[Row]) -> Found:
    return Found(work, min(len(rows), MOST), list(rows)[:MOST], is_more=len(rows) > MOST)


def _counted(scope: Scope, work: Work, number: str, act: Act) -> Found:
    totals = scope.totals(act)
    count = getattr(totals.tally, number)
    most = most_missing(scope.agencies(act), number) if count else []
    # Of one agency alone the name says nothing that the count does not say.
    named = [f"{name} ({missing:,})" for name, missing in most] if len(most) > 1 else []
    return Found(work, count, named=named, counted_at=totals.counted_at)
