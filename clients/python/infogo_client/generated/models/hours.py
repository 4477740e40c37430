from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.hours_exception import HoursException
    from ..models.interval import Interval
    from ..models.lunch import Lunch


T = TypeVar("T", bound="Hours")


@_attrs_define
class Hours:
    """Opening hours of one place or channel.

    ``week`` holds seven tuples, Monday first. ``text`` keeps the original words of hours nobody
    could read and ``note`` a remark beside readable ones ("บางแห่งเปิดวันเสาร์").

        Attributes:
            known (bool): Whether the hours are known
            week (list[list[Interval]]): Seven days from Monday, empty: closed
            lunch (Lunch): The lunch break; both times are given exactly when the counter closes.
            follows_public_holidays (bool): Closed on public holidays
            exceptions (list[HoursException]): Days that differ
            text (str): The hours in words
            note (str): A note
    """

    known: bool
    week: list[list[Interval]]
    lunch: Lunch
    follows_public_holidays: bool
    exceptions: list[HoursException]
    text: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        known = self.known

        week = []
        for week_item_data in self.week:
            week_item = []
            for week_item_item_data in week_item_data:
                week_item_item = week_item_item_data.to_dict()
                week_item.append(week_item_item)

            week.append(week_item)

        lunch = self.lunch.to_dict()

        follows_public_holidays = self.follows_public_holidays

        exceptions = []
        for exceptions_item_data in self.exceptions:
            exceptions_item = exceptions_item_data.to_dict()
            exceptions.append(exceptions_item)

        text = self.text

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "known": known,
                "week": week,
                "lunch": lunch,
                "follows_public_holidays": follows_public_holidays,
                "exceptions": exceptions,
                "text": text,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours_exception import HoursException  # noqa: PLC0415
        from ..models.interval import Interval  # noqa: PLC0415
        from ..models.lunch import Lunch  # noqa: PLC0415

        d = dict(src_dict)
        known = d.pop("known")

        week = []
        _week = d.pop("week")
        for week_item_data in _week:
            week_item = []
            _week_item = week_item_data
            for week_item_item_data in _week_item:
                week_item_item = Interval.from_dict(week_item_item_data)

                week_item.append(week_item_item)

            week.append(week_item)

        lunch = Lunch.from_dict(d.pop("lunch"))

        follows_public_holidays = d.pop("follows_public_holidays")

        exceptions = []
        _exceptions = d.pop("exceptions")
        for exceptions_item_data in _exceptions:
            exceptions_item = HoursException.from_dict(exceptions_item_data)

            exceptions.append(exceptions_item)

        text = d.pop("text")

        note = d.pop("note")

        hours = cls(
            known=known,
            week=week,
            lunch=lunch,
            follows_public_holidays=follows_public_holidays,
            exceptions=exceptions,
            text=text,
            note=note,
        )

        return hours
