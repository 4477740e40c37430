from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.row_in import RowIn


T = TypeVar("T", bound="RowsIn")


@_attrs_define
class RowsIn:
    """Rows of one month; all are kept or none.

    Attributes:
        rows (list[RowIn]): The rows
    """

    rows: list[RowIn]

    def to_dict(self) -> dict[str, Any]:
        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.row_in import RowIn  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = RowIn.from_dict(rows_item_data)

            rows.append(rows_item)

        rows_in = cls(
            rows=rows,
        )

        return rows_in
