from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StageRecord")


@_attrs_define
class StageRecord:
    """One stage of a life event.

    Attributes:
        title_th (str): Title in Thai
        title_en (str): Title in English
        deadline_th (str): Deadline in Thai, empty when there is none
        deadline_en (str): Deadline in English
        procedures (list[int]): Ids of the procedures to be done, in order
    """

    title_th: str
    title_en: str
    deadline_th: str
    deadline_en: str
    procedures: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title_th = self.title_th

        title_en = self.title_en

        deadline_th = self.deadline_th

        deadline_en = self.deadline_en

        procedures = self.procedures

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title_th": title_th,
                "title_en": title_en,
                "deadline_th": deadline_th,
                "deadline_en": deadline_en,
                "procedures": procedures,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title_th = d.pop("title_th")

        title_en = d.pop("title_en")

        deadline_th = d.pop("deadline_th")

        deadline_en = d.pop("deadline_en")

        procedures = cast(list[int], d.pop("procedures"))

        stage_record = cls(
            title_th=title_th,
            title_en=title_en,
            deadline_th=deadline_th,
            deadline_en=deadline_en,
            procedures=procedures,
        )

        stage_record.additional_properties = d
        return stage_record

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
