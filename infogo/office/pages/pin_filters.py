"""Which of the candidates of a side are looked at, and how they are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core.written import asked_words
from infogo.geo.models import Province
from infogo.manuals.models import Manual, Procedure
from infogo.pins.sides import Side
from infogo.points.facts import point_kinds
from infogo.points.models import ServicePoint
from infogo.thai.collate import by_name

STATES = (
    ("", "ทั้งหมด"),
    ("unpinned", "ยังไม่ปัก"),
    ("pinned", "ปักแล้ว"),
    ("picked", "ที่เลือกไว้รอบันทึก"),
)
OWN, OTHERS = "own", "others"
MOST_WORDS = 5
LONGEST_PAGE = 5
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Filters:
    """What was asked for; whatever cannot be is as if it had not been asked."""

    words: str = ""
    province: str = ""
    kind: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict, states: Iterable[str] = tuple(dict(STATES))) -> Filters:
        """Read the filters of an address or a form."""
        page = data.get("page", "")
        is_page = page.isascii() and page.isdecimal() and len(page) <= LONGEST_PAGE
        state = data.get("state", "")
        return cls(
            words=asked_words(data.get("q")),
            province=data.get("prov", "")[:2].replace("\x00", ""),
            kind=data.get("kind", "")[:40].replace("\x00", ""),
            state=state if state in tuple(states) else "",
            page=int(page) if is_page else 1,
        )

    @classmethod
    def read_sent(cls, data: QueryDict) -> Filters:
        """Read the filters with which the page was made that a form comes from."""
        return cls.read(QueryDict(data.get("sent", "")[:LONGEST_ADDRESS]))

    @property
    def query(self) -> str:
        """The filters as the end of an address, without the page."""
        named = {"q": self.words, "prov": self.province, "kind": self.kind, "state": self.state}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not self.query

    def of(self, side: Side) -> QuerySet[Any]:
        """Return the candidates of a side that are looked at."""
        found = side.candidates()
        found = _points(found, self) if side.manual else _manuals(found, self, side.point)
        if self.state == "unpinned":
            found = found.exclude(pk__in=side.pinned)
        elif self.state == "pinned":
            found = found.filter(pk__in=side.pinned)
        elif self.state == "picked":
            either = side.picked(is_added=True) | side.picked(is_added=False)
            found = found.filter(pk__in=either.order_by().values("other_id"))
        return found


def by_words(words: str, *columns: str) -> Q:
    """Return the condition that every word is in one of the columns.

    A column is a text of the record itself, or ``"agency"`` or ``"procedure"`` for the names of
    these: they are looked up first, so no long table is joined and read through.
    """
    wanted = Q()
    for word in words.split()[:MOST_WORDS]:
        anywhere = Q()
        for column in columns:
            anywhere |= _holds(column, word)
        wanted &= anywhere
    return wanted


def _holds(column: str, word: str) -> Q:
    if column.endswith("agency"):
        agencies = Agency.objects.filter(name_th__icontains=word).order_by()
        return Q(**{f"{column}__in": agencies.values("pk")})
    if column.endswith("procedure"):
        named = Q(name_th__icontains=word) | Q(official_name_th__icontains=word) | Q(code=word)
        procedures = Procedure.objects.filter(named).order_by()
        return Q(**{f"{column}__in": procedures.values("pk")})
    return Q(**{f"{column}__icontains": word})


def _points(found: QuerySet[ServicePoint], filters: Filters) -> QuerySet[ServicePoint]:
    found = found.filter(by_words(filters.words, "name_th", "agency"))
    if filters.province:
        found = found.filter(province_id=filters.province)
    return found.filter(kind=filters.kind) if filters.kind else found


def _manuals(
    found: QuerySet[Manual], filters: Filters, point: ServicePoint | None
) -> QuerySet[Manual]:
    found = found.filter(by_words(filters.words, "procedure", "agency"))
    if filters.kind == OWN and point:
        return found.filter(agency_id=point.agency_id)
    if filters.kind == OTHERS and point:
        return found.exclude(agency_id=point.agency_id)
    return found


def provinces_to_choose(side: Side, filters: Filters) -> Sequence[Option]:
    """Return the provinces in which the side has points; none where it is about manuals."""
    if not side.manual:
        return ()
    provinces = Province.objects.all()
    if not side.rights.everywhere(Act.EDIT_POINT):
        there = side.candidates().order_by().values("province_id")
        provinces = provinces.filter(pk__in=there)
    rows = by_name(provinces.values_list("pk", "name_th"))
    return [Option(code, name, code == filters.province) for code, name in rows]


def kinds_to_choose(side: Side, filters: Filters) -> Sequence[Option]:
    """Return the kinds of points there are, or whose manuals."""
    if not side.manual:
        choices = ((OWN, "คู่มือของหน่วยงานนี้"), (OTHERS, "คู่มือมาตรฐานของหน่วยงานอื่น"))
        return [Option(value, label, value == filters.kind) for value, label in choices]
    terms = point_kinds()
    kinds: Iterable[str] = terms
    if not side.rights.everywhere(Act.EDIT_POINT):
        kinds = sorted(set(side.candidates().order_by().values_list("kind", flat=True).distinct()))
    return [Option(kind, terms.get(kind, kind), kind == filters.kind) for kind in kinds]
