"""What the central agency types about cases, checked for shape."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.inspection.models import LONGEST_TEXT
from infogo.inspection.selectors import OPEN, OVERDUE
from infogo.inspection.states import SHORT_TH, Outcome, Verb, outcomes_of
from infogo.workspace.choices import Prose, radios
from infogo.workspace.forms import DAY_HINT, DayField

STATES = ((OPEN, "ยังไม่ปิด"), (OVERDUE, "เกินกำหนดชี้แจง"), *SHORT_TH.items())


def text_field(label: str, hint: str, missing: str, rows: int = 5) -> forms.CharField:
    """Return a field for a text of some paragraphs."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_TEXT,
        widget=Prose(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": f"เขียนไม่เกิน {LONGEST_TEXT:,} ตัวอักษร",
        },
    )


class CaseFilter(forms.Form):
    """Which cases to list; what cannot be read does not count."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=STATES)
    outcome = forms.ChoiceField(required=False, choices=Outcome.choices)
    ministry = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    page = forms.IntegerField(required=False, min_value=1, max_value=99_999)


class SearchForm(forms.Form):
    """The name of a manual that is to be looked into."""

    q = forms.CharField(required=False, max_length=100)


class FlagForm(forms.Form):
    """Why a manual is flagged, and the draft from which the flag grew."""

    reason = text_field(
        "ขั้นตอนหรือเวลาใดล่าช้าเกินสมควร เพราะอะไร",
        "ข้อความนี้เก็บไว้เป็นเหตุผลของเรื่อง และอยู่ในร่างข้อเสนอคณะรัฐมนตรี",
        "บอกว่าขั้นตอนหรือเวลาใดล่าช้าเกินสมควร และเพราะอะไร",
    )
    draft = forms.IntegerField(
        required=False, min_value=1, max_value=10**15, widget=forms.HiddenInput
    )


class _ActForm(forms.Form):
    seen = forms.IntegerField(
        min_value=0,
        max_value=10**9,
        widget=forms.HiddenInput,
        error_messages={"required": "เปิดหน้านี้ใหม่"},
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state


class AskForm(_ActForm):
    """A request to the agency with its day."""

    text = text_field(
        "ข้อความถึงหน่วยงาน", "หน่วยงานเห็นข้อความนี้ และได้รับเป็นหนังสือทางอีเมล", "เขียนว่าต้องการให้ชี้แจงอะไร"
    )
    due_on = DayField("วันสุดท้ายที่ให้ชี้แจง", f"{DAY_HINT} หลังวันนี้")


class ProposeForm(_ActForm):
    """What the centre thinks, and what the cabinet is asked to order."""

    opinion = text_field(
        "ความเห็นของส่วนกลาง", "เช่น ระยะเวลาเกินมาตรฐานและไม่มีเหตุผลเพียงพอ", "เขียนความเห็นของส่วนกลาง"
    )
    proposal = text_field(
        "ข้อเสนอต่อคณะรัฐมนตรี",
        "เช่น ให้หน่วยงานลดเวลาเหลือ 29 วันทำการ และแก้คู่มือภายใน 60 วัน",
        "เขียนข้อเสนอต่อคณะรัฐมนตรี",
    )


class CloseForm(_ActForm):
    """What came of the case."""

    text = text_field("เหตุผลที่ปิดเรื่อง", "หน่วยงานที่ได้รับคำขอชี้แจงจะได้รับแจ้งผล", "บอกเหตุผลที่ปิดเรื่อง", 3)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, state=state, **kwargs)
        choices = [(str(each), each.label) for each in outcomes_of(state)]
        self.fields["outcome"] = radios("ผลของเรื่อง", choices)
        self.order_fields(["outcome", "text", "seen"])


FORMS: dict[Verb, type[_ActForm]] = {
    Verb.ASK: AskForm,
    Verb.PROPOSE: ProposeForm,
    Verb.CLOSE: CloseForm,
}
