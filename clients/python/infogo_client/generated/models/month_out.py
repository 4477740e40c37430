from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.field_out import FieldOut
    from ..models.row_out import RowOut


T = TypeVar("T", bound="MonthOut")


@_attrs_define
class MonthOut:
    """A month's report, one page of its rows.

    Attributes:
        agency (int): Id of the agency
        month (str): Month, such as 2026-10
        state (str): draft, submitted, locked or reopened
        due_on (datetime.date): Last day on which it is in time
        fields (list[FieldOut]): Fields of the form
        rows (list[RowOut]): Rows that are asked for
        next_page (int | None): Number of the next page, null at the end
    """

    agency: int
    month: str
    state: str
    due_on: datetime.date
    fields: list[FieldOut]
    rows: list[RowOut]
    next_page: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agency = self.agency

        month = self.month

        state = self.state

        due_on = self.due_on.isoformat()

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        next_page: int | None
        next_page = self.next_page

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agency": agency,
                "month": month,
                "state": state,
                "due_on": due_on,
                "fields": fields,
                "rows": rows,
                "next_page": next_page,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_out import FieldOut  # noqa: PLC0415
        from ..models.row_out import RowOut  # noqa: PLC0415

        d = dict(src_dict)
        agency = d.pop("agency")

        month = d.pop("month")

        state = d.pop("state")

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldOut.from_dict(fields_item_data)

            fields.append(fields_item)

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = RowOut.from_dict(rows_item_data)

            rows.append(rows_item)

        def _parse_next_page(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        next_page = _parse_next_page(d.pop("next_page"))

        month_out = cls(
            agency=agency,
            month=month,
            state=state,
            due_on=due_on,
            fields=fields,
            rows=rows,
            next_page=next_page,
        )

        month_out.additional_properties = d
        return month_out

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
