from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookIn")


@_attrs_define
class WebhookIn:
    """Whom to write to, and about what.

    Attributes:
        name (str): What it is called in lists
        url (str): https address that takes messages
        agency (int | None | Unset): For which agency; null only for the centre
        kinds (list[str] | Unset): Only these kinds; empty means all
        agencies (list[int] | Unset): Only of these agencies and all below them
    """

    name: str
    url: str
    agency: int | None | Unset = UNSET
    kinds: list[str] | Unset = UNSET
    agencies: list[int] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        url = self.url

        agency: int | None | Unset
        if isinstance(self.agency, Unset):
            agency = UNSET
        else:
            agency = self.agency

        kinds: list[str] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = self.kinds

        agencies: list[int] | Unset = UNSET
        if not isinstance(self.agencies, Unset):
            agencies = self.agencies

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "url": url,
            }
        )
        if agency is not UNSET:
            field_dict["agency"] = agency
        if kinds is not UNSET:
            field_dict["kinds"] = kinds
        if agencies is not UNSET:
            field_dict["agencies"] = agencies

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        url = d.pop("url")

        def _parse_agency(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        agency = _parse_agency(d.pop("agency", UNSET))

        kinds = cast(list[str], d.pop("kinds", UNSET))

        agencies = cast(list[int], d.pop("agencies", UNSET))

        webhook_in = cls(
            name=name,
            url=url,
            agency=agency,
            kinds=kinds,
            agencies=agencies,
        )

        webhook_in.additional_properties = d
        return webhook_in

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
