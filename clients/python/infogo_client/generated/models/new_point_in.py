from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewPointIn")


@_attrs_define
class NewPointIn:
    """A new service point; it can be visited at once.

    Attributes:
        name_th (str): Name in Thai
        kind (str): Code of the kind, or its Thai words
        agency (int): Id of the agency that it belongs to
        name_en (str | Unset): Name in English Default: ''.
        address (str | Unset): Postal address on one line Default: ''.
        landmark (str | Unset): What it is near Default: ''.
        province (str | Unset): Code or Thai name Default: ''.
        district (str | Unset): Code or Thai name Default: ''.
        subdistrict (str | Unset): Code or Thai name Default: ''.
        postcode (str | Unset): Empty: that of the subdistrict Default: ''.
        phones (str | Unset): Such as 0 5311 2708 ต่อ 2, 1548 Default: ''.
        email (str | Unset): E-mail address of the office Default: ''.
        website (str | Unset): Web site Default: ''.
    """

    name_th: str
    kind: str
    agency: int
    name_en: str | Unset = ""
    address: str | Unset = ""
    landmark: str | Unset = ""
    province: str | Unset = ""
    district: str | Unset = ""
    subdistrict: str | Unset = ""
    postcode: str | Unset = ""
    phones: str | Unset = ""
    email: str | Unset = ""
    website: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        name_th = self.name_th

        kind = self.kind

        agency = self.agency

        name_en = self.name_en

        address = self.address

        landmark = self.landmark

        province = self.province

        district = self.district

        subdistrict = self.subdistrict

        postcode = self.postcode

        phones = self.phones

        email = self.email

        website = self.website

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name_th": name_th,
                "kind": kind,
                "agency": agency,
            }
        )
        if name_en is not UNSET:
            field_dict["name_en"] = name_en
        if address is not UNSET:
            field_dict["address"] = address
        if landmark is not UNSET:
            field_dict["landmark"] = landmark
        if province is not UNSET:
            field_dict["province"] = province
        if district is not UNSET:
            field_dict["district"] = district
        if subdistrict is not UNSET:
            field_dict["subdistrict"] = subdistrict
        if postcode is not UNSET:
            field_dict["postcode"] = postcode
        if phones is not UNSET:
            field_dict["phones"] = phones
        if email is not UNSET:
            field_dict["email"] = email
        if website is not UNSET:
            field_dict["website"] = website

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name_th = d.pop("name_th")

        kind = d.pop("kind")

        agency = d.pop("agency")

        name_en = d.pop("name_en", UNSET)

        address = d.pop("address", UNSET)

        landmark = d.pop("landmark", UNSET)

        province = d.pop("province", UNSET)

        district = d.pop("district", UNSET)

        subdistrict = d.pop("subdistrict", UNSET)

        postcode = d.pop("postcode", UNSET)

        phones = d.pop("phones", UNSET)

        email = d.pop("email", UNSET)

        website = d.pop("website", UNSET)

        new_point_in = cls(
            name_th=name_th,
            kind=kind,
            agency=agency,
            name_en=name_en,
            address=address,
            landmark=landmark,
            province=province,
            district=district,
            subdistrict=subdistrict,
            postcode=postcode,
            phones=phones,
            email=email,
            website=website,
        )

        return new_point_in
