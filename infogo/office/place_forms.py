"""What officers type about service points and agencies; what it means is read below the faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from infogo.core.written import WrittenError, clean_line
from infogo.geo.coordinates import LONGEST_INPUT, Position, PositionError, read_position
from infogo.geo.selectors import provinces_by_name
from infogo.points.facts import (
    ACCESS,
    ACCESS_TEXTS,
    LONGEST_ACCESS_TEXT,
    WRITTEN_FIELDS,
    PointFacts,
    read_facts,
)
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import LONGEST_REASON, Standing
from infogo.workspace.choices import line, radios
from infogo.workspace.forms import written_day

YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = {YES: True, NO: False, UNKNOWN: None}
ACCESS_CHOICES = [(YES, "มี"), (NO, "ไม่มี"), (UNKNOWN, "ไม่ทราบ")]
HINTS = {
    "name_th": "ชื่อเต็มที่ประชาชนเห็น",
    "address": "เลขที่ อาคาร ถนน ตำบล อำเภอ จังหวัด ในบรรทัดเดียว",
    "landmark": "ถ้ามี เช่น ตรงข้ามตลาดสด",
    "district": "พิมพ์ชื่อ เช่น เมืองเชียงใหม่",
    "subdistrict": "พิมพ์ชื่อ เช่น ศรีภูมิ",
    "postcode": "เว้นว่างได้ ระบบใช้รหัสของตำบล",
    "phones": "คั่นหลายเบอร์ด้วยจุลภาค เช่น 0 5311 2708 ต่อ 2, 1548",
    "website": "เช่น https://www.agency.go.th",
}
ACCESS_HINTS = {
    "wheelchair": "พื้นเรียบ ทางลาด หรือลิฟต์ ไปถึงเคาน์เตอร์ได้โดยไม่ต้องขึ้นบันได",
    "toilet": "ห้องน้ำที่รถเข็นเข้าได้",
    "disabled_parking": "ช่องจอดที่กันไว้ให้คนพิการ",
    "entrance": "เช่น ทางลาดอยู่ด้านข้างอาคาร กดกริ่งเรียกเจ้าหน้าที่ได้",
    "transit": "เช่น รถเมล์สาย 8 ลงป้ายหน้าอำเภอ เดิน 100 เมตร",
}
LENGTHS = {"name_th": 200, "name_en": 200, "address": 400, "landmark": 300, "phones": 2000}
LONGEST = 300


class PointForm(forms.Form):
    """Names, address and contacts of a point."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, str] | None = None,
        kinds: Mapping[str, str],
    ) -> None:
        """Show what is ``initial`` as texts; ``kinds`` can be chosen, besides its own."""
        super().__init__(data, initial=dict(initial or {}))
        self.kind_before = str(self.initial.get("kind", ""))
        choices = [("", "เลือกประเภท"), *kinds.items()]
        if self.kind_before and self.kind_before not in kinds:
            choices.append((self.kind_before, self.kind_before))
        chosen = {"kind": choices, "province": [("", "ยังไม่ระบุ"), *provinces_by_name()]}
        for name, label in WRITTEN_FIELDS.items():
            if name in chosen:
                field: forms.Field = forms.CharField(
                    label=label,
                    required=False,
                    max_length=LONGEST,
                    widget=forms.Select(choices=chosen[name]),
                )
            else:
                field = line(label, LENGTHS.get(name, LONGEST), HINTS.get(name, ""))
            self.fields[name] = field
        self.facts: PointFacts | None = None

    def clean(self) -> dict[str, Any]:
        """Read the facts; what is wrong is written beside its field."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.facts = read_facts(cleaned, kind_before=self.kind_before)
            except WrittenError as wrong:
                for name, text in wrong.problems.items():
                    self.add_error(name, text)
        return cleaned


class PositionForm(forms.Form):
    """Where the office stands: typed, pasted or picked on the map, all in one field."""

    written = line(
        "พิกัดหรือลิงก์แผนที่",
        LONGEST_INPUT,
        "เช่น 13.755450, 100.498050 หรือวางลิงก์จาก Google Maps, Apple Maps หรือ OpenStreetMap",
    )
    nowhere = forms.BooleanField(label="ลบพิกัดเดิม เพราะยังไม่ทราบตำแหน่งจริง", required=False)
    outside = forms.BooleanField(label="ตรวจแล้ว พิกัดนี้ถูกต้อง", required=False)

    position: Position | None = None
    suggested: Position | None = None

    def clean(self) -> dict[str, Any]:
        """Read the position; numbers the wrong way round are offered the right way."""
        cleaned = super().clean() or {}
        if cleaned.get("nowhere") or "written" in self.errors:
            return cleaned
        try:
            self.position = read_position(cleaned.get("written", ""))
        except PositionError as problem:
            self.suggested = problem.suggested
            self.add_error("written", str(problem))
        return cleaned


class AccessForm(forms.Form):
    """Three answers for each fact about access, and what is said of it in words."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        access: Mapping[str, bool],
        texts: Mapping[str, str],
    ) -> None:
        words = {value: name for name, value in ANSWERS.items()}
        facts = {name: words[access.get(name)] for name in ACCESS}
        super().__init__(data, initial={**facts, **texts})
        for name, label in ACCESS.items():
            hint = ACCESS_HINTS.get(name, "")
            self.fields[name] = radios(label, ACCESS_CHOICES, help_text=hint)
        for name, label in ACCESS_TEXTS.items():
            self.fields[name] = line(label, LONGEST_ACCESS_TEXT, ACCESS_HINTS[name])

    def access(self) -> dict[str, bool | None]:
        """Return what was answered; only after ``is_valid()``."""
        return {name: ANSWERS[self.cleaned_data[name]] for name in ACCESS}

    def texts(self) -> dict[str, str]:
        """Return what was written in words; only after ``is_valid()``."""
        return {name: clean_line(self.cleaned_data[name]) for name in ACCESS_TEXTS}


