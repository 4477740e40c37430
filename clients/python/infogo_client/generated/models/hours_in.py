from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.lunch_in import LunchIn
    from ..models.span_in import SpanIn
    from ..models.special_days_in import SpecialDaysIn


T = TypeVar("T", bound="HoursIn")


@_attrs_define
class HoursIn:
    """Opening hours: the week from Monday, lunch, public holidays, and days that differ.

    Attributes:
        known (bool | Unset): false when nobody knows them; text may say what is known Default: True.
        week (list[list[SpanIn]] | Unset): Seven days, Monday first; empty is closed
        lunch (LunchIn | Unset): The lunch break; both times are given exactly when the counter closes.
        follows_public_holidays (bool | Unset): Whether it closes on public holidays Default: False.
        exceptions (list[SpecialDaysIn] | Unset): Days that differ
        text (str | Unset): Words about hours that are not known, in Thai Default: ''.
        note (str | Unset): A remark for citizens, in Thai Default: ''.
    """

    known: bool | Unset = True
    week: list[list[SpanIn]] | Unset = UNSET
    lunch: LunchIn | Unset = UNSET
    follows_public_holidays: bool | Unset = False
    exceptions: list[SpecialDaysIn] | Unset = UNSET
    text: str | Unset = ""
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        known = self.known

        week: list[list[dict[str, Any]]] | Unset = UNSET
        if not isinstance(self.week, Unset):
            week = []
            for week_item_data in self.week:
                week_item = []
                for week_item_item_data in week_item_data:
                    week_item_item = week_item_item_data.to_dict()
                    week_item.append(week_item_item)

                week.append(week_item)

        lunch: dict[str, Any] | Unset = UNSET
        if not isinstance(self.lunch, Unset):
            lunch = self.lunch.to_dict()

        follows_public_holidays = self.follows_public_holidays

        exceptions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.exceptions, Unset):
            exceptions = []
            for exceptions_item_data in self.exceptions:
                exceptions_item = exceptions_item_data.to_dict()
                exceptions.append(exceptions_item)

        text = self.text

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if known is not UNSET:
            field_dict["known"] = known
        if week is not UNSET:
            field_dict["week"] = week
        if lunch is not UNSET:
            field_dict["lunch"] = lunch
        if follows_public_holidays is not UNSET:
            field_dict["follows_public_holidays"] = follows_public_holidays
        if exceptions is not UNSET:
            field_dict["exceptions"] = exceptions
        if text is not UNSET:
            field_dict["text"] = text
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.lunch_in import LunchIn  # noqa: PLC0415
        from ..models.span_in import SpanIn  # noqa: PLC0415
        from ..models.special_days_in import SpecialDaysIn  # noqa: PLC0415

        d = dict(src_dict)
        known = d.pop("known", UNSET)

        _week = d.pop("week", UNSET)
        week: list[list[SpanIn]] | Unset = UNSET
        if _week is not UNSET:
            week = []
            for week_item_data in _week:
                week_item = []
                _week_item = week_item_data
                for week_item_item_data in _week_item:
                    week_item_item = SpanIn.from_dict(week_item_item_data)

                    week_item.append(week_item_item)

                week.append(week_item)

        _lunch = d.pop("lunch", UNSET)
        lunch: LunchIn | Unset
        if isinstance(_lunch, Unset):
            lunch = UNSET
        else:
            lunch = LunchIn.from_dict(_lunch)

        follows_public_holidays = d.pop("follows_public_holidays", UNSET)

        _exceptions = d.pop("exceptions", UNSET)
        exceptions: list[SpecialDaysIn] | Unset = UNSET
        if _exceptions is not UNSET:
            exceptions = []
            for exceptions_item_data in _exceptions:
                exceptions_item = SpecialDaysIn.from_dict(exceptions_item_data)

                exceptions.append(exceptions_item)

        text = d.pop("text", UNSET)

        note = d.pop("note", UNSET)

        hours_in = cls(
            known=known,
            week=week,
            lunch=lunch,
            follows_public_holidays=follows_public_holidays,
            exceptions=exceptions,
            text=text,
            note=note,
        )

        return hours_in
