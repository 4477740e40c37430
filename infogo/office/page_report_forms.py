"""What officers type about reports of readers."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.office.rating_forms import prose
from infogo.page_reports.models import State
from infogo.page_reports.services import LONGEST_ANSWER
from infogo.workspace.choices import radios

TO_CENTRE, GIVE_BACK = "to-centre", "give-back"
OUTCOMES = (
    (State.MENDING.value, "กำลังแก้"),
    (State.MENDED.value, "แก้แล้ว"),
    (State.NOT_ERROR.value, "ข้อมูลไม่ผิด"),
    (State.ANSWERED.value, "ตอบคำถามแล้ว"),
)
HANDING = {
    TO_CENTRE: "ไม่ใช่งานของหน่วยงานนี้ ส่งให้ส่วนกลาง",
    GIVE_BACK: "เป็นงานของหน่วยงานเจ้าของหน้า ส่งกลับ",
}


MAY_BE_EMPTY = "ถ้าเลือก “กำลังแก้” เว้นว่างได้ อย่าใส่ชื่อหรือเลขบัตรของใคร"
OF_THE_CENTRE = f"ผู้แจ้งเห็นว่าผู้ดูแลเว็บไซต์เป็นผู้ตอบ ไม่เห็นชื่อคุณ {MAY_BE_EMPTY}"


class AnswerForm(forms.Form):
    """What becomes of a report, with words for the reader; ``seen`` is the state on her page."""

    to = radios("ผลของเรื่องนี้", (), asks="เลือกผลของเรื่องนี้")
    text = prose(
        "บอกผู้แจ้ง",
        LONGEST_ANSWER,
        f"ผู้แจ้งเห็นชื่อหน่วยงาน ไม่เห็นชื่อคุณ {MAY_BE_EMPTY}",
        rows=6,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, now: str, handing: str, *args: Any, is_of_centre: bool = False, **kwargs: Any
    ) -> None:
        """Offer every state but the present one; ``handing`` is the way on, if there is one."""
        super().__init__(*args, **kwargs)
        if is_of_centre:
            self.fields["text"].help_text = OF_THE_CENTRE
        offered = [pair for pair in OUTCOMES if pair[0] != now]
        if handing:
            offered.append((handing, HANDING[handing]))
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        """Ask for words wherever the reader needs some."""
        cleaned = super().clean() or {}
        is_missing = "text" not in self.errors and not (cleaned.get("text") or "").strip()
        if is_missing and cleaned.get("to", State.MENDING) != State.MENDING:
            self.add_error("text", "เขียนบอกผู้แจ้งก่อน ผู้แจ้งจะอ่านข้อความนี้")
        return cleaned
