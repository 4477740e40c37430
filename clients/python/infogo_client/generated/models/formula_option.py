from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FormulaOption")


@_attrs_define
class FormulaOption:
    """One answer of a choice; ``value`` is the number that it stands for in the formula.

    Attributes:
        code (str): Name in the formula
        label (str): The answer
        value (str): Value in the formula
    """

    code: str
    label: str
    value: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        label = self.label

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "label": label,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        value = d.pop("value")

        formula_option = cls(
            code=code,
            label=label,
            value=value,
        )

        return formula_option
