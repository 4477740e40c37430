"""The raw rows behind numbers: those that a slice's cells were counted from, as they are now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from infogo.agencies.models import AgencyPath
from infogo.core.dates import end_of_day
from infogo.delays.models import DelayCase, DelayNotice, Receipt
from infogo.delays.refusals import is_no_time
from infogo.manuals.models import Procedure
from infogo.oversight.delayed import BECAUSE
from infogo.oversight.events.grain import last_day
from infogo.oversight.events.reading import stock_month
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree
from infogo.ratings.models import Rating, RatingState
from infogo.ratings.selectors import unanswered
from infogo.volumes.models import OPEN_STATES, Channel, MonthlyReport, VolumeRow
from infogo.volumes.selectors import TOLD_STATES


@dataclass(frozen=True)
class Wanted:
    """Which raw rows: ``only_own`` of the agency alone, ``nowhere`` those of no known place."""

    part: Slice
    known: Tree
    today: date
    only_own: bool = False
    nowhere: bool = False

    def inside(self, agency: str, procedure: str, place: str) -> Q:
        """Return the condition of the slice, by the names of columns; "" where there is none."""
        part = self.part
        found = self._agency(agency)
        if self.nowhere:
            found &= Q(**{f"{place}{'district' if part.province else 'province'}": None})
        if part.province:
            found &= Q(**{f"{place}province": part.province})
        if part.district:
            found &= Q(**{f"{place}district": part.district})
        if procedure and part.procedure:
            found &= Q(**{procedure: part.procedure})
        elif procedure and part.topic:
            of_topic = Procedure.objects.filter(topic=part.topic).order_by()
            found &= Q(**{f"{procedure}__in": of_topic.values("pk")})
        return found

    def _agency(self, column: str) -> Q:
        agency = self.part.agency
        if agency is None:
            return Q()
        if self.only_own or self.known.is_leaf(agency):
            return Q(**{column: agency})
        below = AgencyPath.objects.filter(ancestor=agency)
        return Q(**{f"{column}__in": below.values("descendant")})

    @property
    def first_on(self) -> date:
        """The first day of the period."""
        return self.part.first

    @property
    def last_on(self) -> date:
        """The last day of the period."""
        return last_day(self.part.last)


# ---------------------------------------------------------------- ratings

RATING_SHOWS: Mapping[str, str] = {
    "public": "ทั้งหมด",
    "comment": "มีข้อความ",
    "unanswered": "ยังไม่ตอบ",
    "low": "ให้ 1 หรือ 2",
    "late": "ไม่เสร็จในเวลา",
    "copies": "ถูกขอสำเนา",
    "paid": "จ่ายเกิน",
}
_RATINGS: Mapping[str, Q] = {
    "comment": ~Q(comment=""),
    "low": Q(overall__lte=2),
    "late": Q(in_time=False),
    "copies": Q(asked_for_copies=True),
    "paid": Q(paid_more=True),
}


def ratings(wanted: Wanted, show: str) -> QuerySet[Rating]:
    """Return the public ratings of a slice, newest first; unanswered ones oldest first."""
    part = wanted.part
    found = Rating.objects.filter(
        wanted.inside("agency", "procedure", "point__"),
        state=RatingState.PUBLIC,
        month__gte=part.first,
        month__lte=part.last,
    )
    if show == "unanswered":
        # The month first, which changes no order: one index has them so, public ones with words.
        return unanswered(found).order_by("month", "created_at", "pk")
    return found.filter(_RATINGS.get(show, Q())).order_by("-created_at", "-pk")


# ---------------------------------------------------------------- transactions

VOLUME_SHOWS: Mapping[str, str] = {"rows": "ทุกช่องทาง", "online": "ทางออนไลน์"}
REPORT_SHOWS: Mapping[str, str] = {
    "missing": "ยังไม่ส่ง",
    "late": "ส่งช้า",
    "in_time": "ส่งทัน",
    "reports": "ทั้งหมด",
}


def volume_rows(wanted: Wanted, show: str) -> QuerySet[VolumeRow]:
    """Return the rows of a slice's reports that agencies stand by, newest month first."""
    found = VolumeRow.objects.filter(
        wanted.inside("report__agency", "manual__procedure", "point__"),
        report__month__gte=wanted.part.first,
        report__month__lte=wanted.part.last,
        report__state__in=TOLD_STATES,
    )
    if show == "online":
        found = found.filter(channel=Channel.ONLINE)
    return found.order_by("-report__month", "-received", "pk")


def reports(wanted: Wanted, show: str) -> QuerySet[MonthlyReport]:
    """Return the reports that were asked for, newest month first, missing ones oldest first."""
    found = MonthlyReport.objects.filter(
        wanted.inside("agency", "", "agency__"),
        month__gte=wanted.part.first,
        month__lte=wanted.part.last,
        expected__gt=0,
    )
    if show == "missing":
        return found.filter(state__in=OPEN_STATES).order_by("due_on", "agency__sort_key", "pk")
    if show in ("late", "in_time"):
        found = found.exclude(state__in=OPEN_STATES).filter(late=show == "late")
    return found.order_by("-month", "agency__sort_key", "pk")