class StandingForm(forms.Form):
    """Closing for a time or for good, moving, opening again."""

    status = radios("สถานะ", PointStatus.choices)
    since = line("ปิดตั้งแต่วันที่", 40, "เฉพาะปิดชั่วคราว เช่น 1 ธันวาคม 2569 เว้นว่างคือวันนี้")
    until = line("ถึงวันที่", 40, "เฉพาะปิดชั่วคราว เว้นว่างถ้ายังไม่รู้ว่าจะเปิดเมื่อไร")
    find = line("ค้นที่ทำการแห่งใหม่", 100, "เฉพาะย้าย ค้นด้วยชื่อหรือเลขของจุด แล้วเลือกจากรายการ")
    successor = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    reason = line("เหตุผล", LONGEST_REASON, "เก็บไว้ในประวัติ เช่น ย้ายไปอาคารใหม่")
    sure = forms.BooleanField(label="ทราบแล้วว่าคู่มือเหล่านี้จะไม่มีจุดให้บริการ", required=False)

    @property
    def only_redraws(self) -> bool:
        """Whether she looks for a successor and saves nothing yet."""
        return "search" in self.data

    def clean_since(self) -> date | None:
        """Read the first day."""
        return written_day(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        """Read the last day."""
        return written_day(self.cleaned_data["until"])

    def standing(self) -> Standing:
        """Return what was said; only after ``is_valid()``."""
        return Standing(
            status=PointStatus(self.cleaned_data["status"]),
            successor_id=self.cleaned_data["successor"],
            since=self.cleaned_data["since"],
            until=self.cleaned_data["until"],
        )


def access_initial(point: ServicePoint) -> Mapping[str, bool]:
    """Return the facts about access that are known."""
    return {name: value for name, value in point.accessibility.items() if name in ACCESS}


def access_texts(point: ServicePoint) -> Mapping[str, str]:
    """Return what is said of access in words."""
    return {name: getattr(point, name) for name in ACCESS_TEXTS}


def named(pairs: Sequence[tuple[int, str]], chosen: Any) -> list[tuple[int, str, bool]]:
    """Return options with the chosen one marked; a single one is chosen."""
    return [(pk, name, str(pk) == str(chosen) or len(pairs) == 1) for pk, name in pairs]
