"""A new edition: its name and first day, and one field for every value of its definition."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.central.pages.reference_editions import EditionRoom
from infogo.central.schema_forms import SchemaForm
from infogo.workspace.choices import line
from infogo.workspace.forms import DayField


class EditionForm(SchemaForm):
    """How an edition is called and from when on it is in force."""

    code = forms.SlugField(
        label="รหัส",
        max_length=40,
        help_text="อักษรอังกฤษ ตัวเลข และขีด เช่น facilitation-2570 เปลี่ยนภายหลังไม่ได้",
        widget=forms.TextInput(attrs={"autocomplete": "off", "lang": "en"}),
        error_messages={
            "required": "ใส่รหัส",
            "invalid": "ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข และขีด",
        },
    )
    name_th = line("ชื่อฉบับ", 200, required=True)
    effective_from = DayField("วันที่เริ่มใช้")

    def named(self) -> dict[str, Any]:
        """Return the name and the first day."""
        data = self.cleaned_data
        return {
            "code": data["code"],
            "name_th": data["name_th"].strip(),
            "effective_from": data["effective_from"],
        }

    @classmethod
    def of(cls, room: EditionRoom, data: Any = None) -> EditionForm:
        """Return the form of a kind, beginning with what its newest edition says."""
        newest = room.newest()
        value = room.kind.read(newest).model_dump(mode="json") if newest else {}
        return cls(data, model=room.kind.shape, value=value, names=room.names, keys=room.keys)
