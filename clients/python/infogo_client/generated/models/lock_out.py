from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LockOut")


@_attrs_define
class LockOut:
    """Who is editing a draft right now.

    Attributes:
        by (str): Who
        until (datetime.datetime): Until when, unless she goes on
        is_yours (bool): Whether it is the officer of this token
    """

    by: str
    until: datetime.datetime
    is_yours: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by

        until = self.until.isoformat()

        is_yours = self.is_yours

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "until": until,
                "is_yours": is_yours,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        by = d.pop("by")

        until = datetime.datetime.fromisoformat(d.pop("until"))

        is_yours = d.pop("is_yours")

        lock_out = cls(
            by=by,
            until=until,
            is_yours=is_yours,
        )

        lock_out.additional_properties = d
        return lock_out

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
