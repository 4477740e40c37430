"""Types of fields in words that somebody reads who never saw a schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Json = Mapping[str, Any]
NAMES: Mapping[str, Promise] = {
    "string": gettext_lazy("ข้อความ"),
    "integer": gettext_lazy("จำนวนเต็ม"),
    "number": gettext_lazy("จำนวน"),
    "boolean": gettext_lazy("true หรือ false"),
    "object": gettext_lazy("ค่าตามชื่อ"),
    "array": gettext_lazy("รายการ"),
    "date": gettext_lazy("วันที่"),
    "date-time": gettext_lazy("วันเวลา"),
    "time": gettext_lazy("เวลา"),
}
ANYTHING = gettext_lazy("ค่าใดก็ได้")
BOUNDS: Mapping[str, Promise] = {
    "minimum": gettext_lazy("ตั้งแต่ %(n)s"),
    "maximum": gettext_lazy("ไม่เกิน %(n)s"),
    "maxLength": gettext_lazy("ยาวไม่เกิน %(n)s ตัว"),
    "maxItems": gettext_lazy("ไม่เกิน %(n)s รายการ"),
}
LARGEST_PLAIN = 10**9
"""A larger limit only says how large numbers may be at all."""


@dataclass(frozen=True)
class Kind:
    """A type: words, or the name of a shape; a list of it, or null, where it may be."""

    words: str
    shape: str = ""
    is_list: bool = False
    may_be_null: bool = False


def kind_of(schema: Json) -> Kind:
    """Return the type of a field in the language of the page."""
    if "$ref" in schema:
        return Kind("", shape=schema["$ref"].rpartition("/")[2])
    parts = [*schema.get("anyOf", ()), *schema.get("allOf", ())]
    if parts:
        return _one_of(parts)
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return Kind(" ".join(map(str, values)))
    if schema.get("type") == "array":
        return replace(kind_of(schema.get("items", {})), is_list=True)
    name = NAMES.get(schema.get("format", "")) or NAMES.get(schema.get("type", ""))
    return Kind(str(name or ANYTHING))


def _one_of(parts: Sequence[Json]) -> Kind:
    kinds = [kind_of(part) for part in parts if part.get("type") != "null"]
    may_be_null = len(kinds) < len(parts)
    if len(kinds) == 1:
        return replace(kinds[0], may_be_null=may_be_null)
    words = dict.fromkeys(kind.words or kind.shape for kind in kinds)
    return Kind(_(" หรือ ").join(words), may_be_null=may_be_null)


def limits_of(schema: Json, *, with_default: bool = False) -> Sequence[str]:
    """Return what is taken, in words; ``with_default`` also says what silence means."""
    parts = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    held = {**schema, **(parts[0] if len(parts) == 1 else {})}
    limits = [
        str(words) % {"n": held[bound]}
        for bound, words in BOUNDS.items()
        if bound in held and abs(held[bound]) < LARGEST_PLAIN
    ]
    silent = held.get("default")
    if with_default and silent not in (None, "", 0, False):
        shown = str(silent).lower() if isinstance(silent, bool) else silent
        limits.append(_("ถ้าไม่ใส่คือ %(value)s") % {"value": shown})
    return tuple(limits)


def plain(text: str) -> str:
    """Return a docstring without its marks, on one line."""
    return re.sub(r"``([^`]+)``", r"\1", " ".join(text.split()))
