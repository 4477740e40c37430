"""What every editor of the centre's reference data shows: a form, its effect, and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise

from infogo.accounts.names import name_in
from infogo.core.dates import long_date, short_date
from infogo.core.models import AuditEntry
from infogo.display.filters import DOT

MOST_CHANGES = 10
LONGEST_VALUE = 120
NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a text, perhaps a link, with a small note.

    ``listed`` are the same words line by line, where a page has room for a list.
    """

    text: str
    href: str = ""
    note: str = ""
    listed: Sequence[str] = ()


@dataclass(frozen=True)
class Grid:
    """A table; its first cells are the headers of rows. ``empty`` is said when it has none."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""


@dataclass(frozen=True)
class Fact:
    """A number or a word with what it means."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    lang: str | None = None


@dataclass(frozen=True)
class Preview:
    """What saving would change. ``announced`` are announcements as pages would show them."""

    lead: str
    facts: Sequence[Fact] = ()
    grids: Sequence[Grid] = ()
    warnings: Sequence[str] = ()
    announced: Sequence[Any] = ()


@dataclass(frozen=True)
class ChangeLine:
    """One change out of the audit trail, in words."""

    at: datetime
    actor: str
    what: str
    reason: str


@dataclass(frozen=True)
class Editing:
    """One editor: what it shows, what its form would change, and how that is saved.

    ``mark`` returns the mark of what is there now; ``save`` gets the form and the mark that she
    saw, and returns what is said afterwards. Both raise ``RefusalError`` where it cannot be.
    """

    title: str
    back: tuple[str, str | Promise]
    form: forms.Form
    look: Callable[[Any], Preview]
    save: Callable[[Any, str], str]
    to: str
    mark: Callable[[], str] = str
    lead: str = ""
    save_label: str = "บันทึก"
    now: Sequence[Fact] = ()
    links: Sequence[tuple[str, str]] = ()
    changes: Sequence[ChangeLine] = ()


@dataclass(frozen=True)
class Listing:
    """A list with what can be done to it; ``exports`` names the file of its table."""

    title: str
    lead: str
    back: tuple[str, str | Promise]
    grids: Sequence[Grid]
    exports: str
    actions: Sequence[tuple[str, str]] = ()
    tabs: Sequence[Mapping[str, Any]] = ()
    changes: Sequence[ChangeLine] = ()
    asked: str | None = None
    asked_label: str = ""
    notes: Sequence[str] = ()
    pages: tuple[int, int, str] = (1, 1, "")


@dataclass(frozen=True)
class Words:
    """How the trail of one kind of record is told: its verbs, its fields, and codes in them."""

    verbs: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


def history(target: str, words: Words, target_id: int | None = None) -> list[ChangeLine]:
    """Return the newest changes of a record, or of all of its kind; one query."""
    entries = AuditEntry.objects.filter(target=target).order_by("-number")
    if target_id is not None:
        entries = entries.filter(target_id=target_id)
    return [
        ChangeLine(
            at=timezone.localtime(entry.at),
            actor=name_in(entry.actor),
            what=_what(entry, words),
            reason=str(entry.detail.get("reason") or ""),
        )
        for entry in entries[:MOST_CHANGES]
    ]


def _what(entry: AuditEntry, words: Words) -> str:
    told = words.verbs.get(entry.verb, "แก้ข้อมูล")
    before, now = entry.detail.get("before") or {}, entry.detail.get("now") or {}
    if not isinstance(before, dict) or not isinstance(now, dict):
        pair = [text for text in (_plain(before), _plain(now)) if text != NOTHING]
        return f"{told}: {' → '.join(pair)}" if pair else told
    changed = [
        f"{label}: {_said(before, name, words)} → {_said(now, name, words)}"
        if before
        else f"{label}: {_said(now, name, words)}"
        for name, label in words.fields.items()
        if name in now and now.get(name) != before.get(name) and (before or now.get(name))
    ]
    return f"{told}{DOT}{DOT.join(changed)}" if changed else told


def _said(values: Mapping[str, Any], name: str, words: Words) -> str:
    """Return one value of the trail in words; codes by what they are called."""
    value = values.get(name)
    known = words.codes.get(value) if isinstance(value, str) else None
    return known or _plain(value)


def _plain(value: Any) -> str:
    """Return a value of the trail in words, shortened."""
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, list):
        text = ", ".join(str(part) for part in value if not isinstance(part, dict)) or (
            f"{len(value):,} รายการ"
        )
    else:
        text = _day_text(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _day_text(value: str) -> str:
    """Return a day or moment that was written for machines as people write it."""
    try:
        if len(value) == len("2026-01-01"):
            return short_date(date.fromisoformat(value))
        moment = timezone.localtime(datetime.fromisoformat(value))
    except ValueError:
        return value
    return f"{long_date(moment.date())} {moment:%H:%M} น."
