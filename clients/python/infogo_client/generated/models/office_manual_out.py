from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OfficeManualOut")


@_attrs_define
class OfficeManualOut:
    """A manual as officers see it, whether citizens do or not.

    Attributes:
        id (int): Id of the manual
        procedure (int): Id of its procedure
        agency (int): Id of its agency
        is_standard (bool): Whether it is the standard manual
        status (str): draft, published or withdrawn
        edition (int | None): Number of the edition that is public
        draft (int | None): Id of its open draft
    """

    id: int
    procedure: int
    agency: int
    is_standard: bool
    status: str
    edition: int | None
    draft: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        procedure = self.procedure

        agency = self.agency

        is_standard = self.is_standard

        status = self.status

        edition: int | None
        edition = self.edition

        draft: int | None
        draft = self.draft

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "procedure": procedure,
                "agency": agency,
                "is_standard": is_standard,
                "status": status,
                "edition": edition,
                "draft": draft,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        procedure = d.pop("procedure")

        agency = d.pop("agency")

        is_standard = d.pop("is_standard")

        status = d.pop("status")

        def _parse_edition(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        edition = _parse_edition(d.pop("edition"))

        def _parse_draft(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        draft = _parse_draft(d.pop("draft"))

        office_manual_out = cls(
            id=id,
            procedure=procedure,
            agency=agency,
            is_standard=is_standard,
            status=status,
            edition=edition,
            draft=draft,
        )

        office_manual_out.additional_properties = d
        return office_manual_out

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
