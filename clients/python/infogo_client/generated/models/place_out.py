from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PlaceOut")


@_attrs_define
class PlaceOut:
    """A place named in the query.

    Attributes:
        level (str): province, district or subdistrict
        code (str): Code of the place
        name (str): Name in Thai
        name_en (str): Name in English
        province (str): Two-digit code of its province
    """

    level: str
    code: str
    name: str
    name_en: str
    province: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        level = self.level

        code = self.code

        name = self.name

        name_en = self.name_en

        province = self.province

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "level": level,
                "code": code,
                "name": name,
                "name_en": name_en,
                "province": province,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        level = d.pop("level")

        code = d.pop("code")

        name = d.pop("name")

        name_en = d.pop("name_en")

        province = d.pop("province")

        place_out = cls(
            level=level,
            code=code,
            name=name,
            name_en=name_en,
            province=province,
        )

        place_out.additional_properties = d
        return place_out

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
