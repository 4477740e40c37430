from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StepOut")


@_attrs_define
class StepOut:
    """One step of a draft on its way to citizens.

    Attributes:
        verb (str): What was done, such as submit or return
        state (str): State after it
        by (str): Who did it
        at (datetime.datetime): When
        note (str): What was said with it, in Thai
    """

    verb: str
    state: str
    by: str
    at: datetime.datetime
    note: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        verb = self.verb

        state = self.state

        by = self.by

        at = self.at.isoformat()

        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "verb": verb,
                "state": state,
                "by": by,
                "at": at,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        verb = d.pop("verb")

        state = d.pop("state")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        note = d.pop("note")

        step_out = cls(
            verb=verb,
            state=state,
            by=by,
            at=at,
            note=note,
        )

        step_out.additional_properties = d
        return step_out

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
