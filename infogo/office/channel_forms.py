"""What officers type about electronic channels and announcements, checked for shape."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.channels.facts import LONGEST_PURPOSE
from infogo.channels.models import LONGEST_ADDRESS, LONGEST_ORDER
from infogo.channels.rules import EActParameters
from infogo.channels.services import Answered
from infogo.display.filters import DOT
from infogo.office.file_forms import FormWithFile, upload_field
from infogo.workspace.choices import line, radios
from infogo.workspace.forms import DayField

ISSUED, AT_IT = "issued", "at_it"


class ChannelForm(forms.Form):
    """One channel."""

    def __init__(self, *args: Any, rules: EActParameters, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = rules.level_of
        self.fields["kind"] = radios(
            "ประเภทช่องทาง",
            [(k.code, f"{k.label_th} ({levels[k.level].label_th})") for k in rules.kinds],
        )
        hints = DOT.join(f"{kind.label_th}: {kind.hint_th}" for kind in rules.kinds[:2])
        self.fields["address"] = line("ที่อยู่ของช่องทาง", LONGEST_ADDRESS, hints, required=True)
        self.fields["purpose_th"] = line("ใช้ทำอะไร (ถ้ามี)", LONGEST_PURPOSE, "เช่น ยื่นคำขอทุกเรื่อง")
        self.fields["opened_on"] = DayField("วันที่เปิดใช้")


class DeclareForm(FormWithFile):
    """What an agency answers about one section."""

    def __init__(self, request: Any, *, initial: dict[str, Any], needs_file: bool) -> None:
        super().__init__(request, initial=initial)
        self.fields["answer"] = radios(
            "ออกประกาศหรือคำสั่งแล้วหรือยัง",
            [(ISSUED, "ออกแล้ว"), (AT_IT, "อยู่ระหว่างดำเนินการ")],
        )
        self.fields["order_number"] = line("เลขที่ประกาศหรือคำสั่ง", LONGEST_ORDER)
        self.fields["signed_on"] = DayField("วันที่ลงนาม", required=False)
        self.fields["file"] = upload_field("ไฟล์ประกาศหรือคำสั่งที่ลงนามแล้ว", required=False)
        if not needs_file:
            self.fields["file"].help_text += " ถ้าไม่เลือก ใช้ไฟล์เดิม"
        self.fields["expected_on"] = DayField(
            "คาดว่าจะออกเมื่อไร (ถ้ายังไม่ออก)", "เว้นว่างได้", required=False
        )
        self.fields["seen"] = forms.IntegerField(
            min_value=0, max_value=10**9, widget=forms.HiddenInput
        )

    @property
    def answered(self) -> Answered:
        """What was answered; for a form that is valid."""
        given = self.cleaned_data
        return Answered(
            is_issued=given["answer"] == ISSUED,
            order_number=given["order_number"],
            signed_on=given["signed_on"],
            expected_on=given["expected_on"],
        )
