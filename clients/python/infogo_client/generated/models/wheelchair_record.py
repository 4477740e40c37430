from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.instead_record import InsteadRecord


T = TypeVar("T", bound="WheelchairRecord")


@_attrs_define
class WheelchairRecord:
    """Whether a wheelchair gets in at a stop, and where to go where that is not sure.

    Attributes:
        gets_in (bool | None): null when nobody said: call before going
        instead (list[InsteadRecord]): The nearest counters that surely let one in; empty where this one does
        none_for (list[int]): What is done nowhere that surely lets one in
    """

    gets_in: bool | None
    instead: list[InsteadRecord]
    none_for: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        gets_in: bool | None
        gets_in = self.gets_in

        instead = []
        for instead_item_data in self.instead:
            instead_item = instead_item_data.to_dict()
            instead.append(instead_item)

        none_for = self.none_for

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "gets_in": gets_in,
                "instead": instead,
                "none_for": none_for,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.instead_record import InsteadRecord  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_gets_in(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        gets_in = _parse_gets_in(d.pop("gets_in"))

        instead = []
        _instead = d.pop("instead")
        for instead_item_data in _instead:
            instead_item = InsteadRecord.from_dict(instead_item_data)

            instead.append(instead_item)

        none_for = cast(list[int], d.pop("none_for"))

        wheelchair_record = cls(
            gets_in=gets_in,
            instead=instead,
            none_for=none_for,
        )

        wheelchair_record.additional_properties = d
        return wheelchair_record

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