# ---------------------------------------------------------------- delays

CASE_SHOWS: Mapping[str, str] = {
    "overdue": "เกินกำหนด",
    "open": "ยังไม่เสร็จ",
    "missed": "ไม่ได้แจ้งในช่วงนี้",
    "due": "ครบกำหนดในช่วงนี้",
    "late": "เสร็จเกินกำหนด",
    "over": "เสร็จเกินหรือยังเกินอยู่",
    "noticed": "แจ้งเหตุในช่วงนี้",
}
RECEIPT_SHOWS: Mapping[str, str] = {
    "receipts": "เสร็จในช่วงนี้",
    "receipts_late": "เสร็จเกินกำหนด",
}


def cases(wanted: Wanted, show: str) -> QuerySet[DelayCase]:
    """Return watched requests of a slice; ``turns_missed`` counts those of the period."""
    found = DelayCase.objects.filter(wanted.inside("agency", "manual__procedure", "point__"))
    if show == "missed":
        # Joined with its turns alone: of the others nothing is read, and they are most requests.
        turns = {f"notices__{name}": value for name, value in _missed_in(wanted).items()}
        counted = found.filter(**turns).annotate(turns_missed=Count("notices"))
        return counted.order_by("-turns_missed", "due_on", "pk")
    if show.startswith(BECAUSE):
        found = _noticed(found, wanted, reason=show.removeprefix(BECAUSE))
    else:
        found = _CASES.get(show, _overdue)(found, wanted)
    turns_of = DelayNotice.objects.filter(case=OuterRef("pk"), **_missed_in(wanted)).order_by()
    counts = turns_of.values("case").annotate(turns=Count("pk")).values("turns")
    missed = Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    return found.annotate(turns_missed=missed).order_by("due_on", "pk")


def _missed_in(wanted: Wanted) -> dict[str, date | None]:
    """Return the conditions of turns that passed in the period without a notice."""
    return {"sent_on": None, "due_on__gte": wanted.first_on, "due_on__lte": wanted.last_on}


def _open(found: QuerySet[DelayCase], wanted: Wanted) -> QuerySet[DelayCase]:
    last = _state_on(wanted)
    midnight = end_of_day(last)
    still = Q(decided_on=None) | Q(decided_on__gt=last)
    return found.filter(still, received_at__lt=midnight)


def _state_on(wanted: Wanted) -> date:
    """Return the day whose state is shown: today, or the end of the period."""
    return min(last_day(stock_month(wanted.part, wanted.today)), wanted.today)


def _overdue(found: QuerySet[DelayCase], wanted: Wanted) -> QuerySet[DelayCase]:
    return _open(found, wanted).filter(due_on__lt=_state_on(wanted))


def _due(found: QuerySet[DelayCase], wanted: Wanted) -> QuerySet[DelayCase]:
    return found.filter(due_on__gte=wanted.first_on, due_on__lte=wanted.last_on)


def _late(found: QuerySet[DelayCase], wanted: Wanted) -> QuerySet[DelayCase]:
    return _due(found, wanted).filter(decided_on__gt=F("due_on"))


def _over(found: QuerySet[DelayCase], wanted: Wanted) -> QuerySet[DelayCase]:
    is_over = Q(decided_on__gt=F("due_on")) | Q(decided_on=None, due_on__lt=wanted.today)
    return _due(found, wanted).filter(is_over)


def _noticed(found: QuerySet[DelayCase], wanted: Wanted, **because: str) -> QuerySet[DelayCase]:
    sent = DelayNotice.objects.filter(
        case=OuterRef("pk"), sent_on__gte=wanted.first_on, sent_on__lte=wanted.last_on, **because
    )
    return found.filter(Exists(sent))


_Choose = Callable[[QuerySet[DelayCase], Wanted], QuerySet[DelayCase]]
_CASES: Mapping[str, _Choose] = {
    "open": _open,
    "overdue": _overdue,
    "due": _due,
    "late": _late,
    "over": _over,
    "noticed": _noticed,
}


def receipts(wanted: Wanted, show: str) -> QuerySet[Receipt]:
    """Return the receipts of a slice whose time ended in its period, latest end first."""
    found = Receipt.objects.filter(
        ~is_no_time(),
        wanted.inside("agency", "manual__procedure", "point__"),
        finished_on__gte=wanted.first_on,
        finished_on__lte=wanted.last_on,
        voided_at=None,
    )
    if show == "receipts_late":
        found = found.filter(finished_on__gt=F("due_on"))
    return found.order_by("-finished_on", "pk")
