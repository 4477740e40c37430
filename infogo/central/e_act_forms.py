"""What the central agency types about announcements under section 20, checked for shape."""

from __future__ import annotations

from django import forms

from infogo.channels.counting import ANSWER_TH
from infogo.channels.models import LONGEST_REASON, Review, Section
from infogo.workspace.choices import Prose, radios

OUTCOMES = (
    (Review.ACCEPTED, "ถูกต้อง นับว่าดำเนินการแล้ว"),
    (Review.WRONG_FILE, "ไฟล์ไม่ถูกต้อง ให้หน่วยงานแนบใหม่"),
    (Review.IN_PROGRESS, "ยังอยู่ระหว่างดำเนินการ เช่น แนบเพียงร่าง"),
)


class ReviewForm(forms.Form):
    """What the central agency found."""

    review = radios("ผลตรวจ", OUTCOMES)
    reason = forms.CharField(
        label="บอกหน่วยงานว่าต้องแก้อะไร",
        help_text="ต้องใส่เมื่อไฟล์ไม่ถูกต้องหรือยังไม่เสร็จ หน่วยงานเห็นข้อความนี้",
        required=False,
        max_length=LONGEST_REASON,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"max_length": f"เขียนไม่เกิน {LONGEST_REASON} ตัวอักษร"},
    )
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


class StatusFilter(forms.Form):
    """Which agencies of the country to list; what cannot be read does not count."""

    q = forms.CharField(required=False, max_length=100)
    group = forms.CharField(required=False, max_length=40)
    section = forms.TypedChoiceField(
        required=False, coerce=int, choices=[(value, value) for value in Section.values]
    )
    answer = forms.ChoiceField(required=False, choices=list(ANSWER_TH.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=99_999)
