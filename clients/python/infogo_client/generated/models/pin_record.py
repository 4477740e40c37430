from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.hours import Hours
    from ..models.phone_record import PhoneRecord


T = TypeVar("T", bound="PinRecord")


@_attrs_define
class PinRecord:
    """A manual served at a service point. A fact that nobody confirmed is null: unknown.

    Attributes:
        id (int): Number; a pin made again has another
        manual (int): Id of the manual
        procedure (int): Id of the procedure
        point (int): Id of the service point
        province (None | str): Code of the point's province
        hours (Hours | None): Hours of this counter, null when as the point
        phones (list[PhoneRecord]): Telephones of this counter
        counter (str): Name or number of the counter
        accepts_walk_in (bool | None): Whether one may come unannounced
        residents_only (bool | None): Whether only residents are served
        accepts_foreigners (bool | None): Whether foreigners are served
        queue_url (str): Where a turn is booked
        daily_limit (int | None): How many are served a day
        note (str): What else differs here
        confirmed_on (datetime.date | None): Day on which the agency confirmed it
    """

    id: int
    manual: int
    procedure: int
    point: int
    province: None | str
    hours: Hours | None
    phones: list[PhoneRecord]
    counter: str
    accepts_walk_in: bool | None
    residents_only: bool | None
    accepts_foreigners: bool | None
    queue_url: str
    daily_limit: int | None
    note: str
    confirmed_on: datetime.date | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.hours import Hours  # noqa: PLC0415

        id = self.id

        manual = self.manual

        procedure = self.procedure

        point = self.point

        province: None | str
        province = self.province

        hours: dict[str, Any] | None
        if isinstance(self.hours, Hours):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        counter = self.counter

        accepts_walk_in: bool | None
        accepts_walk_in = self.accepts_walk_in

        residents_only: bool | None
        residents_only = self.residents_only

        accepts_foreigners: bool | None
        accepts_foreigners = self.accepts_foreigners

        queue_url = self.queue_url

        daily_limit: int | None
        daily_limit = self.daily_limit

        note = self.note

        confirmed_on: None | str
        if isinstance(self.confirmed_on, datetime.date):
            confirmed_on = self.confirmed_on.isoformat()
        else:
            confirmed_on = self.confirmed_on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "manual": manual,
                "procedure": procedure,
                "point": point,
                "province": province,
                "hours": hours,
                "phones": phones,
                "counter": counter,
                "accepts_walk_in": accepts_walk_in,
                "residents_only": residents_only,
                "accepts_foreigners": accepts_foreigners,
                "queue_url": queue_url,
                "daily_limit": daily_limit,
                "note": note,
                "confirmed_on": confirmed_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours import Hours  # noqa: PLC0415
        from ..models.phone_record import PhoneRecord  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        manual = d.pop("manual")

        procedure = d.pop("procedure")

        point = d.pop("point")

        def _parse_province(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        province = _parse_province(d.pop("province"))

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

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = PhoneRecord.from_dict(phones_item_data)

            phones.append(phones_item)

        counter = d.pop("counter")

        def _parse_accepts_walk_in(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        accepts_walk_in = _parse_accepts_walk_in(d.pop("accepts_walk_in"))

        def _parse_residents_only(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        residents_only = _parse_residents_only(d.pop("residents_only"))

        def _parse_accepts_foreigners(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        accepts_foreigners = _parse_accepts_foreigners(d.pop("accepts_foreigners"))

        queue_url = d.pop("queue_url")

        def _parse_daily_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        daily_limit = _parse_daily_limit(d.pop("daily_limit"))

        note = d.pop("note")

        def _parse_confirmed_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                confirmed_on_type_0 = datetime.date.fromisoformat(data)

                return confirmed_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        confirmed_on = _parse_confirmed_on(d.pop("confirmed_on"))

        pin_record = cls(
            id=id,
            manual=manual,
            procedure=procedure,
            point=point,
            province=province,
            hours=hours,
            phones=phones,
            counter=counter,
            accepts_walk_in=accepts_walk_in,
            residents_only=residents_only,
            accepts_foreigners=accepts_foreigners,
            queue_url=queue_url,
            daily_limit=daily_limit,
            note=note,
            confirmed_on=confirmed_on,
        )

        pin_record.additional_properties = d
        return pin_record

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
