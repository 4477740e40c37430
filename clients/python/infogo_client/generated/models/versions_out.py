from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VersionsOut")


@_attrs_define
class VersionsOut:
    """What tells one state of each part from another; send it back as seen.

    Attributes:
        facts (str): Of names, address and contacts
        position (str): Of the position
        hours (str): Of the opening hours
        access (str): Of the facts about access
        status (str): Of the status
    """

    facts: str
    position: str
    hours: str
    access: str
    status: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        facts = self.facts

        position = self.position

        hours = self.hours

        access = self.access

        status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "facts": facts,
                "position": position,
                "hours": hours,
                "access": access,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        facts = d.pop("facts")

        position = d.pop("position")

        hours = d.pop("hours")

        access = d.pop("access")

        status = d.pop("status")

        versions_out = cls(
            facts=facts,
            position=position,
            hours=hours,
            access=access,
            status=status,
        )

        versions_out.additional_properties = d
        return versions_out

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
