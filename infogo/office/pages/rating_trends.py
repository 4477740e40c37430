"""How ratings went month by month: means with their counts, the distribution, rates of fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import THAI_MONTHS_SHORT, be_year, month_and_year
from infogo.display.charts import Reading, SeriesChart, Share, series_chart, shares
from infogo.display.filters import DOT
from infogo.office.pages.rating_room import Tab, room_tabs
from infogo.office.pages.ratings import MOST_OPTIONS, hers_to_filter
from infogo.ratings.figures import Sums, percent_of, percent_of_five
from infogo.ratings.models import SCORES, TallyScope
from infogo.ratings.officer_selectors import (
    PUBLIC,
    SMALL,
    Counted,
    MonthSums,
    all_of,
    by_month,
    tallies_for,
    together,
)
from infogo.ratings.officer_words import DIMENSION_WORDS, SCORE_WORDS
from infogo.ratings.selectors import first_month
from infogo.thai.collate import by_name

SPANS = (12, 24)
ALL_WORDS = "ทั้งหมดที่คุณดูแล"
RATES = {
    "in_time": "เสร็จในเวลาที่แจ้ง",
    "asked_for_copies": "ถูกขอสำเนาบัตรหรือทะเบียนบ้าน",
    "paid_more": "จ่ายเกินค่าธรรมเนียมที่แจ้ง",
}
SHORT_RATES = ("เสร็จในเวลา", "ถูกขอสำเนา", "จ่ายเกิน")
"""The same in the heads of a table."""


@dataclass(frozen=True)
class Choice:
    """One thing whose ratings can be looked at."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices of one kind."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Figure:
    """One figure with how many it rests on; ``is_small`` where these are too few."""

    label: str
    value: str
    count: int
    is_small: bool


@dataclass(frozen=True)
class MonthRow:
    """One month of the table; ``href`` leads to its ratings."""

    label: str
    href: str
    mean: str
    count: int
    low: str
    rates: Sequence[str]
    is_small: bool


@dataclass(frozen=True)
class TrendsPage:
    """The page's content; ``chart`` is missing where nobody has rated."""

    room: Sequence[Tab]
    title: str
    groups: Sequence[ChoiceGroup]
    spans: Sequence[Choice]
    total: int
    mean: Figure | None
    percent: str
    figures: Sequence[Figure]
    rates: Sequence[Figure]
    distribution: Sequence[Share]
    chart: SeriesChart | None
    months: Sequence[MonthRow]
    rate_names: Sequence[str]
    small: int
    has_small: bool
    has_simulated: bool
    inbox_href: str


@dataclass(frozen=True)
class _Of:
    """What is looked at: its name, its sums, and what narrows the inbox to it."""

    title: str
    counted: Counted
    narrowing: dict[str, str]


def trends_page(rights: Rights, of: str, span: str) -> TrendsPage:
    """Return the trends of one point, manual or agency of hers, or of all she answers for."""
    chosen = _chosen(rights, of)
    months_back = int(span) if span in {str(one) for one in SPANS} else SPANS[0]
    until = rights.on.replace(day=1)
    months = by_month(chosen.counted, first_month(rights.on, months_back), until)
    sums = together(months)
    return TrendsPage(
        room=room_tabs(rights, "rating_trends"),
        title=chosen.title,
        groups=_groups(rights, of),
        spans=[Choice(str(one), f"{one} เดือน", one == months_back) for one in SPANS],
        total=sums.total,
        mean=_mean("คะแนนเฉลี่ย", sums.points, sums.total) if sums.total else None,
        percent=f"{percent_of_five(sums.points / sums.total):.1f}" if sums.total else "",
        figures=[_mean(label, *sums.dimensions[name]) for name, label in DIMENSION_WORDS.items()],
        rates=[_rate(label, *sums.facts[name]) for name, label in RATES.items()],
        distribution=_distribution(sums),
        chart=_chart(months) if sums.total else None,
        months=[_row(one, chosen.narrowing) for one in reversed(months)],
        rate_names=SHORT_RATES,
        small=SMALL,
        has_small=any(one.is_small for one in months),
        has_simulated=sums.has_simulated,
        inbox_href=_inbox(chosen.narrowing),
    )


def _chosen(rights: Rights, of: str) -> _Of:
    """Return what was asked for, if it is hers; else all of hers."""
    kind, _dash, number = of.partition("-")
    act = Act.HANDLE_FEEDBACK
    hers: dict[str, tuple[TallyScope, Any, str]] = {
        "point": (TallyScope.POINT, rights.points, "name_th"),
        "manual": (TallyScope.MANUAL, rights.manuals, "procedure__name_th"),
        "agency": (TallyScope.AGENCY, rights.agencies, "name_th"),
    }
    if kind in hers and number.isascii() and number.isdecimal() and len(number) < 16:
        scope, records, name = hers[kind]
        found = records(act).filter(pk=int(number))
        title = found.values_list(name, flat=True).first()
        if title is not None:
            return _Of(title, Counted(tallies_for(scope, found)), {kind: str(int(number))})
    return _Of(ALL_WORDS, all_of(rights), {})


