"""What a form says, as lines to read: for pages on which nothing can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infogo.core.dates import THAI_WEEKDAYS
from infogo.manuals.lines import Line
from infogo.office.section_forms.control import Control

SHORTEST_RUN = 3
CHOICES = frozenset({"select", "radios", "checks"})


@dataclass(frozen=True)
class SaidField:
    """One field: its items, each with its lines; no items when it says nothing."""

    label: str
    items: tuple[tuple[Line, ...], ...]


def said(controls: Sequence[Control]) -> tuple[SaidField, ...]:
    """Return what the controls of a section say, valid or not."""
    return tuple(SaidField(control.label, tuple(_items(control))) for control in controls)


def _items(control: Control) -> Iterator[tuple[Line, ...]]:
    if control.kind != "list":
        if lines := tuple(_lines(control)):
            yield lines
        return
    for item in control.items:
        yield tuple(_lines(item.control)) or (Line("", "(ยังว่าง)"),)
    if not control.items and control.parts and (answer := _words(control.parts[0])):
        yield (Line("", answer),)


def _lines(control: Control) -> Iterator[Line]:
    """Yield a line for each part that says something; one value is a line without a label."""
    if control.kind != "group":
        if words := _words(control):
            yield Line("", words)
        return
    for part in (*control.parts, *control.rest):
        for each in part.parts if part.kind == "beside" else (part,):
            if words := _words(each):
                yield Line(each.label, "ใช่" if each.kind == "flag" else words)


def _words(control: Control) -> str:
    if control.kind in {"line", "text"}:
        return control.value
    if control.kind in CHOICES:
        chosen = [each.label for each in control.options if each.checked and each.value]
        return ", ".join(_days(chosen) if control.name.endswith(".days") else chosen)
    if control.kind == "flag":
        return control.label if any(each.checked for each in control.options) else ""
    if control.kind == "row":
        values = [_words(part) for part in control.parts if part.kind == "line"]
        units = [_words(part) for part in control.parts if part.kind != "line"]
        said_values = "–".join(value for value in values if value)
        return " ".join(part for part in (said_values, *units) if part)
    if control.kind == "hidden":
        return control.hint
    return _joined(control)


def _days(chosen: Sequence[str]) -> list[str]:
    """Return days of the week, three or more in a row as from which to which."""
    runs: list[list[str]] = []
    for day in chosen:
        number = THAI_WEEKDAYS.index(day)
        if runs and THAI_WEEKDAYS.index(runs[-1][-1]) == number - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        said_day
        for run in runs
        for said_day in ([f"{run[0]}–{run[-1]}"] if len(run) >= SHORTEST_RUN else run)
    ]


def _joined(control: Control) -> str:
    """Return all that stands inside; the choice that opened the rest goes without saying."""
    parts = [*control.parts, *control.rest, *(item.control for item in control.items)]
    opening = [part for part in parts if part.redraws]
    inner = [
        f"{part.label} {words}" if part.kind == "radios" and part.label not in words else words
        for part in parts
        if part not in opening and (words := _words(part))
    ]
    # Which days, and their times: one thing.
    between = " " if any(part.name.endswith(".days") for part in parts) else "; "
    return between.join(inner) or "; ".join(words for part in opening if (words := _words(part)))
