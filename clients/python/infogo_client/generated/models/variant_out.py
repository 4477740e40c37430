from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.agency_out import AgencyOut


T = TypeVar("T", bound="VariantOut")


@_attrs_define
class VariantOut:
    """The manual picked for the province asked for.

    Attributes:
        manual_id (int): Id of the manual
        agency (AgencyOut): The owner of a service, the agency of a point, the parent of an agency.
        is_only_choice (bool): no other agency of the province has a manual
    """

    manual_id: int
    agency: AgencyOut
    is_only_choice: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        manual_id = self.manual_id

        agency = self.agency.to_dict()

        is_only_choice = self.is_only_choice

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "manual_id": manual_id,
                "agency": agency,
                "is_only_choice": is_only_choice,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agency_out import AgencyOut  # noqa: PLC0415

        d = dict(src_dict)
        manual_id = d.pop("manual_id")

        agency = AgencyOut.from_dict(d.pop("agency"))

        is_only_choice = d.pop("is_only_choice")

        variant_out = cls(
            manual_id=manual_id,
            agency=agency,
            is_only_choice=is_only_choice,
        )

        variant_out.additional_properties = d
        return variant_out

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
