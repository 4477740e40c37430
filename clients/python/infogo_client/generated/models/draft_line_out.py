from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DraftLineOut")


@_attrs_define
class DraftLineOut:
    """A draft in a list.

    Attributes:
        id (int): Id of the draft
        manual (int): Id of the manual
        procedure (int): Id of its procedure
        agency (int): Id of its agency
        state (str): draft, submitted, in_review, approved, returned, published or discarded
        version (int): Send it back as seen with the next step
        note (str): What is new, in Thai
        publish_at (datetime.datetime | None): When citizens shall see it
        changed_at (datetime.datetime): Time of the last change
    """

    id: int
    manual: int
    procedure: int
    agency: int
    state: str
    version: int
    note: str
    publish_at: datetime.datetime | None
    changed_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        manual = self.manual

        procedure = self.procedure

        agency = self.agency

        state = self.state

        version = self.version

        note = self.note

        publish_at: None | str
        if isinstance(self.publish_at, datetime.datetime):
            publish_at = self.publish_at.isoformat()
        else:
            publish_at = self.publish_at

        changed_at = self.changed_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "manual": manual,
                "procedure": procedure,
                "agency": agency,
                "state": state,
                "version": version,
                "note": note,
                "publish_at": publish_at,
                "changed_at": changed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        manual = d.pop("manual")

        procedure = d.pop("procedure")

        agency = d.pop("agency")

        state = d.pop("state")

        version = d.pop("version")

        note = d.pop("note")

        def _parse_publish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = datetime.datetime.fromisoformat(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        publish_at = _parse_publish_at(d.pop("publish_at"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        draft_line_out = cls(
            id=id,
            manual=manual,
            procedure=procedure,
            agency=agency,
            state=state,
            version=version,
            note=note,
            publish_at=publish_at,
            changed_at=changed_at,
        )

        draft_line_out.additional_properties = d
        return draft_line_out

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
