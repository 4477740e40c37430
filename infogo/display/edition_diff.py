"""What changed between two editions of a manual, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from infogo.manuals.diff import Change, ContentDiff, FieldDiff, ItemDiff


@dataclass(frozen=True)
class ItemRow:
    """One item that changed, as ``diff_list`` reads it; ``mark`` says how in words."""

    mark: str
    kind: str
    lines: Sequence[Any]


@dataclass(frozen=True)
class FieldRow:
    """One field with what changed in it; ``kept`` items stayed as they were."""

    label: str
    items: Sequence[ItemRow]
    kept: int


@dataclass(frozen=True)
class SectionRow:
    """One section in which something changed."""

    code: str
    number: int
    title: str
    fields: Sequence[FieldRow]


def section_rows(diff: ContentDiff) -> list[SectionRow]:
    """Return what changed, section by section in the order of the form."""
    return [
        SectionRow(
            code=section.section.code,
            number=section.section.number,
            title=str(section.section.title),
            fields=[_field_row(field) for field in section.fields if field.is_changed],
        )
        for section in diff.changed
    ]


def _field_row(field: FieldDiff) -> FieldRow:
    changed = [item for item in field.items if item.change is not Change.KEPT or item.is_moved]
    return FieldRow(field.label, [_item_row(i) for i in changed], len(field.items) - len(changed))


def _item_row(item: ItemDiff) -> ItemRow:
    mark, kind = {
        Change.ADDED: (_("เพิ่ม"), "success"),
        Change.REMOVED: (_("ตัดออก"), "error"),
        Change.CHANGED: (_("แก้"), "warning"),
        Change.KEPT: (_("ย้ายลำดับ"), "info"),
    }[item.change]
    if item.is_moved and item.change is Change.CHANGED:
        mark = _("แก้และย้ายลำดับ")
    return ItemRow(mark, kind, item.lines)
