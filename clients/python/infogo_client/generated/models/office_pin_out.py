from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.hours import Hours


T = TypeVar("T", bound="OfficePinOut")


@_attrs_define
class OfficePinOut:
    """A pin that the caller may change, with what differs at its counter.

    Attributes:
        manual (int): Id of the manual
        point (int): Id of the service point
        id (int): Id of the pin
        counter (str): Name or number of the counter
        accepts_walk_in (bool | None): Whether one may come unannounced
        residents_only (bool | None): Whether only residents are served
        accepts_foreigners (bool | None): Whether foreigners are served
        queue_url (str): Where a turn is booked
        daily_limit (int | None): How many are served a day
        phones (str): Telephone numbers as people write them
        note (str): What else differs here
        hours (Hours | None): Own hours, null when as the point
        confirmed_on (datetime.date | None): Day on which it was confirmed
        seen (str): The mark of the pin, as you read it
    """

    manual: int
    point: int
    id: int
    counter: str
    accepts_walk_in: bool | None
    residents_only: bool | None
    accepts_foreigners: bool | None
    queue_url: str
    daily_limit: int | None
    phones: str
    note: str
    hours: Hours | None
    confirmed_on: datetime.date | None
    seen: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.hours import Hours  # noqa: PLC0415

        manual = self.manual

        point = self.point

        id = self.id

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

        phones = self.phones

        note = self.note

        hours: dict[str, Any] | None
        if isinstance(self.hours, Hours):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        confirmed_on: None | str
        if isinstance(self.confirmed_on, datetime.date):
            confirmed_on = self.confirmed_on.isoformat()
        else:
            confirmed_on = self.confirmed_on

        seen = self.seen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "manual": manual,
                "point": point,
                "id": id,
                "counter": counter,
                "accepts_walk_in": accepts_walk_in,
                "residents_only": residents_only,
                "accepts_foreigners": accepts_foreigners,
                "queue_url": queue_url,
                "daily_limit": daily_limit,
                "phones": phones,
                "note": note,
                "hours": hours,
                "confirmed_on": confirmed_on,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours import Hours  # noqa: PLC0415

        d = dict(src_dict)
        manual = d.pop("manual")

        point = d.pop("point")

        id = d.pop("id")

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

        phones = d.pop("phones")

        note = d.pop("note")

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

        seen = d.pop("seen")

        office_pin_out = cls(
            manual=manual,
            point=point,
            id=id,
            counter=counter,
            accepts_walk_in=accepts_walk_in,
            residents_only=residents_only,
            accepts_foreigners=accepts_foreigners,
            queue_url=queue_url,
            daily_limit=daily_limit,
            phones=phones,
            note=note,
            hours=hours,
            confirmed_on=confirmed_on,
            seen=seen,
        )

        office_pin_out.additional_properties = d
        return office_pin_out

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
