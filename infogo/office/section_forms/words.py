"""What a form says, as lines to read: for pages on which nothing can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infogo.manuals.lines import Line
from infogo.office.section_forms.control import Control

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
                yield Line(each.label, words)


def _words(control: Control) -> str:
    if control.kind in {"line", "text"}:
        return control.value
    if control.kind in CHOICES:
        return ", ".join(each.label for each in control.options if each.checked and each.value)
    if control.kind == "flag":
        return control.label if any(each.checked for each in control.options) else ""
    if control.kind == "row":
        values = [_words(part) for part in control.parts if part.kind == "line"]
        units = [_words(part) for part in control.parts if part.kind != "line"]
        said_values = "–".join(value for value in values if value)
        return " ".join(part for part in (said_values, *units) if part)
    if control.kind == "hidden":
        return control.hint
    inner = [_words(part) for part in (*control.parts, *control.rest)]
    inner += [_words(item.control) for item in control.items]
    return "; ".join(part for part in inner if part)
