from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.certificate_record import CertificateRecord
    from ..models.hours import Hours
    from ..models.named import Named
    from ..models.near_point_accessibility import NearPointAccessibility
    from ..models.phone_record import PhoneRecord
    from ..models.position import Position
    from ..models.round_record import RoundRecord


T = TypeVar("T", bound="NearPoint")


@_attrs_define
class NearPoint:
    """A point and how far it is.

    Attributes:
        id (int): Permanent number of the service point
        key (str): Key in the source files
        url (str): Page of the service point
        kind (str): Kind of place, such as district_office
        status (str): open or suspended
        suspended_from (datetime.date | None): First day of a suspension
        suspended_until (datetime.date | None): Last day of a suspension, null when it has no known end
        name_th (str): Name in Thai
        name_en (str): Name in English, empty when there is none
        agency (Named): Another record, by its id and names.
        address (str): Postal address
        landmark (str): What it is near
        subdistrict (None | str): Code of its subdistrict
        district (None | str): Code of its district
        province (None | str): Code of its province
        postcode (str): Postcode
        position (None | Position): Position; coordinate_quality tells whether it is the office itself
        coordinate_quality (str): office when the position is the office's own
        phones (list[PhoneRecord]): Telephone numbers
        email (str): E-mail address of the office
        website (str): Web site
        hours (Hours | None): Opening hours, null when nobody knows them
        hours_status (str): confirmed, assumed (usual office hours) or unknown
        opens_on_weekend (bool): Whether it opens on a weekend day
        accessibility (NearPointAccessibility): Facts such as ramp or lift; one that is missing is unknown
        entrance (str): Which way leads in without steps, in Thai; empty when unknown
        transit (str): How to come by public transport, in Thai; empty when unknown
        procedures (list[int]): Ids of the procedures served here
        rounds (list[RoundRecord]): Rounds of a mobile unit, the first day first; past ones are among them for 90 days
        certificate (CertificateRecord | None): Its GECC certificate as the central agency confirmed it, null when there
            is none
        checked_on (datetime.date | None): Day on which the data were checked
        source (str): Where the data come from
        updated_at (datetime.datetime): Time of the last change
        distance_km (float): Distance as the crow flies in km
        opening (str): open, closed or unknown at the moment asked for
    """

    id: int
    key: str
    url: str
    kind: str
    status: str
    suspended_from: datetime.date | None
    suspended_until: datetime.date | None
    name_th: str
    name_en: str
    agency: Named
    address: str
    landmark: str
    subdistrict: None | str
    district: None | str
    province: None | str
    postcode: str
    position: None | Position
    coordinate_quality: str
    phones: list[PhoneRecord]
    email: str
    website: str
    hours: Hours | None
    hours_status: str
    opens_on_weekend: bool
    accessibility: NearPointAccessibility
    entrance: str
    transit: str
    procedures: list[int]
    rounds: list[RoundRecord]
    certificate: CertificateRecord | None
    checked_on: datetime.date | None
    source: str
    updated_at: datetime.datetime
    distance_km: float
    opening: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.certificate_record import CertificateRecord  # noqa: PLC0415
        from ..models.hours import Hours  # noqa: PLC0415
        from ..models.position import Position  # noqa: PLC0415

        id = self.id

        key = self.key

        url = self.url

        kind = self.kind

        status = self.status

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

        name_th = self.name_th

        name_en = self.name_en

        agency = self.agency.to_dict()

        address = self.address

        landmark = self.landmark

        subdistrict: None | str
        subdistrict = self.subdistrict

        district: None | str
        district = self.district

        province: None | str
        province = self.province

        postcode = self.postcode

        position: dict[str, Any] | None
        if isinstance(self.position, Position):
            position = self.position.to_dict()
        else:
            position = self.position

        coordinate_quality = self.coordinate_quality

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        email = self.email

        website = self.website

        hours: dict[str, Any] | None
        if isinstance(self.hours, Hours):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        hours_status = self.hours_status

        opens_on_weekend = self.opens_on_weekend

        accessibility = self.accessibility.to_dict()

        entrance = self.entrance

        transit = self.transit

        procedures = self.procedures

        rounds = []
        for rounds_item_data in self.rounds:
            rounds_item = rounds_item_data.to_dict()
            rounds.append(rounds_item)

        certificate: dict[str, Any] | None
        if isinstance(self.certificate, CertificateRecord):
            certificate = self.certificate.to_dict()
        else:
            certificate = self.certificate

        checked_on: None | str
        if isinstance(self.checked_on, datetime.date):
            checked_on = self.checked_on.isoformat()
        else:
            checked_on = self.checked_on

        source = self.source

        updated_at = self.updated_at.isoformat()

        distance_km = self.distance_km

        opening = self.opening

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "url": url,
                "kind": kind,
                "status": status,
                "suspended_from": suspended_from,
                "suspended_until": suspended_until,
                "name_th": name_th,
                "name_en": name_en,
                "agency": agency,
                "address": address,
                "landmark": landmark,
                "subdistrict": subdistrict,
                "district": district,
                "province": province,
                "postcode": postcode,
                "position": position,
                "coordinate_quality": coordinate_quality,
                "phones": phones,
                "email": email,
                "website": website,
                "hours": hours,
                "hours_status": hours_status,
                "opens_on_weekend": opens_on_weekend,
                "accessibility": accessibility,
                "entrance": entrance,
                "transit": transit,
                "procedures": procedures,
                "rounds": rounds,
                "certificate": certificate,
                "checked_on": checked_on,
                "source": source,
                "updated_at": updated_at,
                "distance_km": distance_km,
                "opening": opening,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.certificate_record import CertificateRecord  # noqa: PLC0415
        from ..models.hours import Hours  # noqa: PLC0415
        from ..models.named import Named  # noqa: PLC0415
        from ..models.near_point_accessibility import NearPointAccessibility  # noqa: PLC0415
        from ..models.phone_record import PhoneRecord  # noqa: PLC0415
        from ..models.position import Position  # noqa: PLC0415
        from ..models.round_record import RoundRecord  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        key = d.pop("key")

        url = d.pop("url")

        kind = d.pop("kind")

        status = d.pop("status")

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

        name_th = d.pop("name_th")

        name_en = d.pop("name_en")

        agency = Named.from_dict(d.pop("agency"))

        address = d.pop("address")

        landmark = d.pop("landmark")

        def _parse_subdistrict(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subdistrict = _parse_subdistrict(d.pop("subdistrict"))

        def _parse_district(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        district = _parse_district(d.pop("district"))

        def _parse_province(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        province = _parse_province(d.pop("province"))

        postcode = d.pop("postcode")

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

        coordinate_quality = d.pop("coordinate_quality")

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = PhoneRecord.from_dict(phones_item_data)

            phones.append(phones_item)

        email = d.pop("email")

        website = d.pop("website")

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

        opens_on_weekend = d.pop("opens_on_weekend")

        accessibility = NearPointAccessibility.from_dict(d.pop("accessibility"))

        entrance = d.pop("entrance")

        transit = d.pop("transit")

        procedures = cast(list[int], d.pop("procedures"))

        rounds = []
        _rounds = d.pop("rounds")
        for rounds_item_data in _rounds:
            rounds_item = RoundRecord.from_dict(rounds_item_data)

            rounds.append(rounds_item)

        def _parse_certificate(data: object) -> CertificateRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                certificate_type_0 = CertificateRecord.from_dict(data)

                return certificate_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CertificateRecord | None, data)

        certificate = _parse_certificate(d.pop("certificate"))

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

        distance_km = d.pop("distance_km")

        opening = d.pop("opening")

        near_point = cls(
            id=id,
            key=key,
            url=url,
            kind=kind,
            status=status,
            suspended_from=suspended_from,
            suspended_until=suspended_until,
            name_th=name_th,
            name_en=name_en,
            agency=agency,
            address=address,
            landmark=landmark,
            subdistrict=subdistrict,
            district=district,
            province=province,
            postcode=postcode,
            position=position,
            coordinate_quality=coordinate_quality,
            phones=phones,
            email=email,
            website=website,
            hours=hours,
            hours_status=hours_status,
            opens_on_weekend=opens_on_weekend,
            accessibility=accessibility,
            entrance=entrance,
            transit=transit,
            procedures=procedures,
            rounds=rounds,
            certificate=certificate,
            checked_on=checked_on,
            source=source,
            updated_at=updated_at,
            distance_km=distance_km,
            opening=opening,
        )

        near_point.additional_properties = d
        return near_point

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
