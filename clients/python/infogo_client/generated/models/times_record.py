from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.duration_record import DurationRecord
    from ..models.month_times import MonthTimes


T = TypeVar("T", bound="TimesRecord")


@_attrs_define
class TimesRecord:
    """Promised and real times of a manual; null where too little is behind it.

    Attributes:
        promised (DurationRecord | None): Promised time
        minimum_count (int): Below this many nothing is published
        reported (list[MonthTimes] | None): Reports, 12 months
        receipts_finished (int | None): Receipts that were finished; returned requests only where they count as late
        receipts_in_time (int | None): Of them within the promised time
        median_days (int | None): Half of them took no more days than this
        median_unit (None | str): day or working_day
        late_cases (int | None): Delayed requests of a year
        missed_notices (int | None): Notices of delay that were not sent
        is_simulated (bool): Whether invented figures are among them
    """

    promised: DurationRecord | None
    minimum_count: int
    reported: list[MonthTimes] | None
    receipts_finished: int | None
    receipts_in_time: int | None
    median_days: int | None
    median_unit: None | str
    late_cases: int | None
    missed_notices: int | None
    is_simulated: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration_record import DurationRecord  # noqa: PLC0415

        promised: dict[str, Any] | None
        if isinstance(self.promised, DurationRecord):
            promised = self.promised.to_dict()
        else:
            promised = self.promised

        minimum_count = self.minimum_count

        reported: list[dict[str, Any]] | None
        if isinstance(self.reported, list):
            reported = []
            for reported_type_0_item_data in self.reported:
                reported_type_0_item = reported_type_0_item_data.to_dict()
                reported.append(reported_type_0_item)

        else:
            reported = self.reported

        receipts_finished: int | None
        receipts_finished = self.receipts_finished

        receipts_in_time: int | None
        receipts_in_time = self.receipts_in_time

        median_days: int | None
        median_days = self.median_days

        median_unit: None | str
        median_unit = self.median_unit

        late_cases: int | None
        late_cases = self.late_cases

        missed_notices: int | None
        missed_notices = self.missed_notices

        is_simulated = self.is_simulated

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "promised": promised,
                "minimum_count": minimum_count,
                "reported": reported,
                "receipts_finished": receipts_finished,
                "receipts_in_time": receipts_in_time,
                "median_days": median_days,
                "median_unit": median_unit,
                "late_cases": late_cases,
                "missed_notices": missed_notices,
                "is_simulated": is_simulated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration_record import DurationRecord  # noqa: PLC0415
        from ..models.month_times import MonthTimes  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_promised(data: object) -> DurationRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                promised_type_0 = DurationRecord.from_dict(data)

                return promised_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DurationRecord | None, data)

        promised = _parse_promised(d.pop("promised"))

        minimum_count = d.pop("minimum_count")

        def _parse_reported(data: object) -> list[MonthTimes] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                reported_type_0 = []
                _reported_type_0 = data
                for reported_type_0_item_data in _reported_type_0:
                    reported_type_0_item = MonthTimes.from_dict(reported_type_0_item_data)

                    reported_type_0.append(reported_type_0_item)

                return reported_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[MonthTimes] | None, data)

        reported = _parse_reported(d.pop("reported"))

        def _parse_receipts_finished(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        receipts_finished = _parse_receipts_finished(d.pop("receipts_finished"))

        def _parse_receipts_in_time(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        receipts_in_time = _parse_receipts_in_time(d.pop("receipts_in_time"))

        def _parse_median_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        median_days = _parse_median_days(d.pop("median_days"))

        def _parse_median_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        median_unit = _parse_median_unit(d.pop("median_unit"))

        def _parse_late_cases(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        late_cases = _parse_late_cases(d.pop("late_cases"))

        def _parse_missed_notices(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        missed_notices = _parse_missed_notices(d.pop("missed_notices"))

        is_simulated = d.pop("is_simulated")

        times_record = cls(
            promised=promised,
            minimum_count=minimum_count,
            reported=reported,
            receipts_finished=receipts_finished,
            receipts_in_time=receipts_in_time,
            median_days=median_days,
            median_unit=median_unit,
            late_cases=late_cases,
            missed_notices=missed_notices,
            is_simulated=is_simulated,
        )

        times_record.additional_properties = d
        return times_record

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
