"""Comparing: a draft with what is public, or any two editions of a manual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from infogo.display.edition_diff import SectionRow, section_rows
from infogo.manuals.diff import diff_contents
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import SHOWN_STATUSES, edition_of, holder_of_editions

MOST_EDITIONS = 200


@dataclass(frozen=True)
class ComparePage:
    """Two editions beside each other."""

    manual_id: int
    name: str
    agency: str
    form: CompareForm
    old: int
    new: int
    old_at: datetime | None
    new_at: datetime | None
    sections: Sequence[SectionRow]


class CompareForm(forms.Form):
    """Which two editions to compare."""

    old = forms.TypedChoiceField(label="จาก", coerce=int, error_messages={"required": "เลือกฉบับแรก"})
    new = forms.TypedChoiceField(label="ถึง", coerce=int, error_messages={"required": "เลือกฉบับที่สอง"})

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), f"ฉบับที่ {number}") for number in numbers]
        for name in ("old", "new"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def add_prefix(self, field_name: str) -> str:
        """Name the fields as they stand in the address: ``from`` is no name in Python."""
        return {"old": "from", "new": "to"}.get(field_name, field_name)


def compare_page(manual: Manual, query: Any) -> ComparePage:
    """Compare the two editions that the address names; by default the newest with the one before.

    An agency that follows the standard manual compares the standard's editions.

    Raises:
        NotPublishedError: the manual has no edition that citizens could read.
    """
    editions = dict(
        ManualRevision.objects.filter(manual=holder_of_editions(manual), status__in=SHOWN_STATUSES)
        .order_by("-number")
        .values_list("number", "published_at")[:MOST_EDITIONS]
    )
    numbers = list(editions)
    asked = CompareForm(query, numbers=numbers)
    newest = numbers[0] if numbers else 0
    old, new = numbers[1] if len(numbers) > 1 else newest, newest
    if asked.is_valid():
        old, new = asked.cleaned_data["old"], asked.cleaned_data["new"]
    before, after = (edition_of(manual, number).content for number in (old, new))
    return ComparePage(
        manual_id=manual.pk,
        name=manual.procedure.name_th,
        agency=manual.agency.name_th,
        form=CompareForm(initial={"old": old, "new": new}, numbers=numbers),
        old=old,
        new=new,
        old_at=editions.get(old),
        new_at=editions.get(new),
        sections=section_rows(diff_contents(before, after)),
    )
