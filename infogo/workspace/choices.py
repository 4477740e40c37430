"""Radio buttons and texts as the forms of places use them."""

from __future__ import annotations

from typing import Any

from django import forms


class Radios(forms.RadioSelect):
    """Radio buttons of which the first bears the field's id: links of errors lead there."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of a button; without an index, that of the first."""
        return super().id_for_label(id_, index or "0")


class Checks(forms.CheckboxSelectMultiple):
    """Boxes to tick of which the first bears the field's id: links of errors lead there."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of a box; without an index, that of the first."""
        return super().id_for_label(id_, index or "0")


class Prose(forms.Textarea):
    """Some lines of text; a line break counts once, as it does in the browser and its counter."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was sent, with one character for each line break."""
        sent = super().value_from_datadict(data, files, name)
        return sent.replace("\r\n", "\n") if isinstance(sent, str) else sent


def radios(label: str, choices: Any, *, asks: str = "", **more: Any) -> forms.ChoiceField:
    """Return a field of radio buttons; ``asks`` is what to do, where the label is no noun."""
    missing = asks or f"เลือก{label}"
    told = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(
        label=label, choices=choices, widget=Radios, error_messages=told, **more
    )


def too_long(label: str, longest: int) -> str:
    """Return what a form says of a text with more characters than its field takes."""
    name = label.replace("%", "%%")
    return f"{name}ยาว %(show_value)d ตัวอักษร ตัดให้เหลือไม่เกิน {longest:,} ตัวอักษร"


def line(label: str, longest: int, hint: str = "", **more: Any) -> forms.CharField:
    """Return a field of one line that is at most ``longest`` characters long."""
    attrs = more.pop("attrs", {})
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=more.pop("required", False),
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={
            "required": f"ใส่{label}",
            "max_length": too_long(label, longest),
        },
        **more,
    )
