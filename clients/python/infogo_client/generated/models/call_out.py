from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CallOut")


@_attrs_define
class CallOut:
    """A number to call at once by who searches for help that is needed now.

    Attributes:
        number (str): The number
        name (str): Name in Thai
        name_en (str): Name in English
        purpose (str): What it is for, in Thai
        purpose_en (str): What it is for, in English
        is_unverified (bool): it comes from no official list
    """

    number: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    is_unverified: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        name = self.name

        name_en = self.name_en

        purpose = self.purpose

        purpose_en = self.purpose_en

        is_unverified = self.is_unverified

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "name": name,
                "name_en": name_en,
                "purpose": purpose,
                "purpose_en": purpose_en,
                "is_unverified": is_unverified,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        name = d.pop("name")

        name_en = d.pop("name_en")

        purpose = d.pop("purpose")

        purpose_en = d.pop("purpose_en")

        is_unverified = d.pop("is_unverified")

        call_out = cls(
            number=number,
            name=name,
            name_en=name_en,
            purpose=purpose,
            purpose_en=purpose_en,
            is_unverified=is_unverified,
        )

        call_out.additional_properties = d
        return call_out

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
