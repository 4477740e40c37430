from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HolidayRecord")


@_attrs_define
class HolidayRecord:
    """A public holiday; weekends are closed besides.

    Attributes:
        day (datetime.date): The day
        name_th (str): Name in Thai
        name_en (str): Name in English, empty when there is none
        source (str): The resolution or law that says so
    """

    day: datetime.date
    name_th: str
    name_en: str
    source: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        name_th = self.name_th

        name_en = self.name_en

        source = self.source

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "day": day,
                "name_th": name_th,
                "name_en": name_en,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        source = d.pop("source")

        holiday_record = cls(
            day=day,
            name_th=name_th,
            name_en=name_en,
            source=source,
        )

        holiday_record.additional_properties = d
        return holiday_record

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
