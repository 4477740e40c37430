from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_out_record_type_0 import ChangeOutRecordType0


T = TypeVar("T", bound="ChangeOut")


@_attrs_define
class ChangeOut:
    """One change of one public record.

    Attributes:
        number (int): Its number; no number is left out
        kind (str): Kind of record as in addresses, or everything
        id (int): Id of the record
        what (str): created, changed, withdrawn or merged
        version (str): Digest of what it said then, empty when gone
        into (int | None): Id of the record that took its place
        agency (int | None): Id of the agency that answers for it
        at (str): When it got its number
        href (str): Where the record is read
        record (ChangeOutRecordType0 | None | Unset): The record as it is now, with include=record; null when it is
            public no more
    """

    number: int
    kind: str
    id: int
    what: str
    version: str
    into: int | None
    agency: int | None
    at: str
    href: str
    record: ChangeOutRecordType0 | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.change_out_record_type_0 import ChangeOutRecordType0  # noqa: PLC0415

        number = self.number

        kind = self.kind

        id = self.id

        what = self.what

        version = self.version

        into: int | None
        into = self.into

        agency: int | None
        agency = self.agency

        at = self.at

        href = self.href

        record: dict[str, Any] | None | Unset
        if isinstance(self.record, Unset):
            record = UNSET
        elif isinstance(self.record, ChangeOutRecordType0):
            record = self.record.to_dict()
        else:
            record = self.record

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "kind": kind,
                "id": id,
                "what": what,
                "version": version,
                "into": into,
                "agency": agency,
                "at": at,
                "href": href,
            }
        )
        if record is not UNSET:
            field_dict["record"] = record

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_out_record_type_0 import ChangeOutRecordType0  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        kind = d.pop("kind")

        id = d.pop("id")

        what = d.pop("what")

        version = d.pop("version")

        def _parse_into(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        into = _parse_into(d.pop("into"))

        def _parse_agency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        agency = _parse_agency(d.pop("agency"))

        at = d.pop("at")

        href = d.pop("href")

        def _parse_record(data: object) -> ChangeOutRecordType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                record_type_0 = ChangeOutRecordType0.from_dict(data)

                return record_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChangeOutRecordType0 | None | Unset, data)

        record = _parse_record(d.pop("record", UNSET))

        change_out = cls(
            number=number,
            kind=kind,
            id=id,
            what=what,
            version=version,
            into=into,
            agency=agency,
            at=at,
            href=href,
            record=record,
        )

        change_out.additional_properties = d
        return change_out

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
