"""What central officers type about reference data, checked for shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager

from infogo.agencies.models import Agency
from infogo.announcements.models import LONGEST_TEXT, Announcement, Level, Place
from infogo.announcements.services import Facts
from infogo.core.dates import BANGKOK, arabic_digits, long_date
from infogo.delays.services.holidays import HolidayFacts
from infogo.editing.words import LONGEST_TAG
from infogo.geo.models import Province
from infogo.manuals.models import Procedure
from infogo.manuals.vocabulary_services import TermFacts
from infogo.search.services import LEAST_WEIGHT, GroupWording
from infogo.search.words.lexicon import HEAVIEST_SYNONYM
from infogo.workspace.choices import Checks, Prose, line, radios
from infogo.workspace.forms import DayField

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*น\.?)?")
MOST_LINES = 60
LONGEST_LINES = 4000


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together, in their order."""

    legend: str
    names: list[str]
    hint: str = ""


class TimeField(forms.CharField):
    """A time of day as people write it: 8:30, 08.30 น."""

    def __init__(self, label: str, hint: str = "เช่น 08:30") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=12,
            error_messages={"required": f"ใส่{label}", "max_length": "ใส่เวลา เช่น 08:30"},
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        )

    def clean(self, value: Any) -> time:
        """Return the time.

        Raises:
            ValidationError: it is none.
        """
        match = _TIME.fullmatch(str(super().clean(value)).strip())
        try:
            return time(int(match[1]), int(match[2])) if match else time(99)
        except ValueError as problem:
            raise ValidationError("ใส่เวลา เช่น 08:30") from problem


class LinesField(forms.CharField):
    """Words, one a line; empty lines and repeats are dropped."""

    def __init__(self, label: str, hint: str = "บรรทัดละคำ", *, required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            max_length=LONGEST_LINES,
            widget=Prose(attrs={"rows": 5, "spellcheck": "false"}),
            error_messages={
                "required": f"ใส่{label}",
                "max_length": f"{label}ยาวเกินไป เขียนไม่เกิน {LONGEST_LINES:,} ตัวอักษร",
            },
        )

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the lines.

        Raises:
            ValidationError: there are none, or too many.
        """
        lines = (part.strip() for part in str(super().clean(value)).splitlines())
        found = tuple(dict.fromkeys(part for part in lines if part))
        if len(found) > MOST_LINES:
            raise ValidationError(f"ใส่ได้ไม่เกิน {MOST_LINES} บรรทัด")
        return found


class EndForm(forms.Form):
    """Why something ends or is taken back."""

    reason = line("เหตุผล", 300, "เก็บไว้ในประวัติ", required=True)


class AnnouncementForm(forms.Form):
    """One announcement."""

    text_th = line(
        "ข้อความภาษาไทย",
        LONGEST_TEXT,
        f"สั้นและบอกว่าต้องทำอะไร ไม่เกิน {LONGEST_TEXT} ตัวอักษร",
        required=True,
    )
    text_en = line(
        "ข้อความภาษาอังกฤษ", LONGEST_TEXT, "เว้นว่างได้ หน้าอังกฤษจะแสดงข้อความไทย", attrs={"lang": "en"}
    )
    level = radios("ความสำคัญ", Level.choices, initial=Level.INFO)
    place = radios("แสดงที่ไหน", Place.choices, initial=Place.PUBLIC, asks="เลือกว่าแสดงที่ไหน")
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label="จังหวัด",
        required=False,
        empty_label="ไม่ใช่ของจังหวัดใด",
        help_text="เลือกเมื่อแสดงที่หน้าของจังหวัดหนึ่ง",
        error_messages={"invalid_choice": "เลือกจังหวัดจากรายการ"},
    )
    target = line(
        "เลขที่ของหน่วยงานหรือบริการ",
        15,
        "ใส่เมื่อแสดงที่หน้าของหน่วยงานหรือบริการ คือเลขท้ายที่อยู่ของหน้านั้น เช่น 215 ใน /agency/215",
        attrs={"inputmode": "numeric"},
    )
    starts_on = DayField("วันที่เริ่มแสดง")
    starts_time = TimeField("เวลาที่เริ่ม")
    ends_on = DayField("วันที่หยุดแสดง")
    ends_time = TimeField("เวลาที่หยุดแสดง")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = Province.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that what the announcement is about exists."""
        cleaned = super().clean() or {}
        kinds = {Place.AGENCY: Agency.objects, Place.PROCEDURE: Procedure.objects}
        model: Manager[Any] | None = kinds.get(cleaned.get("place", ""))
        typed = cleaned["target"] = arabic_digits(cleaned.get("target", "")).strip()
        if model is not None and (
            not typed.isascii() or not typed.isdecimal() or not model.filter(pk=int(typed)).exists()
        ):
            self.add_error("target", "ไม่พบเลขนี้ ใส่เลขท้ายที่อยู่ของหน้าหน่วยงานหรือบริการ")
        if cleaned.get("place") == Place.PROVINCE and not cleaned.get("province"):
            self.add_error("province", "เลือกจังหวัด")
        return cleaned

    def facts(self) -> Facts:
        """Return what was typed; only what the place asks for of province and number."""
        data = self.cleaned_data
        place = data["place"]
        is_about = place in (Place.AGENCY, Place.PROCEDURE)
        return Facts(
            text_th=data["text_th"].strip(),
            text_en=data["text_en"].strip(),
            level=data["level"],
            place=place,
            starts_at=datetime.combine(data["starts_on"], data["starts_time"], BANGKOK),
            ends_at=datetime.combine(data["ends_on"], data["ends_time"], BANGKOK),
            province_id=data["province"].pk if place == Place.PROVINCE else None,
            target_id=int(data["target"]) if is_about else None,
        )


