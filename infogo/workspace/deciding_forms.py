"""What approvers and central reviewers type when they decide about a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infogo.manuals.content import Section
from infogo.workspace.choices import Prose

APPROVE, RETURN = "approve", "return"
LONGEST_COMMENT = 4000
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
                widget=Prose(attrs={"rows": 3}),
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
