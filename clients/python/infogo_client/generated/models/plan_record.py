from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.day_record import DayRecord
    from ..models.errand_record import ErrandRecord
    from ..models.fee_sum import FeeSum
    from ..models.plan_document import PlanDocument
    from ..models.plan_record_merged import PlanRecordMerged


T = TypeVar("T", bound="PlanRecord")


@_attrs_define
class PlanRecord:
    """One prepared trip for several errands.

    Attributes:
        url (str): The plan on the web
        errands (list[ErrandRecord]): Errands in the order to do them
        circles (list[list[int]]): Groups of errands that wait for one another
        documents (list[PlanDocument]): All documents
        fees (FeeSum): What can be said of the sum of fees, in satang.
        days (list[DayRecord]): Trip by day; empty without a place
        done_on (datetime.date | None): Day by which all known results are due
        without_time (list[int]): Procedures that promise no time
        merged (PlanRecordMerged): Procedures asked for with their successors
        withdrawn (list[int]): Procedures that have ended
        unknown (list[int]): Ids that name nothing
    """

    url: str
    errands: list[ErrandRecord]
    circles: list[list[int]]
    documents: list[PlanDocument]
    fees: FeeSum
    days: list[DayRecord]
    done_on: datetime.date | None
    without_time: list[int]
    merged: PlanRecordMerged
    withdrawn: list[int]
    unknown: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        errands = []
        for errands_item_data in self.errands:
            errands_item = errands_item_data.to_dict()
            errands.append(errands_item)

        circles = []
        for circles_item_data in self.circles:
            circles_item = circles_item_data

            circles.append(circles_item)

        documents = []
        for documents_item_data in self.documents:
            documents_item = documents_item_data.to_dict()
            documents.append(documents_item)

        fees = self.fees.to_dict()

        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        done_on: None | str
        if isinstance(self.done_on, datetime.date):
            done_on = self.done_on.isoformat()
        else:
            done_on = self.done_on

        without_time = self.without_time

        merged = self.merged.to_dict()

        withdrawn = self.withdrawn

        unknown = self.unknown

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "errands": errands,
                "circles": circles,
                "documents": documents,
                "fees": fees,
                "days": days,
                "done_on": done_on,
                "without_time": without_time,
                "merged": merged,
                "withdrawn": withdrawn,
                "unknown": unknown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.day_record import DayRecord  # noqa: PLC0415
        from ..models.errand_record import ErrandRecord  # noqa: PLC0415
        from ..models.fee_sum import FeeSum  # noqa: PLC0415
        from ..models.plan_document import PlanDocument  # noqa: PLC0415
        from ..models.plan_record_merged import PlanRecordMerged  # noqa: PLC0415

        d = dict(src_dict)
        url = d.pop("url")

        errands = []
        _errands = d.pop("errands")
        for errands_item_data in _errands:
            errands_item = ErrandRecord.from_dict(errands_item_data)

            errands.append(errands_item)

        circles = []
        _circles = d.pop("circles")
        for circles_item_data in _circles:
            circles_item = cast(list[int], circles_item_data)

            circles.append(circles_item)

        documents = []
        _documents = d.pop("documents")
        for documents_item_data in _documents:
            documents_item = PlanDocument.from_dict(documents_item_data)

            documents.append(documents_item)

        fees = FeeSum.from_dict(d.pop("fees"))

        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = DayRecord.from_dict(days_item_data)

            days.append(days_item)

        def _parse_done_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_on_type_0 = datetime.date.fromisoformat(data)

                return done_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        done_on = _parse_done_on(d.pop("done_on"))

        without_time = cast(list[int], d.pop("without_time"))

        merged = PlanRecordMerged.from_dict(d.pop("merged"))

        withdrawn = cast(list[int], d.pop("withdrawn"))

        unknown = cast(list[int], d.pop("unknown"))

        plan_record = cls(
            url=url,
            errands=errands,
            circles=circles,
            documents=documents,
            fees=fees,
            days=days,
            done_on=done_on,
            without_time=without_time,
            merged=merged,
            withdrawn=withdrawn,
            unknown=unknown,
        )

        plan_record.additional_properties = d
        return plan_record

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
