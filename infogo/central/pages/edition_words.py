"""What a definition says, line by line, and where two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from infogo.central.pages.editing import Cell, Grid
from infogo.display.filters import DOT
from infogo.manuals.rule_sets import KEY_NAMES
from infogo.oversight.quality.measures import BY_CODE

NAMES: Mapping[str, str] = {
    **KEY_NAMES,
    **{code: measure.name for code, measure in BY_CODE.items()},
}
"""What keys of mappings are called."""


def said(value: BaseModel, before: str = "") -> dict[str, str]:
    """Return all that a value says, one line for each, with the titles of its definition."""
    found: dict[str, str] = {}
    for name, info in type(value).model_fields.items():
        title = f"{before}{info.title or name}"
        found |= _said(getattr(value, name), title)
    return found


def _said(value: Any, title: str) -> dict[str, str]:
    if isinstance(value, BaseModel):
        return said(value, f"{title}{DOT}")
    if isinstance(value, Mapping):
        found: dict[str, str] = {}
        for key, part in value.items():
            found |= _said(part, f"{title}{DOT}{NAMES.get(key, key)}")
        return found
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        found = {}
        for at, part in enumerate(value, start=1):
            found[f"{title}{DOT}{at}"] = DOT.join(said(part).values())
        return found
    if isinstance(value, tuple):
        return {title: ", ".join(map(str, value)) or "ไม่มี"}
    if isinstance(value, bool):
        return {title: "ใช่" if value else "ไม่ใช่"}
    return {title: "ไม่กำหนด" if value in (None, "") else str(value)}


def differences(before: BaseModel, after: BaseModel) -> Grid:
    """Return the lines in which a new edition differs from the one in force."""
    old, new = said(before), said(after)
    return Grid(
        caption="ค่าที่ต่างจากฉบับที่ใช้อยู่",
        columns=("รายการ", "ฉบับที่ใช้อยู่", "ฉบับใหม่"),
        rows=[
            (Cell(label), Cell(old.get(label, "ไม่มี")), Cell(new.get(label, "ไม่มี")))
            for label in dict.fromkeys([*old, *new])
            if old.get(label) != new.get(label)
        ],
        empty="ไม่มีค่าใดต่างจากฉบับที่ใช้อยู่",
    )
