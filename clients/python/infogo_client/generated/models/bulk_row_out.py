from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.row_change_out import RowChangeOut
    from ..models.row_problem_out import RowProblemOut


T = TypeVar("T", bound="BulkRowOut")


@_attrs_define
class BulkRowOut:
    """One row: what it would do, and what became of it.

    Attributes:
        row (int): Its row in the spreadsheet; the header is row 1
        line (int): Its line in JSON Lines
        outcome (str): add, change, remove, same, wrong or conflict
        state (str): checked, applied, failed, undone or kept
        record (int | None): Id of the record
        label (str): What the record is called, in Thai
        problems (list[RowProblemOut]): What is wrong
        changes (list[RowChangeOut]): What changes
    """

    row: int
    line: int
    outcome: str
    state: str
    record: int | None
    label: str
    problems: list[RowProblemOut]
    changes: list[RowChangeOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        row = self.row

        line = self.line

        outcome = self.outcome

        state = self.state

        record: int | None
        record = self.record

        label = self.label

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "row": row,
                "line": line,
                "outcome": outcome,
                "state": state,
                "record": record,
                "label": label,
                "problems": problems,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.row_change_out import RowChangeOut  # noqa: PLC0415
        from ..models.row_problem_out import RowProblemOut  # noqa: PLC0415

        d = dict(src_dict)
        row = d.pop("row")

        line = d.pop("line")

        outcome = d.pop("outcome")

        state = d.pop("state")

        def _parse_record(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        record = _parse_record(d.pop("record"))

        label = d.pop("label")

        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = RowProblemOut.from_dict(problems_item_data)

            problems.append(problems_item)

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = RowChangeOut.from_dict(changes_item_data)

            changes.append(changes_item)

        bulk_row_out = cls(
            row=row,
            line=line,
            outcome=outcome,
            state=state,
            record=record,
            label=label,
            problems=problems,
            changes=changes,
        )

        bulk_row_out.additional_properties = d
        return bulk_row_out

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
