"""Ratings that wait for a decision, those that came together shown together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.core.dates import short_date
from infogo.display.filters import DOT
from infogo.office.pages.rating_room import Tab, room_tabs
from infogo.ratings.models import Rating, Suspicion
from infogo.ratings.officer_selectors import LONGEST_NUMBER, newest
from infogo.ratings.officer_words import (
    bad_facts,
    place_of,
    score_kind,
    score_text,
    suspicions,
)
from infogo.ratings.selectors import ratings_for, waiting

PAGE_SIZE = 100
USUAL_DAYS = 90
"""Days before the day of a group from which is told how many ratings are usual."""
BURSTS = (Suspicion.BURST_POINT, Suspicion.BURST_MANUAL)


@dataclass(frozen=True)
class HeldLine:
    """One rating with a box to tick."""

    id: int
    score: str
    score_kind: str
    service: str
    place: str
    at: datetime
    comment: str
    facts: Sequence[str]
    is_simulated: bool


@dataclass(frozen=True)
class HeldGroup:
    """Ratings that were held for the same reason, at one place, on one day.

    ``all_of_them`` are their numbers joined, when there are several.
    """

    title: str
    why: Sequence[str]
    usual: str
    lines: Sequence[HeldLine]
    all_of_them: str


@dataclass(frozen=True)
class HeldPage:
    """The queue's content."""

    room: Sequence[Tab]
    groups: Sequence[HeldGroup]
    total: int
    is_capped: bool
    shown: int
    older_href: str
    after: str
    has_simulated: bool


@dataclass(frozen=True)
class _Key:
    day: date
    place: tuple[str, int]
    why: tuple[str, ...]


def held_of(rights: Rights) -> QuerySet[Rating]:
    """Return the ratings that wait for her."""
    return waiting(ratings_for(rights))


def ticked(data: QueryDict) -> list[str]:
    """Return the numbers that were ticked, one by one or as a whole group, each once."""
    found = data.getlist("rating")
    for group in data.getlist("group"):
        found += group.split(",")[:PAGE_SIZE]
    return list(dict.fromkeys(found))


def offered(rights: Rights, numbers: Iterable[str]) -> list[int]:
    """Return which of these ratings wait for her; one query."""
    digits = (text for text in numbers if text.isascii() and text.isdecimal())
    wanted = {int(text) for text in digits if len(text) <= LONGEST_NUMBER}
    found = held_of(rights).filter(pk__in=wanted).order_by("created_at", "pk")
    return list(found.values_list("pk", flat=True))


def held_page(rights: Rights, after: str) -> HeldPage:
    """Return the newest ratings that wait, in groups."""
    held = held_of(rights)
    part = newest(held, after, PAGE_SIZE)
    groups: dict[_Key, list[Rating]] = {}
    for rating in part.ratings:
        groups.setdefault(_key(rating), []).append(rating)
    usual = _usual(groups)
    path = reverse("office:ratings_held")
    return HeldPage(
        room=room_tabs(rights, "ratings_held"),
        groups=[_group(key, ratings, usual) for key, ratings in groups.items()],
        total=part.total,
        is_capped=part.is_more,
        shown=len(part.ratings),
        older_href=f"{path}?after={part.older}" if part.older else "",
        after=after if part.ratings else "",
        has_simulated=any(rating.is_simulated for rating in part.ratings),
    )


def _key(rating: Rating) -> _Key:
    of_manual = Suspicion.BURST_MANUAL in rating.suspicion or rating.point_id is None
    of_point = Suspicion.BURST_POINT in rating.suspicion and rating.point_id is not None
    place = ("manual", rating.manual_id)
    if rating.point_id is not None and (of_point or not of_manual):
        place = ("point", rating.point_id)
    day = timezone.localtime(rating.created_at).date()
    return _Key(day, place, tuple(rating.suspicion))


def _group(key: _Key, ratings: Sequence[Rating], usual: Mapping[_Key, float]) -> HeldGroup:
    first = ratings[0]
    name = place_of(first) if key.place[0] == "point" else first.procedure.name_th
    count = f"{len(ratings):,} ความเห็น"
    return HeldGroup(
        title=f"{name}{DOT}{short_date(key.day)}{DOT}{count}",
        why=suspicions(first) or ("เจ้าหน้าที่พักไว้",),
        usual=_usual_words(usual[key]) if key in usual else "",
        lines=[_line(rating) for rating in ratings],
        all_of_them=",".join(str(rating.pk) for rating in ratings) if len(ratings) > 1 else "",
    )


def _usual_words(per_day: float) -> str:
    if per_day < 0.05:
        return f"{USUAL_DAYS} วันก่อนหน้าแทบไม่มีใครให้คะแนนที่นี่"
    return f"ปกติวันละ {per_day:.1f} ความเห็น (เฉลี่ย {USUAL_DAYS} วันก่อนหน้า)"


def _usual(groups: Mapping[_Key, object]) -> dict[_Key, float]:
    """Return how many ratings a day were usual before each burst; two queries at most.

    Of several days the earliest counts, so that one burst does not make the next look usual.
    """
    found: dict[_Key, float] = {}
    for kind in ("point", "manual"):
        keys = [key for key in groups if key.place[0] == kind and set(key.why) & set(BURSTS)]
        if not keys:
            continue
        begin = min(key.day for key in keys)
        since = timezone.make_aware(datetime(begin.year, begin.month, begin.day))
        rows = (
            Rating.objects.filter(
                **{f"{kind}__in": {key.place[1] for key in keys}},
                created_at__gte=since - timedelta(days=USUAL_DAYS),
                created_at__lt=since,
            )
            .order_by()
            .values_list(f"{kind}_id")
            .annotate(count=Count("pk"))
        )
        counts = dict(rows)
        found |= {key: counts.get(key.place[1], 0) / USUAL_DAYS for key in keys}
    return found


def _line(rating: Rating) -> HeldLine:
    return HeldLine(
        id=rating.pk,
        score=score_text(rating.overall),
        score_kind=score_kind(rating.overall),
        service=rating.procedure.name_th,
        place=place_of(rating),
        at=timezone.localtime(rating.created_at),
        comment=rating.comment,
        facts=bad_facts(rating),
        is_simulated=rating.is_simulated,
    )
