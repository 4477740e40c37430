from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SavedOut")


@_attrs_define
class SavedOut:
    """What became of a request.

    Attributes:
        agency (int): Id of the agency
        month (str): Month, such as 2026-10
        state (str): State of the report
        changed (int): Rows that changed
        expected (int): Rows that are asked for
        filled (int): Rows that are complete
        is_late (bool): Whether it came late
    """

    agency: int
    month: str
    state: str
    changed: int
    expected: int
    filled: int
    is_late: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agency = self.agency

        month = self.month

        state = self.state

        changed = self.changed

        expected = self.expected

        filled = self.filled

        is_late = self.is_late

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agency": agency,
                "month": month,
                "state": state,
                "changed": changed,
                "expected": expected,
                "filled": filled,
                "is_late": is_late,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agency = d.pop("agency")

        month = d.pop("month")

        state = d.pop("state")

        changed = d.pop("changed")

        expected = d.pop("expected")

        filled = d.pop("filled")

        is_late = d.pop("is_late")

        saved_out = cls(
            agency=agency,
            month=month,
            state=state,
            changed=changed,
            expected=expected,
            filled=filled,
            is_late=is_late,
        )

        saved_out.additional_properties = d
        return saved_out

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
