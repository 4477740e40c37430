from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RowProblemOut")


@_attrs_define
class RowProblemOut:
    """What is wrong with a cell.

    Attributes:
        column (str): Header of the column; empty: the whole row
        value (str): What was sent
        reason (str): What is wrong, in Thai
        advice (str): What to write instead, in Thai
    """

    column: str
    value: str
    reason: str
    advice: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        value = self.value

        reason = self.reason

        advice = self.advice

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "column": column,
                "value": value,
                "reason": reason,
                "advice": advice,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        column = d.pop("column")

        value = d.pop("value")

        reason = d.pop("reason")

        advice = d.pop("advice")

        row_problem_out = cls(
            column=column,
            value=value,
            reason=reason,
            advice=advice,
        )

        row_problem_out.additional_properties = d
        return row_problem_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
