"""Facts that a vocabulary has no property for, as sentences in Thai: nothing is lost silently."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import translation

from infogo.core.money import baht_text
from infogo.manuals.labels import field_label
from infogo.manuals.lines import MONEY, text_of
from infogo.manuals.part import Part

BETWEEN = " · "


def told(part: Part, fields: Collection[str]) -> str:
    """Return these fields of a piece of a manual with their labels, in the order of the form."""
    with translation.override("th"):
        return BETWEEN.join(
            f"{field_label(type(part), name)}: {_text(name, getattr(part, name))}"
            for name in type(part).model_fields
            if name in fields and getattr(part, name) not in (None, "", ())
        )


def _text(name: str, value: object) -> str:
    return baht_text(value) if name in MONEY and isinstance(value, int) else text_of(value)
