"""Forms of a finding: how far one is, who owns it, a note, and what two like names are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infogo.simplify.models import LONGEST_NOTE, State, Verdict
from infogo.workspace.choices import Prose, radios

LONG = {"max_length": f"เขียนไม่เกิน {LONGEST_NOTE:,} ตัวอักษร"}
DOES = {
    State.SEEN: "ดูแล้ว ยังไม่ทำตอนนี้",
    State.TAKEN: "รับทำ",
    State.DONE: "ทำแล้ว ประชาชนไม่ต้องทำเรื่องนี้อีก",
    State.NO_PROBLEM: "ไม่เป็นปัญหา",
}


class Seen(forms.Form):
    """A form that remembers which version of a finding was read."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class StateForm(Seen):
    """How far the centre is with a finding; the choices are the states that may follow."""

    state = radios("สถานะใหม่", ())
    reason = forms.CharField(
        label="เหตุผล",
        help_text="ต้องเขียนเมื่อไม่เป็นปัญหา หรือเมื่อเปิดเรื่องที่ปิดแล้ว",
        max_length=LONGEST_NOTE,
        required=False,
        widget=Prose(attrs={"rows": 3}),
        error_messages=LONG,
    )

    def __init__(self, *args: Any, states: Sequence[State], **more: Any) -> None:
        """Offer these states."""
        super().__init__(*args, **more)
        states_offered = [(state.value, DOES[state]) for state in states]
        self.fields["state"].choices = states_offered  # type: ignore[attr-defined]


class OwnerForm(Seen):
    """Which central officer looks after a finding; nobody when left empty."""

    owner = forms.ChoiceField(
        label="ผู้รับผิดชอบ",
        required=False,
        error_messages={"invalid_choice": "เลือกเจ้าหน้าที่จากรายการ"},
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **more: Any) -> None:
        """Offer these officers."""
        super().__init__(*args, **more)
        choices = [("", "ยังไม่มีผู้รับผิดชอบ"), *officers]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A note for a finding's history."""

    text = forms.CharField(
        label="บันทึกเพิ่ม",
        help_text="เช่น คุยกับใคร ตกลงว่าอย่างไร แก้หรือลบภายหลังไม่ได้",
        max_length=LONGEST_NOTE,
        widget=Prose(attrs={"rows": 3}),
        error_messages={"required": "เขียนบันทึกก่อนกดบันทึก", **LONG},
    )


class VerdictForm(Seen):
    """Whether two services with like names are one."""

    verdict = radios("สองเรื่องนี้", Verdict.choices, asks="เลือกว่าสองเรื่องนี้เป็นอย่างไร")
    reason = forms.CharField(
        label="เหตุผล (ถ้ามี)",
        max_length=LONGEST_NOTE,
        required=False,
        widget=Prose(attrs={"rows": 2}),
        error_messages=LONG,
    )
