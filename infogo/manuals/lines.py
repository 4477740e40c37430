"""The values of a manual as labelled lines of text, for comparing and for plain documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from infogo.core.dates import long_date
from infogo.core.durations import Duration
from infogo.core.hours import Hours, HoursException
from infogo.core.hours_text import sentence
from infogo.core.money import baht_text
from infogo.core.phones import Phone
from infogo.manuals.formulas import FormulaInput, FormulaOption
from infogo.manuals.labels import choice_label, field_label
from infogo.manuals.part import Listing, ListingState, Part

SAYS_CODE = frozenset({FormulaInput, FormulaOption})
"""Pieces whose code is a word that its officers write with; other codes are for machines."""
MONEY = frozenset({"amount_satang", "amount_max_satang", "stamp_duty_satang"})


@dataclass(frozen=True)
class Line:
    """One field of an item as text; labels are unique within an item."""

    label: str
    text: str


def items_of(value: Any) -> tuple[Any, ...]:
    """Return a field's value as items: those of a list, or the single value that there is.

    A list that says "none" gives that word as its only item: it is an answer like any other.
    """
    if isinstance(value, Listing):
        if value.state is ListingState.LISTED:
            return value.items
        return (value.state,) if value.is_none else ()
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def lines_of(item: Any) -> tuple[Line, ...]:
    """Return what an item says, one line per field that says anything, in the order of the form.

    Numbers of copies are always there, because 0 is an answer; empty texts are left out, and so
    are codes, which are nothing to read.
    """
    if not isinstance(item, Part):
        return (Line("", text_of(item)),)
    owner = type(item)
    found = []
    for name in owner.model_fields:
        value = getattr(item, name)
        if (
            (name == "code" and owner not in SAYS_CODE)
            or value is None
            or value == ""
            or value == ()
        ):
            continue
        label = field_label(owner, name)
        if isinstance(value, Part):
            found += [Line(f"{label}: {line.label}", line.text) for line in lines_of(value)]
            continue
        text = baht_text(value) if name in MONEY else text_of(value)
        found.append(Line(label, text))
    return tuple(found)


def text_of(value: Any) -> str:
    """Return one value in words: units, amounts and dates as Thai readers write them."""
    if isinstance(value, StrEnum):
        return choice_label(value)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, Duration):
        return value.text()
    if isinstance(value, Hours):
        return _hours_text(value)
    if isinstance(value, Phone):
        return value.display
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Part):
        first, *rest = lines_of(value) or [Line("", "")]
        told = ", ".join(f"{x.label} {x.text}" if x.text[:1].isdigit() else x.text for x in rest)
        return f"{first.text}: {told}" if told else first.text
    if isinstance(value, tuple):
        between = "; " if value and isinstance(value[0], Part) else ", "
        return between.join(text_of(part) for part in value)
    return str(value)


def stored_line(item: Any) -> Line:
    """Return an item as it is stored, for differences that its words do not show."""
    stored = item.model_dump(mode="json") if isinstance(item, BaseModel) else str(item)
    return Line(_("ค่าที่เก็บไว้"), json.dumps(stored, ensure_ascii=False, sort_keys=True))


def _hours_text(hours: Hours) -> str:
    parts = [sentence(hours)]
    parts += [note for note in (hours.note, hours.text) if note and note not in parts[0]]
    parts += [exception_text(exception) for exception in hours.exceptions]
    return "; ".join(parts)


def exception_text(exception: HoursException) -> str:
    """Write days that differ: which, when it is open then, and why."""
    days = long_date(exception.first_on)
    if exception.last_on is not None:
        days = f"{days} – {long_date(exception.last_on)}"
    times = ", ".join(f"{part.opens:%H:%M}–{part.closes:%H:%M}" for part in exception.intervals)
    return " ".join(part for part in (days, times or _("ปิด"), exception.note) if part)
