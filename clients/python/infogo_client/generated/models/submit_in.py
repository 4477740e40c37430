from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SubmitIn")


@_attrs_define
class SubmitIn:
    """What is new for citizens, and when they shall see it.

    Attributes:
        seen (int): The version of the draft, as you read it
        note (str | Unset): Citizens read it beside the edition, in Thai Default: ''.
        publish_at (datetime.datetime | None | Unset): When citizens shall see it, with its time zone; null: as soon as
            it is approved
    """

    seen: int
    note: str | Unset = ""
    publish_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        seen = self.seen

        note = self.note

        publish_at: None | str | Unset
        if isinstance(self.publish_at, Unset):
            publish_at = UNSET
        elif isinstance(self.publish_at, datetime.datetime):
            publish_at = self.publish_at.isoformat()
        else:
            publish_at = self.publish_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "seen": seen,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note
        if publish_at is not UNSET:
            field_dict["publish_at"] = publish_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seen = d.pop("seen")

        note = d.pop("note", UNSET)

        def _parse_publish_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = datetime.datetime.fromisoformat(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        publish_at = _parse_publish_at(d.pop("publish_at", UNSET))

        submit_in = cls(
            seen=seen,
            note=note,
            publish_at=publish_at,
        )

        return submit_in
