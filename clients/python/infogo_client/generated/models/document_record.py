from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DocumentRecord")


@_attrs_define
class DocumentRecord:
    """One canonical document, whatever a manual calls it.

    Attributes:
        id (int): Permanent number of the document
        name_th (str): Name in Thai
        name_en (str): Name in English, empty when there is none
        aliases (list[str]): Other names
        issuer (str): Who issues it
        is_state_issued (bool): Issued by the state: no copy may be asked for
        is_in_state_register (bool): Whether the state holds it in a register
        required_by (list[int]): Ids of procedures that ask for it
        perhaps_required_by (list[int]): Ids of procedures that ask for it in some cases
        produced_by (list[int]): Ids of procedures that give it
    """

    id: int
    name_th: str
    name_en: str
    aliases: list[str]
    issuer: str
    is_state_issued: bool
    is_in_state_register: bool
    required_by: list[int]
    perhaps_required_by: list[int]
    produced_by: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name_th = self.name_th

        name_en = self.name_en

        aliases = self.aliases

        issuer = self.issuer

        is_state_issued = self.is_state_issued

        is_in_state_register = self.is_in_state_register

        required_by = self.required_by

        perhaps_required_by = self.perhaps_required_by

        produced_by = self.produced_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name_th": name_th,
                "name_en": name_en,
                "aliases": aliases,
                "issuer": issuer,
                "is_state_issued": is_state_issued,
                "is_in_state_register": is_in_state_register,
                "required_by": required_by,
                "perhaps_required_by": perhaps_required_by,
                "produced_by": produced_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        aliases = cast(list[str], d.pop("aliases"))

        issuer = d.pop("issuer")

        is_state_issued = d.pop("is_state_issued")

        is_in_state_register = d.pop("is_in_state_register")

        required_by = cast(list[int], d.pop("required_by"))

        perhaps_required_by = cast(list[int], d.pop("perhaps_required_by"))

        produced_by = cast(list[int], d.pop("produced_by"))

        document_record = cls(
            id=id,
            name_th=name_th,
            name_en=name_en,
            aliases=aliases,
            issuer=issuer,
            is_state_issued=is_state_issued,
            is_in_state_register=is_in_state_register,
            required_by=required_by,
            perhaps_required_by=perhaps_required_by,
            produced_by=produced_by,
        )

        document_record.additional_properties = d
        return document_record

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
