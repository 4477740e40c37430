"""What officers type about a round of a mobile unit; what it means is read below the faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from infogo.core.written import WrittenError
from infogo.geo.coordinates import LONGEST_INPUT
from infogo.geo.selectors import provinces_by_name
from infogo.rounds.facts import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    WRITTEN_FIELDS,
    RoundFacts,
    read_round,
)
from infogo.rounds.services import LONGEST_REASON
from infogo.workspace.choices import Checks, line, radios

ALL, SOME = "all", "some"
TAKES = [(ALL, "ทุกเรื่องที่ปักหมุดไว้ที่หน่วยนี้"), (SOME, "เฉพาะเรื่องที่ติ๊กด้านล่าง")]
HINTS = {
    "first_on": "เช่น 15 มกราคม 2570",
    "last_on": "เว้นว่างถ้าออกหน่วยวันเดียว",
    "opens": "เช่น 9.00",
    "closes": "เช่น 15.00",
    "place": "เช่น ศาลาประชาคมหมู่ 4 บ้านหนองบัว ประชาชนเห็นตามนี้",
    "district": "พิมพ์ชื่อ เช่น แม่สอด เว้นว่างได้",
    "subdistrict": "พิมพ์ชื่อ เช่น แม่ปะ เว้นว่างได้",
    "position": "ถ้ามี เช่น 16.713300, 98.574800 หรือวางลิงก์จาก Google Maps ประชาชนจึงกดนำทางได้",
    "note": "ถ้ามี เช่น รับ 50 คิวแรก นำสำเนาทะเบียนบ้านมาด้วย",
}
LENGTHS = {"place": LONGEST_PLACE, "note": LONGEST_NOTE, "position": LONGEST_INPUT}
LONGEST = 100


class RoundForm(forms.Form):
    """Days, hours, place and what is taken along."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        services: Mapping[int, str],
    ) -> None:
        """Show what is ``initial`` as texts; ``services`` are those that can be taken along."""
        super().__init__(data, initial={"takes": ALL, **(initial or {})})
        for name, label in WRITTEN_FIELDS.items():
            if name == "province":
                choices = [("", "เลือกจังหวัด"), *provinces_by_name()]
                self.fields[name] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=LONGEST,
                    widget=forms.Select(choices=choices),
                )
            else:
                self.fields[name] = line(label, LENGTHS.get(name, LONGEST), HINTS.get(name, ""))
        self.fields["sure"] = forms.BooleanField(
            label="ตรวจแล้ว พิกัดนี้ถูกต้อง แม้อยู่นอกจังหวัดที่เลือก", required=False
        )
        self.fields["takes"] = radios("รับเรื่องใดบ้าง", TAKES)
        self.fields["services"] = forms.TypedMultipleChoiceField(
            label="เรื่องที่รับในรอบนี้",
            choices=list(services.items()),
            coerce=int,
            required=False,
            widget=Checks,
            error_messages={"invalid_choice": "มีเรื่องที่ไม่ได้ปักหมุดที่หน่วยนี้แล้ว เลือกใหม่"},
        )
        self.facts: RoundFacts | None = None

    def clean(self) -> dict[str, Any]:
        """Read the round; what is wrong is written beside its field."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("services") or []
        takes_some = cleaned.get("takes") == SOME
        if takes_some and not chosen and "services" not in self.errors:
            self.add_error("services", "ติ๊กอย่างน้อยหนึ่งเรื่อง หรือเลือกว่ารับทุกเรื่อง")
        texts = {name: cleaned.get(name, "") for name in WRITTEN_FIELDS if name not in self.errors}
        try:
            facts = read_round(
                texts,
                procedures=chosen if takes_some else (),
                is_position_sure=bool(cleaned.get("sure")),
            )
        except WrittenError as wrong:
            for name, text in wrong.problems.items():
                if name not in self.errors:
                    self.add_error(name, text)
        else:
            self.facts = None if self.errors else facts
        return cleaned

    @property
    def asks_if_sure(self) -> bool:
        """Whether a position lies outside the province: she may say that it is right."""
        return "position" in self.errors or bool(self.data.get("sure"))


class CancelRoundForm(forms.Form):
    """Why a round does not take place."""

    reason = line(
        "เหตุผลที่ยกเลิก",
        LONGEST_REASON,
        "ประชาชนอ่านเหตุผลนี้ เช่น ทางเข้าหมู่บ้านน้ำท่วม จะแจ้งวันใหม่",
        required=True,
    )
