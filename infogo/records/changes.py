"""What differs between two editions of a manual, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.display.told_changes import told
from infogo.manuals.content import ManualContent
from infogo.records.base import Record, said


class ChangeRecord(Record):
    """One change, told in a sentence and with both texts."""

    about: str = said("เรื่องใด", "documents, fees, time, steps, conditions, where or other")
    text: str = said("เปลี่ยนอะไร เป็นประโยค", "The change in one sentence, in Thai")
    before: str = said("ข้อความเดิม", "Text before, empty when it came new or is long")
    after: str = said("ข้อความใหม่", "Text after, empty when it went away or is long")


def change_records(old: ManualContent, new: ManualContent) -> list[ChangeRecord]:
    """Return the changes in the order in which they matter to somebody who prepares a visit."""
    return list(_changes(old, new))


def _changes(old: ManualContent, new: ManualContent) -> Iterator[ChangeRecord]:
    for change in told(old, new):
        yield ChangeRecord(
            about=change.felt.value,
            text=change.text,
            before=change.before,
            after=change.after,
        )
