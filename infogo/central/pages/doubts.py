"""The queue of findings about reported numbers, and one of them with the months before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from infogo.central.pages.listing import Kind, ListedRow, Spot
from infogo.core.dates import short_date
from infogo.oversight.events.cells import VolumeDoubt
from infogo.oversight.events.raw import Wanted
from infogo.oversight.events.reviews import DoubtReview, DoubtState
from infogo.volumes.addresses import month_page
from infogo.volumes.definition import form_of
from infogo.volumes.expected import ONLINE_PLACE
from infogo.volumes.findings import WEIGHT_WORDS, Weight
from infogo.volumes.models import COLUMNS, VolumeRow
from infogo.volumes.months import later, short_label

MONTHS_SHOWN = 4
WAITING, ANSWERED = "waiting", "answered"
SHOWS = {
    WAITING: "รอดู",
    DoubtState.ASKED.value: "ขอให้ตรวจแล้ว",
    ANSWERED: "หน่วยงานตอบหรือแก้แล้ว",
    DoubtState.SEEN.value: "ดูแล้ว",
    "all": "ทั้งหมด",
}
_REVIEW = DoubtReview.objects.filter(row=OuterRef("row"), kind=OuterRef("kind"))
_CHANGED = Q(row__version__gt=F("seen_version")) | ~Q(words="")
_SETTLING = _REVIEW.exclude(state=DoubtState.SEEN, row__version__gt=F("row_version"))
"""Reviews after which nothing has to be looked at: few beside findings, so they are asked first."""
_OF_SHOW = {
    WAITING: ~Exists(_SETTLING),
    DoubtState.ASKED.value: Q(state=DoubtState.ASKED) & ~_CHANGED,
    ANSWERED: Q(state=DoubtState.ASKED) & _CHANGED,
    DoubtState.SEEN.value: Q(state=DoubtState.SEEN, row__version__lte=F("seen_version")),
    "all": Q(),
}
_BY_WEIGHT = {Weight.MUST: "error", Weight.EXPLAIN: "warning", Weight.ASK: "neutral"}


def doubts(wanted: Wanted, show: str) -> QuerySet[VolumeDoubt]:
    """Return the findings of a slice; those never looked at, or changed since, wait."""
    part = wanted.part
    found = VolumeDoubt.objects.filter(
        wanted.inside("agency", "procedure", ""), month__gte=part.first, month__lte=part.last
    ).annotate(
        state=Subquery(_REVIEW.values("state")[:1]),
        seen_version=Subquery(_REVIEW.values("row_version")[:1]),
    )
    # A finding's month and agency are its report's: ordering by the row would look both up again.
    return found.filter(_OF_SHOW[show]).order_by("-month", "agency", "row_id", "kind")


def _find(wanted: Wanted, show: str) -> QuerySet[VolumeDoubt]:
    return doubts(wanted, show).select_related("agency", "procedure", "row__point")


def _line(doubt: Any, _today: date) -> ListedRow:
    point = doubt.row.point
    weight = Weight(doubt.weight)
    state = DoubtState(doubt.state).label if doubt.state else SHOWS[WAITING]
    return ListedRow(
        (
            Spot(
                doubt.what,
                reverse("central:volume_doubt", args=[doubt.row_id, doubt.kind]),
            ),
            Spot(WEIGHT_WORDS[weight], kind=_BY_WEIGHT[weight]),
            Spot(short_label(doubt.month)),
            Spot(doubt.procedure.name_th),
            Spot(point.name_th if point else ONLINE_PLACE),
            Spot(doubt.agency.name_th),
            Spot(doubt.words),
            Spot(state),
        ),
        doubt.is_simulated,
    )


DOUBTS = Kind(
    "central:volume_doubts",
    "ตัวเลขที่น่าสงสัย",
    SHOWS,
    (
        "สิ่งที่พบ",
        "น้ำหนัก",
        "เดือน",
        "เรื่อง",
        "จุดให้บริการ",
        "หน่วยงาน",
        "คำอธิบายของหน่วยงาน",
        "สถานะ",
    ),
    _find,
    _line,
    note="ตัวเลขที่น่าสงสัยอาจถูกต้องก็ได้ ระบบไม่แก้เอง หน่วยงานเป็นผู้แก้หรืออธิบาย",
)


@dataclass(frozen=True)
class DoubtPage:
    """One finding; ``rows`` are the numbers of the form, each over the last months."""

    what: str
    weight: str
    weight_kind: str
    words: str
    service: str
    place: str
    agency: str
    month: str
    report_href: str
    months: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | str | None]]]
    state: str
    reviewed: str
    review_words: str
    is_changed: bool
    is_simulated: bool


def doubt_page(doubt: VolumeDoubt) -> DoubtPage:
    """Return the page of a finding; four queries."""
    row, form = doubt.row, form_of(doubt.month)
    months = [later(doubt.month, -back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    same = VolumeRow.objects.filter(
        report__agency=doubt.agency_id,
        report__month__in=months,
        manual=row.manual_id,
        point=row.point_id,
        channel=row.channel,
    )
    told = {each.month: each.values for each in same}
    shown = [f for f in form.fields if f.name in COLUMNS and f.is_main] if form else []
    review = DoubtReview.objects.filter(row=row, kind=doubt.kind).select_related("officer").first()
    weight = Weight(doubt.weight)
    return DoubtPage(
        what=doubt.what,
        weight=WEIGHT_WORDS[weight],
        weight_kind=_BY_WEIGHT[weight],
        words=doubt.words,
        service=doubt.procedure.name_th,
        place=row.point.name_th if row.point else ONLINE_PLACE,
        agency=doubt.agency.name_th,
        month=short_label(doubt.month),
        report_href=month_page(doubt.agency_id, doubt.month),
        months=[short_label(month) for month in months],
        rows=[
            (f.label, [told.get(month, {}).get(f.name) for month in months])  # type: ignore[misc]
            for f in shown
        ],
        state=DoubtState(review.state).label if review else SHOWS[WAITING],
        reviewed=_reviewed(review) if review else "",
        review_words=review.text if review else "",
        is_changed=review is not None and row.version > review.row_version,
        is_simulated=doubt.is_simulated,
    )


def _reviewed(review: DoubtReview) -> str:
    day = timezone.localtime(review.at).date()
    return f"{review.officer.name_th} {short_date(day)}"
