from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.case_row import CaseRow


T = TypeVar("T", bound="CaseTable")


@_attrs_define
class CaseTable:
    """Cases of which exactly one holds, whatever the answers are.

    Attributes:
        code (str): Code of the table
        title (str): Title
        rows (list[CaseRow]): Its cases
    """

    code: str
    title: str
    rows: list[CaseRow]

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        title = self.title

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "title": title,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.case_row import CaseRow  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        title = d.pop("title")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = CaseRow.from_dict(rows_item_data)

            rows.append(rows_item)

        case_table = cls(
            code=code,
            title=title,
            rows=rows,
        )

        return case_table
