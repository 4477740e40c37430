from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.hours_in import HoursIn


T = TypeVar("T", bound="PinFactsIn")


@_attrs_define
class PinFactsIn:
    """What differs at a counter; all of it, as the form of the workspace.

    Attributes:
        seen (str): The mark of the pin, as you read it
        counter (str | Unset): Name or number of the counter Default: ''.
        accepts_walk_in (bool | None | Unset): Whether one may come unannounced
        residents_only (bool | None | Unset): Whether only residents are served
        accepts_foreigners (bool | None | Unset): Whether foreigners are served
        queue_url (str | Unset): Where a turn is booked Default: ''.
        daily_limit (int | None | Unset): How many are served a day
        phones (str | Unset): Such as 0 2281 3333 ต่อ 12 Default: ''.
        note (str | Unset): A remark for citizens, in Thai Default: ''.
        hours (HoursIn | None | Unset): Own hours; null: those of the point
    """

    seen: str
    counter: str | Unset = ""
    accepts_walk_in: bool | None | Unset = UNSET
    residents_only: bool | None | Unset = UNSET
    accepts_foreigners: bool | None | Unset = UNSET
    queue_url: str | Unset = ""
    daily_limit: int | None | Unset = UNSET
    phones: str | Unset = ""
    note: str | Unset = ""
    hours: HoursIn | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.hours_in import HoursIn  # noqa: PLC0415

        seen = self.seen

        counter = self.counter

        accepts_walk_in: bool | None | Unset
        if isinstance(self.accepts_walk_in, Unset):
            accepts_walk_in = UNSET
        else:
            accepts_walk_in = self.accepts_walk_in

        residents_only: bool | None | Unset
        if isinstance(self.residents_only, Unset):
            residents_only = UNSET
        else:
            residents_only = self.residents_only

        accepts_foreigners: bool | None | Unset
        if isinstance(self.accepts_foreigners, Unset):
            accepts_foreigners = UNSET
        else:
            accepts_foreigners = self.accepts_foreigners

        queue_url = self.queue_url

        daily_limit: int | None | Unset
        if isinstance(self.daily_limit, Unset):
            daily_limit = UNSET
        else:
            daily_limit = self.daily_limit

        phones = self.phones

        note = self.note

        hours: dict[str, Any] | None | Unset
        if isinstance(self.hours, Unset):
            hours = UNSET
        elif isinstance(self.hours, HoursIn):
            hours = self.hours.to_dict()
        else:
            hours = self.hours

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "seen": seen,
            }
        )
        if counter is not UNSET:
            field_dict["counter"] = counter
        if accepts_walk_in is not UNSET:
            field_dict["accepts_walk_in"] = accepts_walk_in
        if residents_only is not UNSET:
            field_dict["residents_only"] = residents_only
        if accepts_foreigners is not UNSET:
            field_dict["accepts_foreigners"] = accepts_foreigners
        if queue_url is not UNSET:
            field_dict["queue_url"] = queue_url
        if daily_limit is not UNSET:
            field_dict["daily_limit"] = daily_limit
        if phones is not UNSET:
            field_dict["phones"] = phones
        if note is not UNSET:
            field_dict["note"] = note
        if hours is not UNSET:
            field_dict["hours"] = hours

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours_in import HoursIn  # noqa: PLC0415

        d = dict(src_dict)
        seen = d.pop("seen")

        counter = d.pop("counter", UNSET)

        def _parse_accepts_walk_in(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        accepts_walk_in = _parse_accepts_walk_in(d.pop("accepts_walk_in", UNSET))

        def _parse_residents_only(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        residents_only = _parse_residents_only(d.pop("residents_only", UNSET))

        def _parse_accepts_foreigners(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        accepts_foreigners = _parse_accepts_foreigners(d.pop("accepts_foreigners", UNSET))

        queue_url = d.pop("queue_url", UNSET)

        def _parse_daily_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        daily_limit = _parse_daily_limit(d.pop("daily_limit", UNSET))

        phones = d.pop("phones", UNSET)

        note = d.pop("note", UNSET)

        def _parse_hours(data: object) -> HoursIn | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hours_type_0 = HoursIn.from_dict(data)

                return hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HoursIn | None | Unset, data)

        hours = _parse_hours(d.pop("hours", UNSET))

        pin_facts_in = cls(
            seen=seen,
            counter=counter,
            accepts_walk_in=accepts_walk_in,
            residents_only=residents_only,
            accepts_foreigners=accepts_foreigners,
            queue_url=queue_url,
            daily_limit=daily_limit,
            phones=phones,
            note=note,
            hours=hours,
        )

        return pin_facts_in
