"""The rows behind a number: records with links to where citizens and officers see them.

Pages go by the id of the last row shown, so that the thousandth page costs what the first costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from infogo.central.pages.table import FORMAT, FORMATS, Link
from infogo.oversight.chosen import Chosen
from infogo.oversight.figures import Figure

PAGE_SIZE = 50
MOST_IN_A_FILE = 20_000
AFTER = "after"


@dataclass(frozen=True)
class Record:
    """One row: its cells in the order of the heads, and its addresses."""

    cells: Sequence[str]
    public_href: str = ""
    office_href: str = ""


@dataclass(frozen=True)
class Behind:
    """What lies behind one number; ``describe`` turns a row of ``rows`` into a ``Record``.

    ``expected`` is the number that led here, if it is known. ``back`` is the page it stands on.
    ``near`` returns, of an id and a number of rows, a condition that holds for the next so many
    rows behind that id and is quicker to look up; ``None`` where the rows need none.
    """

    figure: Figure
    chosen: Chosen
    path: str
    rows: QuerySet[Any]
    heads: Sequence[str]
    describe: Callable[[Any], Record]
    back: Link
    expected: int | None = None
    keeps: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    near: Callable[[int, int], Q | None] = lambda _after, _most: None

    def beyond(self, after: int, most: int) -> list[Any]:
        """Return the next rows behind an id, at most so many."""
        rows = self.rows.filter(pk__gt=after) if after else self.rows
        near = self.near(after, most)
        return list((rows.filter(near) if near is not None else rows)[:most])


@dataclass(frozen=True)
class RecordsPage:
    """All that ``central/records.html`` shows."""

    title: str
    about: str
    definition: str
    problems: Sequence[str]
    heads: Sequence[str]
    records: Sequence[Record]
    expected: int | None
    first_href: str
    next_href: str
    files: Sequence[Link]
    back: Link
    notes: Sequence[str]
    most: int


def records_page(behind: Behind, asked: Mapping[str, str]) -> RecordsPage:
    """Return one page; one query for its rows, and those of ``near``."""
    after = _after(asked)
    found = behind.beyond(after, PAGE_SIZE + 1)
    shown, has_more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    here = behind.chosen.slice.address(behind.path, **behind.keeps)
    return RecordsPage(
        title=behind.figure.name,
        about=behind.chosen.words,
        definition=behind.figure.definition,
        problems=behind.chosen.problems,
        heads=behind.heads,
        records=[behind.describe(row) for row in shown],
        expected=behind.expected,
        first_href=here if after else "",
        next_href=with_query(here, **{AFTER: str(shown[-1].pk)}) if has_more else "",
        files=[
            Link(f"ดาวน์โหลด {words}", with_query(here, **{FORMAT: kind}))
            for kind, words in zip(FORMATS, ("CSV", "Excel"), strict=True)
        ],
        back=behind.back,
        notes=behind.notes,
        most=MOST_IN_A_FILE,
    )


def record_lines(behind: Behind) -> Iterator[list[str | int | float]]:
    """Yield the lines of a file, at most ``MOST_IN_A_FILE``."""
    for row in islice(behind.rows.iterator(chunk_size=500), MOST_IN_A_FILE):
        yield list(behind.describe(row).cells)


def with_query(address: str, **values: str) -> str:
    """Return an address with more parameters."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(values)}"


def _after(asked: Mapping[str, str]) -> int:
    text = asked.get(AFTER, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
