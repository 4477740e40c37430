"""What officers type about ratings: replies, reasons, ready texts, improvements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from infogo.ratings.models import ReplyKind
from infogo.ratings.officer_words import HIDING_REASONS
from infogo.ratings.services.deciding import LONGEST_REPLY
from infogo.workspace.choices import Prose, Radios, line, radios, too_long

LONGEST_REASON_TEXT = 400
RELEASE, HIDE = "release", "hide"
REASONS = [(reason.value, reason.label) for reason in HIDING_REASONS]
WHY_HINT = "บอกว่าส่วนไหนของข้อความ ผู้ตรวจสอบอ่านได้ เช่น บรรทัดที่สองมีเบอร์โทรของผู้อื่น"


def prose(label: str, longest: int, hint: str = "", rows: int = 5, **more: Any) -> forms.CharField:
    """Return a field of some lines that is at most ``longest`` characters long."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=Prose(attrs={"rows": rows}),
        error_messages={
            "required": f"ใส่{label}",
            "max_length": too_long(label, longest),
        },
        **more,
    )


class ReplyForm(forms.Form):
    """An answer, and who reads it."""

    kind = radios("ใครอ่านได้", ReplyKind.choices, initial=ReplyKind.PUBLIC, asks="เลือกว่าใครอ่านได้")
    text = prose(
        "คำตอบ",
        LONGEST_REPLY,
        "ประชาชนเห็นชื่อหน่วยงาน ไม่เห็นชื่อคุณ อย่าใส่ชื่อ เบอร์โทร หรือเลขบัตรของใคร",
        rows=7,
    )


class ReadyChoiceForm(forms.Form):
    """Which ready text to put into the answer that is being written."""

    template = forms.IntegerField(
        min_value=1, max_value=10**15, error_messages={"required": "เลือกข้อความสำเร็จรูป"}
    )


class HidingForm(forms.Form):
    """Why a rating is hidden."""

    reason = radios("เหตุที่ซ่อน", REASONS)
    text = prose("คำอธิบาย", LONGEST_REASON_TEXT, WHY_HINT, rows=3)


class HeldForm(forms.Form):
    """What becomes of the held ratings that she ticked; hiding needs a reason."""

    rating = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "ติ๊กความเห็นอย่างน้อยหนึ่งรายการ"}
    )
    act = forms.ChoiceField(
        choices=[(RELEASE, "เผยแพร่"), (HIDE, "ซ่อน")],
        error_messages={"required": "เลือกว่าจะเผยแพร่หรือซ่อน"},
    )
    reason = radios("เหตุที่ซ่อน", REASONS, required=False)
    text = prose("คำอธิบาย", LONGEST_REASON_TEXT, WHY_HINT, rows=3, required=False)

    def __init__(self, *args: Any, offered: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rating"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(number), str(number)) for number in offered]
            field.error_messages["invalid_choice"] = "รายการเปลี่ยนไปแล้ว อ่านแล้วติ๊กใหม่"

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where something is hidden."""
        cleaned = super().clean() or {}
        if cleaned.get("act") == HIDE:
            for name, missing in (("reason", "เลือกเหตุที่ซ่อน"), ("text", "ใส่คำอธิบาย")):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, missing)
        return cleaned


class ReadyTextForm(forms.Form):
    """A ready text for answers."""

    title = line("ชื่อข้อความ", 120, "ให้ผู้ตอบเลือกถูก เช่น ขออภัยที่รอนาน", required=True)
    text = prose("ข้อความ", LONGEST_REPLY, "แก้ได้อีกก่อนตอบทุกครั้ง", rows=7)


class ImprovementForm(forms.Form):
    """What people said, what was changed, and the edition in which it can be read."""

    theme = prose(
        "ประชาชนบอกว่า",
        300,
        "สรุปสิ่งที่หลายคนบอก ไม่ต้องอ้างคำของใคร เช่น ถูกขอสำเนาบัตรทั้งที่มีบัตรจริง",
        rows=3,
    )
    change = prose("เราปรับแล้ว", 1000, "บอกสิ่งที่ต่างไปตอนนี้ เช่น เลิกขอสำเนา ใช้บัตรจริงใบเดียว", rows=4)
    revision = forms.TypedChoiceField(
        label="อ่านได้ในฉบับไหน",
        help_text="ประชาชนเปิดอ่านฉบับนี้ได้",
        coerce=int,
        widget=Radios,
        error_messages={"required": "เลือกฉบับของคู่มือ", "invalid_choice": "เลือกฉบับของคู่มือ"},
    )

    def __init__(self, *args: Any, editions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["revision"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(number), words) for number, words in editions]
