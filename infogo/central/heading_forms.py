"""What central officers type about topics, target groups and life events, checked for shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from infogo.central.reference_forms import EndForm, FieldGroup, LinesField
from infogo.editing.services.headings import FIELDS as HEADING_FIELDS
from infogo.editing.services.headings import HeadingFacts
from infogo.editing.services.stages import MOST_STAGES, StageFacts
from infogo.taxonomy.models import Heading
from infogo.workspace.choices import line

EMPTY_STAGE = StageFacts(None, "", "", "", "", ())


class HeadingForm(forms.Form):
    """A topic, target group or life event."""

    name_th = line("ชื่อภาษาไทย", 120, required=True)
    name_en = line("ชื่อภาษาอังกฤษ", 120, required=True, attrs={"lang": "en"})
    description_th = line("คำอธิบาย", 400, "ประโยคเดียว บอกว่ามีเรื่องอะไรบ้าง")
    description_en = line("คำอธิบายภาษาอังกฤษ", 400, attrs={"lang": "en"})

    def facts(self) -> HeadingFacts:
        """Return what was typed."""
        return HeadingFacts(**{name: self.cleaned_data[name].strip() for name in HEADING_FIELDS})


class NewHeadingForm(HeadingForm):
    """A heading with its address, which never changes afterwards."""

    slug = forms.SlugField(
        label="คำในที่อยู่ของหน้า",
        max_length=40,
        help_text="อักษรอังกฤษตัวเล็ก ตัวเลข และขีด เช่น land-home เปลี่ยนภายหลังไม่ได้",
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "en"}),
        error_messages={
            "required": "ใส่คำในที่อยู่ของหน้า",
            "invalid": "ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข และขีด เช่น land-home",
        },
    )


class EndHeadingForm(EndForm):
    """Where the services of a heading go, and why it ends."""

    successor = forms.ChoiceField(
        label="ย้ายบริการและบทความไปที่",
        required=False,
        error_messages={"invalid_choice": "เลือกจากรายการ"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "ไม่ย้าย"), *choices]  # type: ignore[attr-defined]

    @property
    def successor_id(self) -> int | None:
        """Return the heading that was chosen."""
        return int(self.cleaned_data["successor"]) if self.cleaned_data["successor"] else None


class OrderForm(forms.Form):
    """A place in the order for each heading; equal numbers keep the present order."""

    def __init__(self, *args: Any, headings: Sequence[Heading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        for place, heading in enumerate(headings, start=1):
            self.fields[f"place-{heading.pk}"] = forms.IntegerField(
                label=heading.name_th,
                min_value=1,
                max_value=999,
                initial=place,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={
                    "required": f"ใส่ลำดับของ{heading.name_th}",
                    "invalid": f"ใส่ลำดับของ{heading.name_th}เป็นตัวเลข",
                    "min_value": "ลำดับเริ่มที่ 1",
                    "max_value": "ลำดับไม่เกิน 999",
                },
            )

    def order(self) -> list[int]:
        """Return the ids in the order that was typed."""
        ids = [heading.pk for heading in self.headings]
        return sorted(ids, key=lambda pk: self.cleaned_data[f"place-{pk}"])


class StagesForm(forms.Form):
    """All stages of a life event: those that it has, and two empty ones."""

    def __init__(self, *args: Any, stages: Sequence[StageFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {stage.id: stage for stage in stages}
        ids = self._ids_sent() if self.is_bound else list(known)
        # As they were when the page was made: what was typed belongs to these.
        held = [known.get(key, replace(EMPTY_STAGE, id=key)) for key in ids]
        self.stages = [*held, *[EMPTY_STAGE] * 2]
        self.fields["ids"] = forms.CharField(
            required=False,
            max_length=600,
            widget=forms.HiddenInput,
            initial=",".join(map(str, ids)),
        )
        for at, stage in enumerate(self.stages):
            self._add(at, stage)

    def _ids_sent(self) -> list[int]:
        """Return the stages that the page showed."""
        sent = str(self.data.get("ids", ""))[:600].split(",")
        return [int(part) for part in sent if part.isascii() and part.isdecimal()][:MOST_STAGES]

    def _add(self, at: int, stage: StageFacts) -> None:
        place = forms.IntegerField(
            label="ลำดับ",
            required=False,
            min_value=1,
            max_value=99,
            initial=at + 1 if stage.id else None,
            help_text="" if stage.id else "ใส่ลำดับเพื่อเพิ่มขั้นนี้",
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": "ใส่ลำดับเป็นตัวเลข"},
        )
        codes = LinesField("รหัสบริการตามลำดับ", "บรรทัดละรหัส", required=False)
        codes.initial = "\n".join(stage.codes)
        self.fields |= {
            f"{at}-place": place,
            f"{at}-title_th": line("ชื่อขั้น", 200, initial=stage.title_th),
            f"{at}-title_en": line("ชื่อขั้นภาษาอังกฤษ", 200, initial=stage.title_en),
            f"{at}-deadline_th": line("กำหนดเวลา", 300, "ถ้ามี", initial=stage.deadline_th),
            f"{at}-deadline_en": line("กำหนดเวลาภาษาอังกฤษ", 300, initial=stage.deadline_en),
            f"{at}-codes": codes,
        }
        if stage.id:
            self.fields[f"{at}-gone"] = forms.BooleanField(label="เอาขั้นนี้ออก", required=False)

    def groups(self) -> list[FieldGroup]:
        """Return the fields of each stage together."""
        return [
            FieldGroup(
                f"ขั้นที่ {at + 1}" if stage.id else "ขั้นใหม่",
                [name for name in self.fields if name.startswith(f"{at}-")],
            )
            for at, stage in enumerate(self.stages)
        ]

    def wanted(self) -> list[StageFacts]:
        """Return the stages as they were typed, in the order of their places."""
        data = self.cleaned_data
        kept = [
            (data[f"{at}-place"], at, stage)
            for at, stage in enumerate(self.stages)
            if data[f"{at}-place"] and not data.get(f"{at}-gone")
        ]
        return [
            StageFacts(
                id=stage.id,
                title_th=data[f"{at}-title_th"].strip(),
                title_en=data[f"{at}-title_en"].strip(),
                deadline_th=data[f"{at}-deadline_th"].strip(),
                deadline_en=data[f"{at}-deadline_en"].strip(),
                codes=data[f"{at}-codes"],
            )
            for _place, at, stage in sorted(kept, key=lambda one: one[:2])
        ]
