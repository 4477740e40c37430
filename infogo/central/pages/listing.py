"""Lists of the raw rows behind numbers: the same filters as the table, page by page, as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from infogo.central.pages.rooms import NOWHERE_KEY, OWN
from infogo.central.pages.table import FORMAT, Link
from infogo.core.simulation import SIMULATED_TH
from infogo.oversight.chosen import Chosen, choose
from infogo.oversight.events.raw import Wanted
from infogo.oversight.grouping import NOWHERE
from infogo.oversight.slices import Slice
from infogo.oversight.tree import tree

ROWS_A_PAGE = 30
MOST_COUNTED = 1500
"""Rows that are counted and can be paged to; for more, narrow the list or take the file."""
MOST_IN_FILE = 20_000
YES_NO = {True: "ใช่", False: "ไม่ใช่", None: ""}


@dataclass(frozen=True)
class Spot:
    """One place of a row: its words, where they lead, and how they are marked."""

    text: str | int | float
    href: str = ""
    kind: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class ListedRow:
    """One raw row; the first of its spots names it."""

    spots: Sequence[Spot]
    is_simulated: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of raw rows.

    ``shows`` are the ways to choose among them, in words; ``find`` gives the rows of one, with
    all that ``line`` reads. ``heads`` are the names of the spots.
    """

    address: str
    title: str
    shows: Mapping[str, str]
    heads: Sequence[str]
    find: Callable[[Wanted, str], QuerySet[Any]]
    line: Callable[[Any, date], ListedRow]
    note: str = ""
    narrow: Callable[[Slice, date], Slice] | None = None
    hidden_shows: Mapping[str, str] = field(default_factory=dict)
    """Further choices that numbers lead to and the page does not offer."""

    def words(self, show: str) -> str | None:
        """Return the words of a choice; ``None`` when there is none of that name."""
        return self.shows.get(show) or self.hidden_shows.get(show)


@dataclass(frozen=True)
class Listing:
    """The content of a list; ``is_capped`` says that more match than are counted."""

    kind: Kind
    chosen: Chosen
    show: str
    shows: Sequence[Link]
    about: str
    period: str
    rooms: Sequence[Link]
    rows: Sequence[ListedRow]
    total: int
    is_capped: bool
    page: int
    pages: int
    page_base: str
    files: Sequence[Link]
    simulated: str


@dataclass(frozen=True)
class Asked:
    """What an address of a list asks for."""

    kind: Kind
    chosen: Chosen
    show: str
    only: Mapping[str, str]
    wanted: Wanted

    def href(self, show: str) -> str:
        """Return the address of the same list with another choice."""
        return self.wanted.part.address(reverse(self.kind.address), show=show, **self.only)

    @property
    def rows(self) -> QuerySet[Any]:
        """The rows in their order."""
        return self.kind.find(self.wanted, self.show)

    @property
    def about(self) -> str:
        """What part of the country it is of, in words."""
        words = self.chosen.words
        if OWN in self.only:
            words += " (เฉพาะหน่วยงานนี้)"
        return f"{words} · {NOWHERE}" if NOWHERE_KEY in self.only else words


def read_asked(kind: Kind, given: Mapping[str, str], today: date) -> Asked:
    """Read an address; what cannot be read falls back, and the page says so."""
    known, chosen = tree(), choose(given, today)
    show = given.get("show", "")
    show = show if kind.words(show) else next(iter(kind.shows))
    only = {name: "1" for name in (OWN, NOWHERE_KEY) if given.get(name) == "1"}
    part = kind.narrow(chosen.slice, today) if kind.narrow else chosen.slice
    wanted = Wanted(part, known, today, OWN in only, NOWHERE_KEY in only)
    return Asked(kind, chosen, show, only, wanted)


def listing(asked: Asked, page: str, rooms: Sequence[tuple[str, str]]) -> Listing:
    """Return one page of a list; its rows are counted up to a limit."""
    ids = list(asked.rows.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    total = min(len(ids), MOST_COUNTED)
    pages = max(1, -(-total // ROWS_A_PAGE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(1, number), pages)
    shown = ids[:total][(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    found = {row.pk: row for row in asked.rows.filter(pk__in=shown)}
    lines = [asked.kind.line(found[pk], asked.wanted.today) for pk in shown if pk in found]
    here = asked.href(asked.show)
    here_path = reverse(asked.kind.address)
    return Listing(
        kind=asked.kind,
        chosen=asked.chosen,
        show=asked.kind.words(asked.show) or "",
        shows=[
            Link(words, asked.href(show), current=show == asked.show)
            for show, words in asked.kind.shows.items()
        ],
        about=asked.about,
        period=replace(asked.chosen, slice=asked.wanted.part).period,
        rooms=[
            Link(name, asked.chosen.slice.address(href), current=href == here_path)
            for name, href in rooms
        ],
        rows=lines,
        total=total,
        is_capped=len(ids) > MOST_COUNTED,
        page=number,
        pages=pages,
        page_base=f"{here}&page=",
        files=[
            Link(f"ดาวน์โหลด {words}", f"{here}&{FORMAT}={name}")
            for name, words in (("csv", "CSV"), ("xlsx", "Excel"))
        ],
        simulated=SIMULATED_TH if any(line.is_simulated for line in lines) else "",
    )


def file_lines(asked: Asked) -> list[list[str | int | float]]:
    """Return all rows of a list for a file, up to a limit; made-up ones say so."""
    lines = []
    for row in asked.rows[:MOST_IN_FILE]:
        line = asked.kind.line(row, asked.wanted.today)
        texts = [spot.text for spot in line.spots]
        lines.append([*texts, SIMULATED_TH if line.is_simulated else ""])
    return lines
