"""Small parts that the rooms of rights and care share: agencies to choose, one page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.written import asked_words
from infogo.display.filters import DOT
from infogo.geo.wording import province_name
from infogo.mergers.finding import agencies_named

MOST_OFFERED = 30
LONGEST_NUMBER = 15


@dataclass(frozen=True)
class AgencyOption:
    """An agency that can be chosen, with where it stands, because names repeat."""

    id: int
    name: str
    where: str
    checked: bool = False


@dataclass(frozen=True)
class Picker:
    """Agencies that fit what was typed: the first of ``total``; ``is_guess`` when none did."""

    query: str
    options: Sequence[AgencyOption]
    total: int
    is_guess: bool


@dataclass(frozen=True)
class Portion:
    """One page of a list and where its other pages are."""

    rows: Sequence[Any]
    total: int
    number: int
    pages: int
    base: str


def number_in(data: QueryDict, name: str) -> int:
    """Return a number of a record out of an address; 0 when there is none that can be read."""
    text = data.get(name, "")
    is_id = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_id else 0


def numbers_in(data: QueryDict, name: str, most: int) -> list[int]:
    """Return the numbers of records given several times, in order, each once."""
    texts = (text for text in data.getlist(name) if text.isascii() and text.isdecimal())
    found = dict.fromkeys(int(text) for text in texts if len(text) <= LONGEST_NUMBER)
    return list(found)[:most]


def words_in(data: QueryDict, name: str = "q") -> str:
    """Return what was typed to search for."""
    return asked_words(data.get(name))


def pick_agency(query: str, chosen: int = 0, without: Sequence[int] = ()) -> Picker:
    """Return the active agencies that fit a query, the chosen one first; three queries."""
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(pk__in=without)
    rows: list[Agency] = []
    if chosen:
        rows += active.filter(pk=chosen).select_related("parent", "province")
    total, is_guess = len(rows), False
    if query:
        found, is_guess = agencies_named(query, active.exclude(pk=chosen))
        rows += found.select_related("parent", "province")[:MOST_OFFERED]
        total += found.count()
    options = [
        AgencyOption(agency.pk, agency.name_th, where_words(agency), checked=agency.pk == chosen)
        for agency in rows
    ]
    return Picker(query, options, total, is_guess)


def where_words(agency: Agency) -> str:
    """Say where an agency, selected with parent and province, stands."""
    parts = []
    if agency.parent is not None:
        parts.append(agency.parent.name_th)
    if agency.province is not None:
        parts.append(province_name(agency.province))
    return DOT.join(parts)


def portion(rows: QuerySet[Any], page: str, size: int, path: str,
            pairs: Sequence[tuple[str, str]]) -> Portion:  # fmt: skip
    """Return one page of a list; ``pairs`` are the filters that its address keeps."""
    shown = Paginator(rows, size).get_page(page)
    kept = [(name, value) for name, value in pairs if value]
    return Portion(
        rows=list(shown.object_list),
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{path}?{urlencode([*kept, ('page', '')])}",
    )
