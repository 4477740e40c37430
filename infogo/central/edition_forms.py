"""A new edition: its name and first day, and one field for every value of its definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from pydantic import BaseModel

from infogo.central.schema_forms import SchemaForm
from infogo.manuals.lint.run import RULES
from infogo.manuals.rule_sets import KEY_NAMES, SEVERITY_NAMES, RuleParameters
from infogo.volumes.definition import KIND_NAMES, FormDefinition
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
    effective_from = DayField("เริ่มใช้วันที่")

    def named(self) -> dict[str, Any]:
        """Return the name and the first day."""
        data = self.cleaned_data
        return {
            "code": data["code"],
            "name_th": data["name_th"].strip(),
            "effective_from": data["effective_from"],
        }


class NewRuleSetForm(EditionForm):
    """A new edition of the law's parameters."""

    def __init__(self, *args: Any, value: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(
            *args,
            model=RuleParameters,
            value=_whole(RuleParameters, value),
            names={**KEY_NAMES, **SEVERITY_NAMES},
            keys={"lint": [rule.id for rule in RULES]},
            **kwargs,
        )


class NewFormForm(EditionForm):
    """A new form of monthly reports."""

    def __init__(self, *args: Any, value: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(
            *args,
            model=FormDefinition,
            value=_whole(FormDefinition, value),
            names={**KIND_NAMES},
            keys={},
            **kwargs,
        )


def _whole(model: type[BaseModel], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored value with what the definition supposes where it says nothing."""
    return model.model_validate(value).model_dump(mode="json") if value else {}
