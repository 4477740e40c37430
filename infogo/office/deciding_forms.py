"""What adopting agencies and those who end a manual type when they decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infogo.core.written import asked_words
from infogo.manuals.content import Section
from infogo.workspace.choices import Prose

FOLLOW, KEEP = "follow", "keep"
LONGEST_REASON = 400
MOST_DIGITS = 15


class StandardChangeForm(forms.Form):
    """Where an adopting agency follows the new standard, section by section or all at once."""

    seen = forms.IntegerField(min_value=1, max_value=10**15)
    everywhere = forms.ChoiceField(required=False, choices=[(FOLLOW, ""), (KEEP, "")])

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [section.code for section in sections]
        at_once = self.is_bound and bool(self.data.get("everywhere"))
        for section in sections:
            missing = f"เลือกว่า “{section.title}” จะใช้ตามมาตรฐานใหม่หรือคงของเรา"
            self.fields[section.code] = forms.ChoiceField(
                label=str(section.title),
                required=not at_once,
                choices=[(FOLLOW, "ใช้ตามมาตรฐานใหม่"), (KEEP, "คงของเรา")],
                error_messages={"required": missing, "invalid_choice": missing},
                # Drawn by hand; a text's field knows where an error links to.
                widget=forms.TextInput(),
            )

    @property
    def accepted(self) -> list[str]:
        """Return the sections in which the agency follows the standard."""
        everywhere = self.cleaned_data["everywhere"]
        return [
            code for code in self.codes if (everywhere or self.cleaned_data.get(code)) == FOLLOW
        ]


class CancelForm(forms.Form):
    """Why a manual ends and what citizens do instead: a successor, or words."""

    reason = forms.CharField(
        label="เหตุผลที่ยกเลิก",
        help_text="ประชาชนอ่านข้อความนี้แทนหน้าคู่มือ เช่น กฎหมายไม่บังคับให้ขออนุญาตแล้ว",
        max_length=LONGEST_REASON,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"required": "บอกเหตุผลที่ยกเลิก"},
    )
    words = forms.CharField(label="ค้นกระบวนงานที่ใช้แทน", required=False, max_length=100)
    successor = forms.IntegerField(required=False, min_value=0, max_value=10**15)
    instead = forms.CharField(
        label="หรือบอกว่าประชาชนต้องทำอย่างไรแทน",
        help_text="เช่น ไม่ต้องขออนุญาตแล้ว ทำได้ทันที",
        required=False,
        max_length=LONGEST_REASON,
        widget=Prose(attrs={"rows": 3}),
    )

    @property
    def choice(self) -> dict[str, Any]:
        """Return the words of the search and the successor as typed, whatever else is missing."""
        words = asked_words(self["words"].value())
        successor = str(self["successor"].value() or "")
        is_number = successor.isascii() and successor.isdecimal() and len(successor) <= MOST_DIGITS
        return {"words": words, "successor": int(successor) if is_number else None}

    def clean(self) -> dict[str, Any]:
        """Check that citizens are told what to do instead."""
        cleaned = super().clean() or {}
        if not cleaned.get("successor") and not cleaned.get("instead"):
            self.add_error("instead", "เลือกกระบวนงานที่ใช้แทน หรือเขียนว่าประชาชนต้องทำอย่างไรแทน")
        return cleaned


class ReopenForm(forms.Form):
    """Why a cancelled manual is taken up again."""

    reason = forms.CharField(
        label="เหตุผลที่เปิดใช้อีกครั้ง",
        max_length=LONGEST_REASON,
        error_messages={"required": "บอกเหตุผลที่เปิดใช้อีกครั้ง"},
    )
