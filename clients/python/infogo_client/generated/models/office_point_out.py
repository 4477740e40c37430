from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.hours import Hours
    from ..models.office_point_out_access import OfficePointOutAccess
    from ..models.versions_out import VersionsOut


T = TypeVar("T", bound="OfficePointOut")


@_attrs_define
class OfficePointOut:
    """A service point as officers see it, closed ones too.

    Attributes:
        id (int): Id of the service point
        agency (int): Id of the agency that it belongs to
        can_edit (bool): Whether this token may change it
        name_th (str): Name in Thai
        name_en (str): Name in English
        kind (str): Code of its kind
        address (str): Address
        landmark (str): What it is near
        province (str): Code of its province
        district (str): Code of its district
        subdistrict (str): Code of its subdistrict
        postcode (str): Postcode
        phones (str): Telephone numbers as people write them
        email (str): E-mail address
        website (str): Web site
        lat (float | None): Latitude
        lng (float | None): Longitude
        coordinate_quality (str): office when the position is the office's own
        hours (Hours | None): Opening hours, null when unknown
        hours_status (str): confirmed, assumed or unknown
        access (OfficePointOutAccess): Facts about access; a missing one is unknown
        entrance (str): Which way leads in without steps
        transit (str): How to come by public transport
        status (str): open, suspended, moved or closed
        moved_to (int | None): Id of the place to which it moved
        suspended_from (datetime.date | None): First day of a suspension
        suspended_until (datetime.date | None): Last day of a suspension
        checked_on (datetime.date | None): Day on which all of it was confirmed
        versions (VersionsOut): What tells one state of each part from another; send it back as seen.
    """

    id: int
    agency: int
    can_edit: bool
    name_th: str
    name_en: str
    kind: str
    address: str
    landmark: str
    province: str
    district: str
    subdistrict: str
    postcode: str
    phones: str
    email: str
    website: str
    lat: float | None
    lng: float | None
    coordinate_quality: str
    hours: Hours | None
    hours_status: str
    access: OfficePointOutAccess
    entrance: str
    transit: str
    status: str
    moved_to: int | None
    suspended_from: datetime.date | None
    suspended_until: datetime.date | None
    checked_on: datetime.date | None
    versions: VersionsOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.hours import Hours  # noqa: PLC0415

        id = self.id

        agency = self.agency

        can_edit = self.can_edit

        name_th = self.name_th

        name_en = self.name_en

        kind = self.kind

        address = self.address

        landmark = self.landmark

        province = self.province

        district = self.district

        subdistrict = self.subdistrict

        postcode = self.postcode

        phones = self.phones

        email = self.email

        website = self.website

        lat: float | None
        lat = self.lat

        lng: float | None
        lng = self.lng

        coordinate_quality = self.coordinate_quality

        hours: dict[str, Any] | None
        if isinstance(self.hours, Hours):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        hours_status = self.hours_status

        access = self.access.to_dict()

        entrance = self.entrance

        transit = self.transit

        status = self.status

        moved_to: int | None
        moved_to = self.moved_to

        suspended_from: None | str
        if isinstance(self.suspended_from, datetime.date):
            suspended_from = self.suspended_from.isoformat()
        else:
            suspended_from = self.suspended_from

        suspended_until: None | str
        if isinstance(self.suspended_until, datetime.date):
            suspended_until = self.suspended_until.isoformat()
        else:
            suspended_until = self.suspended_until

        checked_on: None | str
        if isinstance(self.checked_on, datetime.date):
            checked_on = self.checked_on.isoformat()
        else:
            checked_on = self.checked_on

        versions = self.versions.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "agency": agency,
                "can_edit": can_edit,
                "name_th": name_th,
                "name_en": name_en,
                "kind": kind,
                "address": address,
                "landmark": landmark,
                "province": province,
                "district": district,
                "subdistrict": subdistrict,
                "postcode": postcode,
                "phones": phones,
                "email": email,
                "website": website,
                "lat": lat,
                "lng": lng,
                "coordinate_quality": coordinate_quality,
                "hours": hours,
                "hours_status": hours_status,
                "access": access,
                "entrance": entrance,
                "transit": transit,
                "status": status,
                "moved_to": moved_to,
                "suspended_from": suspended_from,
                "suspended_until": suspended_until,
                "checked_on": checked_on,
                "versions": versions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours import Hours  # noqa: PLC0415
        from ..models.office_point_out_access import OfficePointOutAccess  # noqa: PLC0415
        from ..models.versions_out import VersionsOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        agency = d.pop("agency")

        can_edit = d.pop("can_edit")

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        kind = d.pop("kind")

        address = d.pop("address")

        landmark = d.pop("landmark")

        province = d.pop("province")

        district = d.pop("district")

        subdistrict = d.pop("subdistrict")

        postcode = d.pop("postcode")

        phones = d.pop("phones")

        email = d.pop("email")

        website = d.pop("website")

        def _parse_lat(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        lat = _parse_lat(d.pop("lat"))

        def _parse_lng(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        lng = _parse_lng(d.pop("lng"))

        coordinate_quality = d.pop("coordinate_quality")

        def _parse_hours(data: object) -> Hours | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hours_type_0 = Hours.from_dict(data)

                return hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Hours | None, data)

        hours = _parse_hours(d.pop("hours"))

        hours_status = d.pop("hours_status")

        access = OfficePointOutAccess.from_dict(d.pop("access"))

        entrance = d.pop("entrance")

        transit = d.pop("transit")

        status = d.pop("status")

        def _parse_moved_to(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        moved_to = _parse_moved_to(d.pop("moved_to"))

        def _parse_suspended_from(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                suspended_from_type_0 = datetime.date.fromisoformat(data)

                return suspended_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        suspended_from = _parse_suspended_from(d.pop("suspended_from"))

        def _parse_suspended_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                suspended_until_type_0 = datetime.date.fromisoformat(data)

                return suspended_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        suspended_until = _parse_suspended_until(d.pop("suspended_until"))

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

        versions = VersionsOut.from_dict(d.pop("versions"))

        office_point_out = cls(
            id=id,
            agency=agency,
            can_edit=can_edit,
            name_th=name_th,
            name_en=name_en,
            kind=kind,
            address=address,
            landmark=landmark,
            province=province,
            district=district,
            subdistrict=subdistrict,
            postcode=postcode,
            phones=phones,
            email=email,
            website=website,
            lat=lat,
            lng=lng,
            coordinate_quality=coordinate_quality,
            hours=hours,
            hours_status=hours_status,
            access=access,
            entrance=entrance,
            transit=transit,
            status=status,
            moved_to=moved_to,
            suspended_from=suspended_from,
            suspended_until=suspended_until,
            checked_on=checked_on,
            versions=versions,
        )

        office_point_out.additional_properties = d
        return office_point_out

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
