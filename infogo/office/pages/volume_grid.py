"""The grid of a month: rows to fill in, what was typed, what looks wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.core.written import asked_words
from infogo.display.filters import DOT
from infogo.office.pages.volumes import MonthHead, head_of
from infogo.pins.models import Pin
from infogo.volumes.definition import FieldKind, FormDefinition, FormField
from infogo.volumes.errors import MovedOnError, RowProblem
from infogo.volumes.expected import (
    Key,
    Line,
    Reach,
    first_points,
    key_of,
    online_lines,
    pin_lines,
    reach,
    unfilled,
    visible_reach,
)
from infogo.volumes.findings import WEIGHT_WORDS
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.selectors import (
    Filled,
    expected_now,
    filled_lines,
    online_left,
    required_columns,
    rows_left,
    sums_of,
)
from infogo.volumes.services.rows import RowInput
from infogo.volumes.values import UNITS, Value, read_values, show_value

PAGE_SIZE = 25
ZERO, NOTE, SEEN, OFFERED = "zero", "note", "seen", "offered"
LEFT = "left"
_CURSOR = re.compile(r"(\d{1,15})-(\d{1,15})", re.ASCII)
KINDS = {"must": "error", "explain": "warning", "ask": "warning"}
ONE_WEIGHT_ONLY = 3
"""Findings shown in a row; the page of findings has all."""


@dataclass(frozen=True)
class Cell:
    """One value to type; ``choices`` are the units of a duration."""

    name: str
    field: FormField
    text: str
    wrong: str = ""
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Said:
    """One finding in a row, in words; ``kind`` colours its tag."""

    tag: str
    kind: str
    text: str


@dataclass(frozen=True)
class GridRow:
    """One service at a point.

    ``wrong`` is what is wrong with the row as a whole; ``offered`` the number with which a new row
    begins, empty where there is none.
    """

    key: str
    title: str
    place: str
    cells: Sequence[Cell]
    details: Sequence[Cell]
    is_zero: bool
    note: str
    seen: int
    offered: str
    saved: str
    wrong: str
    is_told: bool
    said: Sequence[Said]
    is_hers: bool
    has_details: bool


@dataclass(frozen=True)
class Progress:
    """How many of her rows are told, how many are left, and the address of those."""

    filled: int
    left: int
    href: str


@dataclass(frozen=True)
class GridPage:
    """The page of a month."""

    head: MonthHead
    progress: Progress
    form: FormDefinition
    rows: Sequence[GridRow]
    sums: Sequence[tuple[str, int | None]]
    query: str
    show: str
    first_href: str
    next_href: str
    after: str
    keys: str
    hidden: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Typed:
    """What was sent: texts by key and name of the field, and what is wrong with them."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wrong: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Narrowing:
    """Which rows of a month are shown."""

    words: str = ""
    show: str = ""
    after: tuple[int, int] | None = None

    @classmethod
    def read(cls, asked: QueryDict) -> Narrowing:
        """Read it from an address."""
        words = asked_words(asked.get("q"))
        show = LEFT if asked.get("show") == LEFT else ""
        found = _CURSOR.fullmatch(asked.get("after", ""))
        return cls(words, show, (int(found[1]), int(found[2])) if found else None)

    def href(self, path: str, after: str = "") -> str:
        """Return the address of the same list, from a place on."""
        given = {"q": self.words, "show": self.show, "after": after}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path


def lines_of(
    hers: Reach, report: MonthlyReport | None, form: FormDefinition, asked: Narrowing
) -> tuple[list[Line], str]:
    """Return one page of lines and where the next begins; at most four queries."""
    pins = hers.pins()
    if asked.words:
        pins = pins.filter(
            Q(procedure__name_th__icontains=asked.words) | Q(point__name_th__icontains=asked.words)
        )
    if asked.show == LEFT:
        pins = unfilled(pins, [report.pk] if report else [], required_columns(form))
    if asked.after:
        point, pin = asked.after
        pins = pins.filter(Q(point__gt=point) | Q(point=point, pk__gt=pin))
    begin = asked.after[0] if asked.after else 0
    points = first_points(pins, hers.agency.pk, begin, PAGE_SIZE + 1)
    found = list(_ordered(pins.filter(point__in=points))[: PAGE_SIZE + 1])
    online = online_left(hers, report, form) if asked.show == LEFT else hers.online()
    lines = [] if asked.after else online_lines(online)
    lines = [line for line in lines if asked.words.casefold() in line.title.casefold()]
    lines += pin_lines(found[:PAGE_SIZE])
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return lines, f"{last.point_id}-{last.pk}" if last else ""


