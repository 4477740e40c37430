from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CertificateRecord")


@_attrs_define
class CertificateRecord:
    """That a point is a certified government easy contact centre (GECC).

    Attributes:
        level (str): basic, advanced or excellent
        number (str): Number of the certificate
        granted_on (datetime.date): Day on which it was granted
        expires_on (datetime.date): Last day on which it holds; may be past
    """

    level: str
    number: str
    granted_on: datetime.date
    expires_on: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        level = self.level

        number = self.number

        granted_on = self.granted_on.isoformat()

        expires_on = self.expires_on.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "level": level,
                "number": number,
                "granted_on": granted_on,
                "expires_on": expires_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        level = d.pop("level")

        number = d.pop("number")

        granted_on = datetime.date.fromisoformat(d.pop("granted_on"))

        expires_on = datetime.date.fromisoformat(d.pop("expires_on"))

        certificate_record = cls(
            level=level,
            number=number,
            granted_on=granted_on,
            expires_on=expires_on,
        )

        certificate_record.additional_properties = d
        return certificate_record

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