def announcement_initial(held: Announcement | None, now: datetime) -> dict[str, Any]:
    """Return what the form shows before anything was typed."""
    if held is None:
        local = now.astimezone(BANGKOK)
        return {"starts_on": long_date(local.date()), "starts_time": f"{local:%H:%M}"}
    starts, ends = held.starts_at.astimezone(BANGKOK), held.ends_at.astimezone(BANGKOK)
    return {
        "text_th": held.text_th,
        "text_en": held.text_en,
        "level": held.level,
        "place": held.place,
        "province": held.province_id,
        "target": held.target_id or "",
        "starts_on": long_date(starts.date()),
        "starts_time": f"{starts:%H:%M}",
        "ends_on": long_date(ends.date()),
        "ends_time": f"{ends:%H:%M}",
    }


def day_initial(day: date | None) -> str:
    """Return a day as the form shows it."""
    return long_date(day) if day else ""


class HolidayForm(forms.Form):
    """A day on which offices are closed, and why."""

    on = DayField("วันที่หยุด")
    name_th = line("ชื่อวันหยุด", 200, "เช่น วันหยุดชดเชยวันเฉลิมพระชนมพรรษา", required=True)
    name_en = line("ชื่อภาษาอังกฤษ", 200, "ถ้ามี", attrs={"lang": "en"})
    source = line("ที่มา", 200, "เช่น มติคณะรัฐมนตรี 12 พฤศจิกายน 2569", required=True)

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        if day is not None:
            del self.fields["on"]

    def facts(self) -> HolidayFacts:
        """Return what was typed; the day of a holiday that exists stays."""
        data = self.cleaned_data
        return HolidayFacts(
            on=self.day or data["on"],
            name_th=data["name_th"].strip(),
            name_en=data["name_en"].strip(),
            source=data["source"].strip(),
        )


class SynonymForm(forms.Form):
    """Phrases, what they may mean, and how much that counts."""

    phrases = LinesField("คำที่ประชาชนพิมพ์", "บรรทัดละคำหรือวลี ทุกคำในกลุ่มใช้คำค้นแทนชุดเดียวกัน")
    means = LinesField("คำที่ใช้ค้นแทน", "บรรทัดละคำ เป็นคำที่อยู่ในชื่อบริการหรือในคู่มือ")
    weight = forms.FloatField(
        label="น้ำหนัก",
        help_text=f"{LEAST_WEIGHT} ถึง {HEAVIEST_SYNONYM} ยิ่งมากยิ่งถือว่าเป็นคำเดียวกัน",
        min_value=LEAST_WEIGHT,
        max_value=HEAVIEST_SYNONYM,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
        error_messages={
            "required": "ใส่น้ำหนัก เช่น 0.5",
            "invalid": "ใส่น้ำหนักเป็นตัวเลข เช่น 0.5",
            "min_value": f"น้ำหนักต้องไม่น้อยกว่า {LEAST_WEIGHT}",
            "max_value": f"น้ำหนักต้องไม่เกิน {HEAVIEST_SYNONYM} เพราะคำที่พิมพ์จริงต้องหนักกว่า",
        },
    )

    def wording(self) -> GroupWording:
        """Return what was typed."""
        data = self.cleaned_data
        return GroupWording(data["phrases"], data["means"], round(data["weight"], 3))


class MergeForm(forms.Form):
    """The word that services are to have in place of another."""

    into = line(
        "คำที่ใช้แทน",
        LONGEST_TAG,
        "ป้ายคำที่มีอยู่ คำใหม่ หรือคำเดิมที่สะกดต่างออกไป",
        required=True,
    )


class DropTagForm(EndForm):
    """From which services a word goes."""

    services = forms.MultipleChoiceField(
        label="เอาออกจากบริการ",
        widget=Checks,
        error_messages={"required": "เลือกบริการ", "invalid_choice": "เลือกบริการจากรายการ"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = choices  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """How a code is called from a day on."""

    label_th = line("คำ", 200, required=True)
    label_en = line("คำอังกฤษ", 200, attrs={"lang": "en"})
    order = forms.IntegerField(
        label="ลำดับ",
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "ใส่ลำดับ", "invalid": "ใส่ลำดับเป็นตัวเลข"},
    )
    effective_from = DayField("วันที่เริ่มใช้")
    source = line("ที่มา", 200, "กฎหมาย มติ หรือหนังสือที่กำหนด", required=True)

    def facts(self) -> TermFacts:
        """Return what was typed."""
        data = self.cleaned_data
        return TermFacts(
            label_th=data["label_th"].strip(),
            label_en=data["label_en"].strip(),
            order=data["order"],
            effective_from=data["effective_from"],
            source=data["source"].strip(),
        )


class NewTermForm(TermForm):
    """A new code, which never changes afterwards."""

    code = forms.SlugField(
        label="รหัส",
        max_length=60,
        help_text="อักษรอังกฤษ ตัวเลข และขีด เปลี่ยนภายหลังไม่ได้",
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "en"}),
        error_messages={"required": "ใส่รหัส", "invalid": "ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข และขีด"},
    )


class EndTermForm(EndForm):
    """From when on a code is used no more, and which one its services have then."""

    effective_from = DayField("วันที่เลิกใช้")
    successor = forms.ChoiceField(
        label="บริการที่ใช้รหัสนี้ให้ใช้",
        required=False,
        error_messages={"invalid_choice": "เลือกจากรายการ"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "ไม่มีบริการใช้"), *choices]  # type: ignore[attr-defined]
