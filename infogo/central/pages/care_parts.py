"""Small parts that the rooms of rights and care share: what an address says, one page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from infogo.core.dates import arabic_digits
from infogo.core.written import asked_words

LONGEST_NUMBER = 15


@dataclass(frozen=True)
class Portion:
    """One page of a list and where its other pages are."""

    rows: Sequence[Any]
    total: int
    number: int
    pages: int
    base: str


def number_in(data: QueryDict, name: str) -> int:
    """Return a number of a record out of an address; 0 when there is none that can be read.

    Forms that ask put what was typed there, perhaps in Thai digits.
    """
    text = arabic_digits(data.get(name, "")).strip()
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
