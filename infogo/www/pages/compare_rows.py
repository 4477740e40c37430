"""The rows of a comparison: what is the same stands in one row, and differences are said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.language import current_language
from infogo.display.filters import number
from infogo.display.key_facts import UNKNOWN, key_facts
from infogo.display.manual_parts import channel_label
from infogo.display.pauses import pause_lines
from infogo.display.received import received
from infogo.display.told_changes import fee_words, paper_words
from infogo.manuals.content import ManualContent
from infogo.manuals.part import Listing
from infogo.manuals.wording import limit_text
from infogo.thai.normalise import normalise


@dataclass(frozen=True)
class Cell:
    """What one manual says in a row: one line, or several as a list, in words of both languages.

    ``is_missing`` when it does not say, which is not the same as that there is none.
    """

    lines: tuple[str, ...]
    is_missing: bool = False


@dataclass(frozen=True)
class Row:
    """One thing compared; ``is_same`` when all manuals say the same of it."""

    label: str
    cells: Sequence[Cell]

    @property
    def is_same(self) -> bool:
        """Whether all say the same; a manual that says nothing agrees with nobody."""
        first = self.cells[0]
        return not first.is_missing and all(cell.lines == first.lines for cell in self.cells)


@dataclass(frozen=True)
class Part:
    """One table of the comparison."""

    code: str
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class _Thing:
    """One item of a list: what it is called, what makes it the same as another, what is said."""

    name: str
    words: str


def parts_of(
    contents: Sequence[ManualContent], counters: Sequence[int | None], *, only_differences: bool
) -> list[Part]:
    """Return the tables of a comparison.

    ``counters`` are how many points serve each manual; where that of one is not known, places are
    not compared.
    """
    parts = [
        Part("facts", _("โดยย่อ"), _fact_rows(contents, counters)),
        Part("documents", _("เอกสาร"), _listed(contents, "documents", _papers, _("ไม่ต้องใช้"))),
        Part("fees", _("ค่าธรรมเนียม"), _listed(contents, "fees", _fees, _("ไม่มี"))),
        Part("steps", _("ขั้นตอนและเวลา"), _step_rows(contents)),
        Part("channels", _("ช่องทาง"), _listed(contents, "channels", _channels, _("ไม่มี"))),
        Part("received", _("สิ่งที่ได้รับ"), _received_rows(contents)),
        Part("criteria", _("ใครยื่นได้และเงื่อนไข"), [_criteria_row(contents)]),
    ]
    if only_differences:
        parts = [
            Part(part.code, part.title, [row for row in part.rows if not row.is_same])
            for part in parts
        ]
    return [part for part in parts if part.rows]


def _fact_rows(contents: Sequence[ManualContent], counters: Sequence[int | None]) -> list[Row]:
    facts = [
        key_facts(content, count or 0) for content, count in zip(contents, counters, strict=True)
    ]
    rows = []
    for beside in zip(*facts, strict=True):
        if beside[0].icon == "pin" and None in counters:
            continue
        cells = [
            _missing()
            if fact.state == UNKNOWN
            else Cell((f"{fact.value} ({fact.note})" if fact.note else fact.value,))
            for fact in beside
        ]
        rows.append(Row(beside[0].label, cells))
    return rows


def _listed(
    contents: Sequence[ManualContent],
    field: str,
    things_of: Callable[[ManualContent], Iterable[_Thing]],
    nothing: str,
) -> list[Row]:
    """Return a row for every thing that a manual lists; those that all list come first.

    ``nothing`` is said of a manual that lists other things only.
    """
    names: dict[str, str] = {}
    said: list[dict[str, list[str]]] = []
    for content in contents:
        told: dict[str, list[str]] = {}
        for thing in things_of(content):
            key = normalise(thing.name)
            names.setdefault(key, thing.name)
            told.setdefault(key, []).append(thing.words)
        said.append(told)
    listings: list[Listing[object]] = [getattr(content, field) for content in contents]
    keys = sorted(names, key=lambda key: -sum(key in told for told in said))
    return [
        Row(
            names[key],
            [
                _cell(told, key, listing, nothing)
                for told, listing in zip(said, listings, strict=True)
            ],
        )
        for key in keys
    ]


def _cell(told: Mapping[str, list[str]], key: str, listing: Listing[object], nothing: str) -> Cell:
    if key in told:
        return Cell(tuple(words for words in told[key] if words) or (_("มี"),))
    return _missing() if listing.is_unknown else Cell((nothing,))


def _missing() -> Cell:
    return Cell((_("คู่มือไม่ได้บอก"),), is_missing=True)


def _papers(content: ManualContent) -> Iterable[_Thing]:
    for item in content.documents.items:
        yield _Thing(item.canonical or item.name, paper_words(item))


def _fees(content: ManualContent) -> Iterable[_Thing]:
    for fee in content.fees.items:
        condition = f" ({fee.condition})" if fee.condition else ""
        yield _Thing(fee.item, f"{fee_words(fee)}{condition}")


def _channels(content: ManualContent) -> Iterable[_Thing]:
    for channel in content.channels.items:
        yield _Thing(channel_label(channel), channel.description)


def _received_rows(contents: Sequence[ManualContent]) -> list[Row]:
    """Return one row of what each manual gives; none where none of them says anything."""
    results = [received(content) for content in contents]
    if not any(result.outputs for result in results):
        return []
    cells = [Cell(tuple(result.names)) if result.outputs else _missing() for result in results]
    return [Row(_("สิ่งที่ได้รับ"), cells)]


def _step_rows(contents: Sequence[ManualContent]) -> list[Row]:
    lang = current_language()
    totals = [
        Cell((limit_text(one), *pause_lines(one))) if one.total else _missing() for one in contents
    ]
    counts, steps = [], []
    for content in contents:
        items = content.steps.items
        if content.steps.is_unknown:
            counts.append(_missing())
            steps.append(_missing())
            continue
        count = ngettext("%(count)s ขั้น", "%(count)s ขั้น", len(items)) % {"count": number(len(items))}
        counts.append(Cell((count if items else _("ไม่มี"),)))
        lines = tuple(
            f"{step.title} ({step.duration.text(lang)})" if step.duration else step.title
            for step in items
        )
        steps.append(Cell(lines or (_("ไม่มี"),)))
    return [
        Row(_("ระยะเวลารวม"), totals),
        Row(_("จำนวนขั้นตอน"), counts),
        Row(_("ขั้นตอน"), steps),
    ]


def _criteria_row(contents: Sequence[ManualContent]) -> Row:
    cells = [
        _missing() if content.criteria.is_unknown else Cell(content.criteria.items or (_("ไม่มี"),))
        for content in contents
    ]
    return Row(_("เงื่อนไข"), cells)