def progress_of(
    hers: Reach, month: date, report: MonthlyReport | None, form: FormDefinition
) -> Progress:
    """Return how far her part of a report is.

    That of a whole agency is counted with the report; that of a narrowed right costs four queries.
    """
    path = reverse("office:volumes_month", args=[hers.agency.pk, month])
    href = Narrowing(show=LEFT).href(path)
    if hers.is_whole:
        asked = expected_now(hers.agency.pk, report)
        filled = min(report.filled if report else 0, asked)
        return Progress(filled, asked - filled, href)
    left = rows_left(hers, report, form)
    return Progress(hers.pins().count() + hers.online().count() - left, left, href)


def _ordered(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    return pins.order_by("point_id", "pk").select_related("procedure", "point")


def grid_page(
    rights: Rights,
    agency: Agency,
    month: date,
    form: FormDefinition,
    asked: Narrowing,
    typed: Typed | None = None,
) -> GridPage:
    """Return the page of a month; a constant number of queries."""
    head = head_of(rights, agency, month, form)
    hers, seen = reach(rights, agency), visible_reach(rights, agency)
    lines, after = lines_of(seen, head.report, form, asked)
    own = set(hers.known([line.key for line in lines])) if head.can_edit else set()
    filled = filled_lines(agency.pk, month, form, lines)
    rows = [grid_row(form, each, typed or Typed(), each.line.key in own) for each in filled]
    path = head.path
    sums = sums_of(seen, head.report, form) if head.report else {}
    return GridPage(
        head=head,
        progress=progress_of(hers, month, head.report, form),
        form=form,
        rows=rows,
        sums=[(each.label, sums.get(each.name)) for each in form.main],
        query=asked.words,
        show=asked.show,
        first_href=asked.href(path) if asked.after else "",
        next_href=asked.href(path, after) if after else "",
        after=after,
        keys=" ".join(row.key for row in rows if row.is_hers),
        hidden=[(n, v) for n, v in (("q", asked.words), ("show", asked.show)) if v],
    )


def grid_row(form: FormDefinition, filled: Filled, typed: Typed, is_hers: bool) -> GridRow:
    """Return one row: as typed where somebody has just typed it, else as it is kept.

    What was typed keeps the version from which its writer began: somebody else may have saved the
    row since, and the next save must not write over it unseen.
    """
    key, row = str(filled.line.key), filled.row
    texts = typed.texts.get(key)

    def cell(each: FormField) -> Cell:
        text = texts.get(each.name, "") if texts is not None else _kept(form, filled, each)
        choices = list(UNITS.items()) if each.kind is FieldKind.UNIT else ()
        return Cell(
            f"{key}.{each.name}", each, text, typed.wrong.get((key, each.name), ""), choices
        )

    details = [cell(each) for each in form.details]
    is_zero = bool(texts.get(ZERO)) if texts is not None else bool(row and row.is_zero)
    note = texts.get(NOTE, "") if texts is not None else (row.note if row else "")
    return GridRow(
        key=key,
        title=filled.line.title,
        place=filled.line.place,
        cells=[cell(each) for each in form.main],
        details=details,
        is_zero=is_zero,
        note=note,
        seen=_seen(texts) if texts is not None else row.version if row else 0,
        offered=str(filled.carried) if row is None and filled.carried is not None else "",
        saved=_saved(row),
        is_told=is_told(form, row),
        wrong=" ".join(words for name in ("", NOTE) if (words := typed.wrong.get((key, name), ""))),
        said=said_of(filled),
        is_hers=is_hers,
        # The zeros that "nobody came" wrote are nothing to look at.
        has_details=bool(note) or any(each.text not in ("", "0") for each in details),
    )


def is_told(form: FormDefinition, row: VolumeRow | None) -> bool:
    """Whether nothing is missing in a row that a report needs before it is submitted."""
    told = row.values if row else {}
    return all(told.get(each.name) is not None for each in form.fields if each.required)


def said_of(filled: Filled) -> list[Said]:
    """Return the gravest findings of a row in words."""
    return [
        Said(
            "อธิบายแล้ว" if each.words else WEIGHT_WORDS[each.weight],
            "info" if each.words else KINDS[each.weight],
            each.what,
        )
        for each in filled.findings[:ONE_WEIGHT_ONLY]
    ]


def _kept(form: FormDefinition, filled: Filled, each: FormField) -> str:
    """Return what is kept; what was left open last month is offered to begin with."""
    if filled.row is None:
        offered = filled.carried if each.name == form.carry.target else None
        return "" if offered is None else str(offered)
    value = filled.row.values.get(each.name)
    if each.kind is FieldKind.UNIT:
        return str(value or "")
    return show_value(each, value)


def _saved(row: VolumeRow | None) -> str:
    if row is None:
        return "ยังไม่ใส่"
    return f"บันทึกแล้ว {timezone.localtime(row.saved_at):%H:%M} {name_in(row.saved_by)}"


def read_grid(
    form: FormDefinition, sent: QueryDict, keys: Sequence[str]
) -> tuple[list[RowInput], Typed, list[RowProblem]]:
    """Read the rows of a page as they were typed.

    A row that is new and holds nothing but the number that was offered is left alone: nobody told
    it. Another number in its place was typed, and is kept.
    """
    inputs: list[RowInput] = []
    texts: dict[str, dict[str, str]] = {}
    problems: list[RowProblem] = []
    for text in keys:
        key = key_of(text)
        if key is None or f"{key}.{SEEN}" not in sent:
            continue
        names = [*(each.name for each in form.fields), ZERO, NOTE, SEEN, OFFERED]
        told = {name: sent.get(f"{key}.{name}", "") for name in names}
        texts[str(key)] = told
        values, wrong = read_values(form, str(key), told)
        problems += wrong
        row = _input(key, values, told)
        if not _is_untouched(form, row, told[OFFERED]):
            inputs.append(row)
    return inputs, Typed(texts), problems


def _input(key: Key, values: Mapping[str, Value], told: Mapping[str, str]) -> RowInput:
    return RowInput(
        key, values, is_zero=bool(told[ZERO]), note=told[NOTE].replace("\x00", ""),
        seen=_seen(told),
    )  # fmt: skip


def _seen(told: Mapping[str, str]) -> int:
    seen = told.get(SEEN, "")
    return int(seen[:9]) if seen.isascii() and seen.isdecimal() else 0


def _is_untouched(form: FormDefinition, row: RowInput, offered: str) -> bool:
    given = {name: str(value) for name, value in row.values.items() if value is not None}
    if offered and given.get(form.carry.target) == offered:
        del given[form.carry.target]
    return not row.seen and not row.is_zero and not row.note and not given


def was_filled_in(form: FormDefinition, typed: Typed, key: str) -> bool:
    """Whether "nobody came" wrote numbers that were not typed: the row is to be shown anew."""
    told = typed.texts.get(key, {})
    return bool(told.get(ZERO)) and any(
        not told.get(each.name, "").strip() for each in form.fields if each.zero or each.is_main
    )


def with_wrong(typed: Typed, problems: Sequence[RowProblem]) -> Typed:
    """Put what is wrong beside what was typed."""
    wrong = {(problem.key, problem.field): problem.thai for problem in problems}
    return Typed(typed.texts, wrong)


def with_moved(typed: Typed, refusal: MovedOnError) -> Typed:
    """Show rows that somebody else saved meanwhile as they are now; the others stay as typed."""
    texts = {key: told for key, told in typed.texts.items() if key not in refusal.keys}
    return Typed(texts, {(key, ""): refusal.thai for key in refusal.keys})


def problem_links(typed: Typed, rows: Sequence[GridRow]) -> list[tuple[str, str]]:
    """Return what is wrong as links to where it was typed, each with the name of its row."""
    titles = {row.key: f"{row.title} {row.place}".strip() for row in rows}
    return [
        (f"{key}.{name}" if name else f"n-{key}", DOT.join(filter(None, (titles.get(key), words))))
        for (key, name), words in typed.wrong.items()
        if key
    ]


def row_address(agency: Agency, month: date, key: str) -> str:
    """Return where one row is saved."""
    kwargs: dict[str, Any] = {"agency_id": agency.pk, "month": month, "key": key}
    return reverse("office:volumes_row", kwargs=kwargs)
