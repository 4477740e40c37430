"""The form about one finding of reported numbers."""

from __future__ import annotations

from django import forms

from infogo.oversight.services.doubts import LONGEST_WORDS
from infogo.workspace.choices import Prose


class DoubtForm(forms.Form):
    """What to do with a finding; asking needs words, which the service checks."""

    SEEN, ASK = "seen", "ask"
    act = forms.ChoiceField(choices=[(SEEN, "ดูแล้ว"), (ASK, "ขอให้ตรวจ")])
    text = forms.CharField(
        label="ขอให้หน่วยงานตรวจอะไร",
        help_text="เขียนเมื่อขอให้หน่วยงานตรวจ ผู้รายงานของหน่วยงานจะเห็นข้อความนี้",
        max_length=LONGEST_WORDS,
        required=False,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"max_length": f"ข้อความยาวเกินไป เขียนไม่เกิน {LONGEST_WORDS} ตัวอักษร"},
    )
