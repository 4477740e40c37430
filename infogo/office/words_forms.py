"""What officers type about the words of a service."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict

from infogo.editing.words import (
    LONGEST_TAG,
    MOST_TAGS,
    WordsOf,
    split_tags,
)
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS, split_sayings
from infogo.workspace.choices import Prose

SAVE, LOOK = "save", "look"
ACCEPT = "accept"


class WordsForm(forms.Form):
    """New words, the sentences of people, and the version that she saw."""

    new = forms.CharField(
        label="เพิ่มป้ายคำ",
        help_text=f"คั่นด้วยจุลภาคหรือขึ้นบรรทัดใหม่ คำละไม่เกิน {LONGEST_TAG} ตัวอักษร เช่น บัตรหาย, ทำบัตรใหม่",
        required=False,
        max_length=(LONGEST_TAG + 2) * MOST_TAGS,
        widget=Prose(attrs={"rows": 3}),
    )
    sayings = forms.CharField(
        label="ประโยคที่ประชาชนพูด",
        help_text="บรรทัดละประโยค เขียนอย่างที่คนเล่าเรื่องของตัวเอง เช่น ล้วงกระเป๋าแล้วไม่เจอบัตร",
        required=False,
        max_length=(LONGEST_SAYING + 2) * MOST_SAYINGS,
        widget=Prose(attrs={"rows": 8}),
    )
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


def going(data: QueryDict, present: WordsOf) -> frozenset[str]:
    """Return the tags that she ticked to take away; only those that are there."""
    return frozenset(data.getlist("remove")) & frozenset(present.tags)


@dataclass(frozen=True)
class TypedWords:
    """What the page was sent: words to add and to take away, sentences, and the version seen."""

    new: tuple[str, ...]
    removed: frozenset[str]
    sayings: tuple[str, ...]
    seen: str

    @classmethod
    def of(cls, form: WordsForm, data: QueryDict, present: WordsOf) -> TypedWords:
        """Read a valid form."""
        cleaned: dict[str, Any] = form.cleaned_data
        return cls(
            new=tuple(split_tags(cleaned["new"])),
            removed=going(data, present),
            sayings=tuple(split_sayings(cleaned["sayings"])),
            seen=cleaned["seen"],
        )

    @classmethod
    def untouched(cls, present: WordsOf) -> TypedWords:
        """Return what a page shows that was just opened."""
        return cls((), frozenset(), present.sayings, present.version)

    def adding(self, word: str) -> TypedWords:
        """Return the same with one word more."""
        return replace(self, new=tuple(dict.fromkeys((*self.new, word))))

    def tags_after(self, present: WordsOf) -> list[str]:
        """Return all tags as they would be."""
        kept = [tag for tag in present.tags if tag not in self.removed]
        return [*kept, *self.new]

    def initial(self) -> dict[str, str]:
        """Return the form's fields."""
        return {
            "new": "\n".join(self.new),
            "sayings": "\n".join(self.sayings),
            "seen": self.seen,
        }
