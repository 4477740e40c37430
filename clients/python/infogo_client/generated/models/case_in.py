from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CaseIn")


@_attrs_define
class CaseIn:
    """A request to be watched, by its number in the agency's own register.

    Attributes:
        manual (int): id of the manual
        point (int): id of the service point
        reference (str): number in the agency's register; names and identity numbers are refused
        received_at (datetime.datetime): when the papers were complete, with its time zone
        by_channel (bool | Unset): came through an electronic channel that the agency announced Default: False.
    """

    manual: int
    point: int
    reference: str
    received_at: datetime.datetime
    by_channel: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        manual = self.manual

        point = self.point

        reference = self.reference

        received_at = self.received_at.isoformat()

        by_channel = self.by_channel

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "manual": manual,
                "point": point,
                "reference": reference,
                "received_at": received_at,
            }
        )
        if by_channel is not UNSET:
            field_dict["by_channel"] = by_channel

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        manual = d.pop("manual")

        point = d.pop("point")

        reference = d.pop("reference")

        received_at = datetime.datetime.fromisoformat(d.pop("received_at"))

        by_channel = d.pop("by_channel", UNSET)

        case_in = cls(
            manual=manual,
            point=point,
            reference=reference,
            received_at=received_at,
            by_channel=by_channel,
        )

        return case_in
