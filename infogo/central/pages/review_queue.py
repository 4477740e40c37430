"""Which drafts wait for the central review, narrowed as asked: one for list, page and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyPath
from infogo.central.review_forms import (
    CLEAN,
    FIRST,
    LARGE,
    MEDIUM,
    MEDIUM_WORDS,
    SMALL,
    SMALL_WORDS,
    TO_MEND,
)
from infogo.core.calendar import working_days_before, working_days_between
from infogo.core.dates import BANGKOK, start_of_day
from infogo.core.written import asked_words
from infogo.editing.models import Draft, DraftState, ReviewMeasure
from infogo.editing.queue import waiting_drafts

MINISTRY = "ministry"
SIZE_TH = {SMALL: "เล็ก", MEDIUM: "กลาง", LARGE: "ใหญ่", FIRST: "ฉบับแรก"}


@dataclass(frozen=True)
class Wanted:
    """What the queue is narrowed to; empty values narrow nothing."""

    q: str = ""
    ministry: int | None = None
    age: int | None = None
    size: str = ""
    found: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Wanted:
        """Read the cleaned data of a ``ReviewFilter``."""
        return cls(
            q=asked_words(given.get("q")),
            ministry=given.get("ministry"),
            age=given.get("age"),
            size=given.get("size") or "",
            found=given.get("found") or "",
        )

    @property
    def query(self) -> str:
        """Return it as the query of an address."""
        pairs = {
            "q": self.q,
            "ministry": self.ministry,
            "age": self.age,
            "size": self.size,
            "found": self.found,
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Whether anything was asked for."""
        return self != Wanted()


def ministries() -> list[tuple[int, str]]:
    """Return the ministries, sorted as Thai is."""
    found = Agency.objects.filter(kind=MINISTRY).order_by("sort_key")
    return list(found.values_list("pk", "name_th"))


def queue(rights: Rights, wanted: Wanted, off: Mapping[date, str]) -> QuerySet[Draft]:
    """Return the drafts that wait for her and are wanted, the longest waiting first."""
    drafts = waiting_drafts(rights.manuals(Act.REVIEW), DraftState.IN_REVIEW)
    if wanted.q:
        drafts = drafts.filter(
            Q(manual__agency__name_th__icontains=wanted.q)
            | Q(manual__procedure__name_th__icontains=wanted.q)
        )
    if wanted.ministry is not None:
        below = AgencyPath.objects.filter(ancestor=wanted.ministry).values("descendant_id")
        drafts = drafts.filter(manual__agency__in=below)
    if wanted.age is not None:
        oldest = working_days_before(rights.on, wanted.age, off) + timedelta(days=1)
        drafts = drafts.filter(changed_at__lt=start_of_day(oldest))
    if wanted.size:
        drafts = drafts.filter(_of_size(wanted.size))
    if wanted.found == TO_MEND:
        drafts = drafts.filter(review_measure__warnings__gt=0)
    elif wanted.found == CLEAN:
        drafts = drafts.filter(review_measure__warnings=0)
    return drafts


def waited_days(draft: Draft, today: date, off: Mapping[date, str]) -> int:
    """Return for how many working days a draft has waited."""
    since = draft.changed_at.astimezone(BANGKOK).date()
    return working_days_between(since, today, off)


def days_words(days: int) -> str:
    """Say how many working days something has waited."""
    return f"รอ {days:,} วันทำการ" if days else "มาถึงวันนี้"


def size_of(measure: ReviewMeasure) -> str:
    """Return the size of a change as its code."""
    if measure.is_first:
        return FIRST
    if measure.words <= SMALL_WORDS:
        return SMALL
    return MEDIUM if measure.words <= MEDIUM_WORDS else LARGE


def size_words(measure: ReviewMeasure | None) -> str:
    """Say how large a change is; empty when nobody measured it."""
    if measure is None:
        return ""
    counted = f"{measure.words:,} คำใน {measure.sections} ข้อ"
    return f"{SIZE_TH[size_of(measure)]} {counted}"


def _of_size(size: str) -> Q:
    """Return the condition that a change has a size."""
    if size == FIRST:
        return Q(review_measure__is_first=True)
    bounds = {
        SMALL: Q(review_measure__words__lte=SMALL_WORDS),
        MEDIUM: Q(review_measure__words__gt=SMALL_WORDS, review_measure__words__lte=MEDIUM_WORDS),
        LARGE: Q(review_measure__words__gt=MEDIUM_WORDS),
    }
    return Q(review_measure__is_first=False) & bounds[size]
