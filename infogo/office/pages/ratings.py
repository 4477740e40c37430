"""The inbox of ratings: what citizens said of what an officer answers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import month_and_year
from infogo.core.written import asked_words
from infogo.manuals.models import Manual
from infogo.office.pages.filter_parts import Chip, Group, Option
from infogo.office.pages.rating_room import Tab, room_tabs
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating, RatingState, RatingTally, TallyScope
from infogo.ratings.officer_selectors import (
    ANSWERED,
    HELD,
    HIDDEN,
    LONGEST_NUMBER,
    ONLY,
    PERIODS,
    PUBLIC,
    SHOWS,
    UNANSWERED,
    RatingFilter,
    filtered,
    is_period,
    newest,
)
from infogo.ratings.officer_words import bad_facts, place_of, score_kind, score_text
from infogo.thai.collate import by_name

PAGE_SIZE = 30
MOST_OPTIONS = 60
"""Points or manuals offered in a list; whoever has more types a name."""
STATE_KINDS = {
    RatingState.PUBLIC: "success",
    RatingState.HELD: "warning",
    RatingState.HIDDEN: "neutral",
}
TABS = (
    ("", "ทั้งหมด"),
    (PUBLIC, "เผยแพร่"),
    (UNANSWERED, "ยังไม่ตอบ"),
    (ANSWERED, "ตอบแล้ว"),
    (HELD, "รอตรวจ"),
    (HIDDEN, "ซ่อนแล้ว"),
)
ONLY_WORDS = {
    "low": "คะแนนน้อยหรือน้อยที่สุด",
    "comment": "มีข้อความ",
    "late": "ไม่เสร็จในเวลา",
    "copies": "ถูกขอสำเนา",
    "paid": "จ่ายเกิน",
}
PERIOD_WORDS = {"30": "30 วันที่ผ่านมา", "90": "90 วันที่ผ่านมา", "365": "12 เดือนที่ผ่านมา"}


@dataclass(frozen=True)
class RatingLine:
    """One rating of the list."""

    id: int
    score: str
    score_kind: str
    service: str
    place: str
    at: datetime
    comment: str
    facts: Sequence[str]
    state: str
    state_kind: str
    answered: str
    is_simulated: bool


@dataclass(frozen=True)
class InboxPage:
    """The list's content; ``is_capped`` says that more match than are counted.

    ``offered`` are the filters that the form asks for itself.
    """

    filter: RatingFilter
    lines: Sequence[RatingLine]
    total: int
    is_capped: bool
    is_first: bool
    older_href: str
    newest_href: str
    room: Sequence[Tab]
    tabs: Sequence[Tab]
    groups: Sequence[Group]
    chips: Sequence[Chip]
    offered: Sequence[str]
    query: str
    has_simulated: bool


def read_filter(data: QueryDict) -> RatingFilter:
    """Read a filter; what cannot be read counts as not chosen."""
    show, period = data.get("show", ""), data.get("period", "")
    return RatingFilter(
        show=show if show in SHOWS else "",
        q=asked_words(data.get("q")),
        period=period if is_period(period) else "",
        only=tuple(name for name in ONLY if name in data.getlist("only")),
        point=_id(data.get("point", "")),
        manual=_id(data.get("manual", "")),
        agency=_id(data.get("agency", "")),
    )


def inbox_page(rights: Rights, chosen: RatingFilter, after: str) -> InboxPage:
    """Return one page of the list."""
    found = filtered(rights, chosen)
    part = newest(found, after, PAGE_SIZE)
    groups = _groups(rights, chosen)
    path = reverse("office:ratings")
    query = urlencode(chosen.pairs())
    more = urlencode([*chosen.pairs(), ("after", str(part.older))])
    return InboxPage(
        filter=chosen,
        lines=[rating_line(rating) for rating in part.ratings],
        total=part.total,
        is_capped=part.is_more,
        is_first=not after,
        older_href=f"{path}?{more}" if part.older else "",
        newest_href=f"{path}?{query}" if query else path,
        room=room_tabs(rights, "ratings"),
        tabs=[_tab(chosen, path, show, label) for show, label in TABS],
        groups=groups,
        chips=_chips(rights, chosen, path),
        offered=[group.name for group in groups],
        query=query,
        has_simulated=any(rating.is_simulated for rating in part.ratings),
    )


def rating_line(rating: Rating) -> RatingLine:
    """Put a rating, read by ``newest``, into words."""
    state = RatingState(rating.state)
    return RatingLine(
        id=rating.pk,
        score=score_text(rating.overall),
        score_kind=score_kind(rating.overall),
        service=rating.procedure.name_th,
        place=place_of(rating),
        at=timezone.localtime(rating.created_at),
        comment=rating.comment,
        facts=bad_facts(rating),
        state="" if state is RatingState.PUBLIC else str(state.label),
        state_kind=STATE_KINDS[state],
        answered=_answered(rating),
        is_simulated=rating.is_simulated,
    )


def hers_to_filter(rights: Rights) -> tuple[QuerySet[ServicePoint], QuerySet[Manual]]:
    """Return the points and the manuals of hers that somebody has rated."""
    act = Act.HANDLE_FEEDBACK
    return (
        rights.points(act).filter(pk__in=_rated(TallyScope.POINT)),
        rights.manuals(act).filter(pk__in=_rated(TallyScope.MANUAL)),
    )


def _rated(scope: TallyScope) -> QuerySet[RatingTally, Any]:
    return RatingTally.objects.filter(scope=scope).order_by().values("object_id").distinct()


def _answered(rating: Rating) -> str:
    if rating.is_answered:  # type: ignore[attr-defined]
        return "ตอบแล้ว"
    return "มีบันทึกภายใน" if rating.has_note else ""  # type: ignore[attr-defined]


def _tab(chosen: RatingFilter, path: str, show: str, label: str) -> Tab:
    query = urlencode(replace(chosen, show=show).pairs())
    return Tab(label, f"{path}?{query}" if query else path, chosen.show == show)


def _groups(rights: Rights, chosen: RatingFilter) -> list[Group]:
    periods = [Option(name, PERIOD_WORDS[name], name == chosen.period) for name in PERIODS]
    if chosen.period and chosen.period not in PERIODS:
        periods.append(Option(chosen.period, _month_words(chosen.period), checked=True))
    found = [
        Group(
            "only",
            "เฉพาะที่",
            "checkbox",
            [Option(name, label, name in chosen.only) for name, label in ONLY_WORDS.items()],
            open=True,
        ),
        Group("period", "ช่วงเวลา", "select", periods),
    ]
    if rights.everywhere(Act.HANDLE_FEEDBACK):
        return found
    points, manuals = hers_to_filter(rights)
    named = (
        ("point", "จุดให้บริการ", points.order_by("sort_key", "pk").values_list("pk", "name_th")),
        (
            "manual",
            "คู่มือ",
            manuals.order_by("procedure__name_th", "pk").values_list("pk", "procedure__name_th"),
        ),
    )
    for name, legend, rows in named:
        options = [
            Option(str(pk), label, str(pk) == getattr(chosen, name))
            for pk, label in by_name(rows[: MOST_OPTIONS + 1])
        ]
        if 1 < len(options) <= MOST_OPTIONS:
            found.append(Group(name, legend, "select", options))
    return found


def _chips(rights: Rights, chosen: RatingFilter, path: str) -> list[Chip]:
    act = Act.HANDLE_FEEDBACK
    names = {
        "only": ONLY_WORDS,
        "period": {chosen.period: PERIOD_WORDS.get(chosen.period) or _month_words(chosen.period)}
        if chosen.period
        else {},
        "point": _name(rights.points(act), chosen.point, "name_th"),
        "manual": _name(rights.manuals(act), chosen.manual, "procedure__name_th"),
        "agency": _name(rights.agencies(act), chosen.agency, "name_th"),
    }
    groups = {"only": "", "period": "", "point": "จุด", "manual": "คู่มือ", "agency": "หน่วยงาน"}
    found = []
    for name, value in chosen.pairs("q", "show"):
        kept = urlencode([pair for pair in chosen.pairs() if pair != (name, value)])
        label = names[name].get(value, value)
        found.append(Chip(groups[name], label, f"{path}?{kept}" if kept else path))
    return found


def _name(hers: QuerySet[Any], pk: str, name: str) -> dict[str, str]:
    """Return the name of one record of hers by its number; nothing was chosen: no query."""
    if not pk:
        return {}
    return {str(key): text for key, text in hers.filter(pk=int(pk)).values_list("pk", name)}


def _month_words(period: str) -> str:
    return month_and_year(date.fromisoformat(f"{period}-01"))


def _id(text: str) -> str:
    is_id = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return text if is_id else ""
