from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_out_outcomes import JobOutOutcomes


T = TypeVar("T", bound="JobOut")


@_attrs_define
class JobOut:
    """A job on its way: checking → checked → applying → done → undoing → undone.

    Attributes:
        id (int): Id of the job
        kind (str): Kind of its rows
        name (str): Name of the file
        state (str): checking, checked, applying, done, cancelled, undoing or undone
        total (int): How many rows
        checked (int): How many were checked
        outcomes (JobOutOutcomes): How many rows would add, change, remove, are same, wrong or conflict
        can_apply (bool): Whether it waits for being applied and changes anything
        applied (int): How many rows were applied
        failed (int): How many could not be applied
        undone (int): How many were taken back
        kept (int): How many could not be taken back
        created_at (datetime.datetime): When it was sent
        finished_at (datetime.datetime | None): When it was finished
    """

    id: int
    kind: str
    name: str
    state: str
    total: int
    checked: int
    outcomes: JobOutOutcomes
    can_apply: bool
    applied: int
    failed: int
    undone: int
    kept: int
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        name = self.name

        state = self.state

        total = self.total

        checked = self.checked

        outcomes = self.outcomes.to_dict()

        can_apply = self.can_apply

        applied = self.applied

        failed = self.failed

        undone = self.undone

        kept = self.kept

        created_at = self.created_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "state": state,
                "total": total,
                "checked": checked,
                "outcomes": outcomes,
                "can_apply": can_apply,
                "applied": applied,
                "failed": failed,
                "undone": undone,
                "kept": kept,
                "created_at": created_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_out_outcomes import JobOutOutcomes  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        name = d.pop("name")

        state = d.pop("state")

        total = d.pop("total")

        checked = d.pop("checked")

        outcomes = JobOutOutcomes.from_dict(d.pop("outcomes"))

        can_apply = d.pop("can_apply")

        applied = d.pop("applied")

        failed = d.pop("failed")

        undone = d.pop("undone")

        kept = d.pop("kept")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        job_out = cls(
            id=id,
            kind=kind,
            name=name,
            state=state,
            total=total,
            checked=checked,
            outcomes=outcomes,
            can_apply=can_apply,
            applied=applied,
            failed=failed,
            undone=undone,
            kept=kept,
            created_at=created_at,
            finished_at=finished_at,
        )

        job_out.additional_properties = d
        return job_out

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
