from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ElectronicChannelRecord")


@_attrs_define
class ElectronicChannelRecord:
    """A channel that an agency announced under section 10 of the E-Act.

    Attributes:
        kind (str): Kind: email, line, web, app …
        level (str): How much can be done there
        address (str): Its address
        purpose_th (str): What it serves, in Thai
        opened_on (datetime.date): Day on which it was opened
    """

    kind: str
    level: str
    address: str
    purpose_th: str
    opened_on: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        level = self.level

        address = self.address

        purpose_th = self.purpose_th

        opened_on = self.opened_on.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "level": level,
                "address": address,
                "purpose_th": purpose_th,
                "opened_on": opened_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        level = d.pop("level")

        address = d.pop("address")

        purpose_th = d.pop("purpose_th")

        opened_on = datetime.date.fromisoformat(d.pop("opened_on"))

        electronic_channel_record = cls(
            kind=kind,
            level=level,
            address=address,
            purpose_th=purpose_th,
            opened_on=opened_on,
        )

        electronic_channel_record.additional_properties = d
        return electronic_channel_record

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