def _groups(rights: Rights, of: str) -> list[ChoiceGroup]:
    """Offer what somebody rated; of too many none is offered, the inbox leads to each."""
    found = [ChoiceGroup("", [Choice("", ALL_WORDS, not of)])]
    if rights.everywhere(Act.HANDLE_FEEDBACK):
        return found
    points, manuals = hers_to_filter(rights)
    kinds = (
        ("point", "จุดให้บริการ", points.order_by("sort_key", "pk"), "name_th"),
        (
            "manual",
            "คู่มือ",
            manuals.order_by("procedure__name_th", "pk"),
            "procedure__name_th",
        ),
    )
    for kind, label, records, name in kinds:
        rows = by_name(records.values_list("pk", name)[: MOST_OPTIONS + 1])
        if len(rows) <= MOST_OPTIONS:
            choices = [Choice(f"{kind}-{pk}", text, f"{kind}-{pk}" == of) for pk, text in rows]
            found.append(ChoiceGroup(label, choices))
    return [group for group in found if group.choices]


def _mean(label: str, points: int, count: int) -> Figure:
    value = f"{points / count:.2f}" if count else "ไม่มีใครตอบ"
    return Figure(label, value, count, count < SMALL)


def _rate(label: str, yes: int, no: int) -> Figure:
    return Figure(label, _percent(yes, yes + no) or "ไม่มีใครตอบ", yes + no, yes + no < SMALL)


def _percent(part: int, whole: int) -> str:
    return f"{percent_of(part, whole)} %" if whole else ""


def _distribution(sums: Sums) -> list[Share]:
    """Return how many gave each score, the highest first."""
    pairs = zip(SCORES, sums.counts, strict=True)
    return shares([(f"{score} {SCORE_WORDS[score]}", count) for score, count in pairs][::-1])


def _chart(months: Sequence[MonthSums]) -> SeriesChart:
    readings = [
        Reading(
            short=(THAI_MONTHS_SHORT[one.month.month - 1], str(be_year(one.month.year))),
            words=_month_words(one),
            value=one.sums.mean,
            is_small=one.is_small,
        )
        for one in months
    ]
    return series_chart(
        title="คะแนนเฉลี่ยรายเดือน จาก 1 ถึง 5",
        summary=_summary(months),
        readings=readings,
        scale=tuple(float(score) for score in SCORES),
    )


def _month_words(one: MonthSums) -> str:
    if one.sums.mean is None:
        return f"{month_and_year(one.month)}: ยังไม่มีคะแนน"
    small = f" น้อยกว่า {SMALL}" if one.is_small else ""
    return f"{month_and_year(one.month)}: {one.sums.mean:.2f} จาก {one.sums.total:,} ความเห็น{small}"


def _summary(months: Sequence[MonthSums]) -> str:
    """Say what the chart shows, of the months that are large enough to be compared."""
    large = [one for one in months if not one.is_small]
    small = f"จุดกลวงคือเดือนที่มีน้อยกว่า {SMALL} ความเห็น อย่าใช้เทียบกัน"
    if len(large) < 2:
        return f"ยังไม่มีเดือนที่มีความเห็นพอจะเทียบกัน {small}"
    means = {one.month: one.sums.mean or 0.0 for one in large}
    best, worst = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    first, last = large[0].month, large[-1].month
    words = [
        f"เดือนแรกที่เทียบได้ {month_and_year(first)} เฉลี่ย {means[first]:.2f}",
        f"ล่าสุด {month_and_year(last)} {means[last]:.2f}",
        f"สูงสุด {month_and_year(best)} {means[best]:.2f}",
        f"ต่ำสุด {month_and_year(worst)} {means[worst]:.2f}",
    ]
    is_mixed = len(large) < len(months)
    return DOT.join([*words, small] if is_mixed else words)


def _row(one: MonthSums, narrowing: dict[str, str]) -> MonthRow:
    sums = one.sums
    here = {**narrowing, "show": PUBLIC, "period": f"{one.month:%Y-%m}"}
    return MonthRow(
        label=month_and_year(one.month),
        href=_inbox(here) if sums.total else "",
        mean="" if sums.mean is None else f"{sums.mean:.2f}",
        count=sums.total,
        low=_percent(sums.counts[0] + sums.counts[1], sums.total),
        rates=[_percent(sums.facts[name][0], sum(sums.facts[name])) for name in RATES],
        is_small=one.is_small,
    )


def _inbox(narrowing: dict[str, str]) -> str:
    path = reverse("office:ratings")
    return f"{path}?{urlencode(narrowing)}" if narrowing else path
