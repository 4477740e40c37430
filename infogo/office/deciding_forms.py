"""What approvers, reviewers and adopting agencies type when they decide about manuals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infogo.manuals.content import Section

APPROVE, RETURN = "approve", "return"
FOLLOW, KEEP = "follow", "keep"
LONGEST_COMMENT = 4000
LONGEST_REASON = 400
MOST_DIGITS = 15
UNSENT_COMMENT = "คุณพิมพ์สิ่งที่ต้องแก้ไว้ ลบออกก่อนอนุมัติ หรือกดส่งกลับแก้ไข"
NO_COMMENT = "บอกว่าต้องแก้อะไร อย่างน้อยหนึ่งข้อ"


def comment_name(code: str) -> str:
    """Return the name of the field for a comment on a section."""
    return f"comment-{code}"


class DecisionForm(forms.Form):
    """What she decides about a draft, as which version she saw it, and a comment per section."""

    seen = forms.IntegerField(
        min_value=0, max_value=10**9, error_messages={"required": "เปิดหน้านี้ใหม่"}
    )
    act = forms.ChoiceField(
        choices=[(APPROVE, "อนุมัติ"), (RETURN, "ส่งกลับ")],
        error_messages={"required": "เลือกว่าจะอนุมัติหรือส่งกลับ"},
    )

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [section.code for section in sections]
        for section in sections:
            self.fields[comment_name(section.code)] = forms.CharField(
                label=f"ต้องแก้อะไรใน “{section.title}”",
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def comments(self) -> dict[str, str]:
        """Return what is to be changed, by section."""
        said = {code: self.cleaned_data.get(comment_name(code), "") for code in self.codes}
        return {code: text for code, text in said.items() if text}

    @property
    def typed(self) -> list[tuple[str, str, str]]:
        """Return code, label and text of the comments that were typed, sent or not."""
        if not self.is_bound:
            return []
        found = [(code, self[comment_name(code)]) for code in self.codes]
        return [(code, str(box.label), str(box.value())) for code, box in found if box.value()]

    def clean(self) -> dict[str, Any]:
        """Check that a draft is not sent back without a word, nor a word lost by approving."""
        cleaned = super().clean() or {}
        if cleaned.get("act") == APPROVE and self.comments:
            self.add_error(comment_name(next(iter(self.comments))), UNSENT_COMMENT)
        if cleaned.get("act") == RETURN and not self.comments and self.codes:
            self.add_error(comment_name(self.codes[0]), NO_COMMENT)
        return cleaned


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
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "บอกเหตุผลที่ยกเลิก"},
    )
    words = forms.CharField(label="ค้นกระบวนงานที่ใช้แทน", required=False, max_length=100)
    successor = forms.IntegerField(required=False, min_value=0, max_value=10**15)
    instead = forms.CharField(
        label="หรือบอกว่าประชาชนต้องทำอย่างไรแทน",
        help_text="เช่น ไม่ต้องขออนุญาตแล้ว ทำได้ทันที",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def choice(self) -> dict[str, Any]:
        """Return the words of the search and the successor as typed, whatever else is missing."""
        words = str(self["words"].value() or "").replace("\x00", "")
        successor = str(self["successor"].value() or "")
        is_number = successor.isascii() and successor.isdecimal() and len(successor) <= MOST_DIGITS
        return {"words": words[:100], "successor": int(successor) if is_number else None}

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
