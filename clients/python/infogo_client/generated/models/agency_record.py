from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.code_record import CodeRecord
    from ..models.electronic_channel_record import ElectronicChannelRecord
    from ..models.named import Named
    from ..models.phone_record import PhoneRecord
    from ..models.position import Position


T = TypeVar("T", bound="AgencyRecord")


@_attrs_define
class AgencyRecord:
    """A body with its own authority.

    Attributes:
        id (int): Permanent number of the agency
        key (str): Key in the source files
        url (str): Page of the agency
        kind (str): Kind, a code of the vocabulary agency_kind
        status (str): active, merged or closed
        name_th (str): Name in Thai
        name_en (str): Name in English, empty when there is none
        abbreviation (str): Abbreviation
        former_names (list[str]): Names that people may still use
        parent (int | None): Id of the agency above, null at the top
        parents (list[Named]): Agencies above, the top first
        province (None | str): Code of its province
        district (None | str): Code of its district
        subdistrict (None | str): Code of its subdistrict
        address (str): Postal address
        phones (list[PhoneRecord]): Telephone numbers
        email (str): E-mail address of the agency
        website (str): Web site
        position (None | Position): Position, given only when it is the office's own
        codes (list[CodeRecord]): Codes in other registers
        e_channels (list[ElectronicChannelRecord]): Electronic channels in force
        checked_on (datetime.date | None): Day on which the data were checked
        source (str): Where the data come from
        updated_at (datetime.datetime): Time of the last change
    """

    id: int
    key: str
    url: str
    kind: str
    status: str
    name_th: str
    name_en: str
    abbreviation: str
    former_names: list[str]
    parent: int | None
    parents: list[Named]
    province: None | str
    district: None | str
    subdistrict: None | str
    address: str
    phones: list[PhoneRecord]
    email: str
    website: str
    position: None | Position
    codes: list[CodeRecord]
    e_channels: list[ElectronicChannelRecord]
    checked_on: datetime.date | None
    source: str
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.position import Position  # noqa: PLC0415

        id = self.id

        key = self.key

        url = self.url

        kind = self.kind

        status = self.status

        name_th = self.name_th

        name_en = self.name_en

        abbreviation = self.abbreviation

        former_names = self.former_names

        parent: int | None
        parent = self.parent

        parents = []
        for parents_item_data in self.parents:
            parents_item = parents_item_data.to_dict()
            parents.append(parents_item)

        province: None | str
        province = self.province

        district: None | str
        district = self.district

        subdistrict: None | str
        subdistrict = self.subdistrict

        address = self.address

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        email = self.email

        website = self.website

        position: dict[str, Any] | None
        if isinstance(self.position, Position):
            position = self.position.to_dict()
        else:
            position = self.position

        codes = []
        for codes_item_data in self.codes:
            codes_item = codes_item_data.to_dict()
            codes.append(codes_item)

        e_channels = []
        for e_channels_item_data in self.e_channels:
            e_channels_item = e_channels_item_data.to_dict()
            e_channels.append(e_channels_item)

        checked_on: None | str
        if isinstance(self.checked_on, datetime.date):
            checked_on = self.checked_on.isoformat()
        else:
            checked_on = self.checked_on

        source = self.source

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "url": url,
                "kind": kind,
                "status": status,
                "name_th": name_th,
                "name_en": name_en,
                "abbreviation": abbreviation,
                "former_names": former_names,
                "parent": parent,
                "parents": parents,
                "province": province,
                "district": district,
                "subdistrict": subdistrict,
                "address": address,
                "phones": phones,
                "email": email,
                "website": website,
                "position": position,
                "codes": codes,
                "e_channels": e_channels,
                "checked_on": checked_on,
                "source": source,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.code_record import CodeRecord  # noqa: PLC0415
        from ..models.electronic_channel_record import ElectronicChannelRecord  # noqa: PLC0415
        from ..models.named import Named  # noqa: PLC0415
        from ..models.phone_record import PhoneRecord  # noqa: PLC0415
        from ..models.position import Position  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        key = d.pop("key")

        url = d.pop("url")

        kind = d.pop("kind")

        status = d.pop("status")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        abbreviation = d.pop("abbreviation")

        former_names = cast(list[str], d.pop("former_names"))

        def _parse_parent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        parent = _parse_parent(d.pop("parent"))

        parents = []
        _parents = d.pop("parents")
        for parents_item_data in _parents:
            parents_item = Named.from_dict(parents_item_data)

            parents.append(parents_item)

        def _parse_province(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        province = _parse_province(d.pop("province"))

        def _parse_district(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        district = _parse_district(d.pop("district"))

        def _parse_subdistrict(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subdistrict = _parse_subdistrict(d.pop("subdistrict"))

        address = d.pop("address")

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = PhoneRecord.from_dict(phones_item_data)

            phones.append(phones_item)

        email = d.pop("email")

        website = d.pop("website")

        def _parse_position(data: object) -> None | Position:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = Position.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Position, data)

        position = _parse_position(d.pop("position"))

        codes = []
        _codes = d.pop("codes")
        for codes_item_data in _codes:
            codes_item = CodeRecord.from_dict(codes_item_data)

            codes.append(codes_item)

        e_channels = []
        _e_channels = d.pop("e_channels")
        for e_channels_item_data in _e_channels:
            e_channels_item = ElectronicChannelRecord.from_dict(e_channels_item_data)

            e_channels.append(e_channels_item)

        def _parse_checked_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                checked_on_type_0 = datetime.date.fromisoformat(data)

                return checked_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        checked_on = _parse_checked_on(d.pop("checked_on"))

        source = d.pop("source")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        agency_record = cls(
            id=id,
            key=key,
            url=url,
            kind=kind,
            status=status,
            name_th=name_th,
            name_en=name_en,
            abbreviation=abbreviation,
            former_names=former_names,
            parent=parent,
            parents=parents,
            province=province,
            district=district,
            subdistrict=subdistrict,
            address=address,
            phones=phones,
            email=email,
            website=website,
            position=position,
            codes=codes,
            e_channels=e_channels,
            checked_on=checked_on,
            source=source,
            updated_at=updated_at,
        )

        agency_record.additional_properties = d
        return agency_record

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
