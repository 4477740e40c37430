from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.point_status import PointStatus, check_point_status
from ..types import UNSET, Unset

T = TypeVar("T", bound="StandingIn")


@_attrs_define
class StandingIn:
    """Closing for a time or for good, moving, opening again.

    Attributes:
        status (PointStatus): Whether a service point can be visited.
        seen (str): The mark of this part in versions, as you read it
        moved_to (int | None | Unset): Id of the new place, when it moved
        suspended_from (datetime.date | None | Unset): First day of a suspension; null is today
        suspended_until (datetime.date | None | Unset): Last day; null when it has no known end
        reason (str | Unset): Kept in the trail, in Thai Default: ''.
        is_loss_known (bool | Unset): It is known which manuals will be served nowhere Default: False.
    """

    status: PointStatus
    seen: str
    moved_to: int | None | Unset = UNSET
    suspended_from: datetime.date | None | Unset = UNSET
    suspended_until: datetime.date | None | Unset = UNSET
    reason: str | Unset = ""
    is_loss_known: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        seen = self.seen

        moved_to: int | None | Unset
        if isinstance(self.moved_to, Unset):
            moved_to = UNSET
        else:
            moved_to = self.moved_to

        suspended_from: None | str | Unset
        if isinstance(self.suspended_from, Unset):
            suspended_from = UNSET
        elif isinstance(self.suspended_from, datetime.date):
            suspended_from = self.suspended_from.isoformat()
        else:
            suspended_from = self.suspended_from

        suspended_until: None | str | Unset
        if isinstance(self.suspended_until, Unset):
            suspended_until = UNSET
        elif isinstance(self.suspended_until, datetime.date):
            suspended_until = self.suspended_until.isoformat()
        else:
            suspended_until = self.suspended_until

        reason = self.reason

        is_loss_known = self.is_loss_known

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "status": status,
                "seen": seen,
            }
        )
        if moved_to is not UNSET:
            field_dict["moved_to"] = moved_to
        if suspended_from is not UNSET:
            field_dict["suspended_from"] = suspended_from
        if suspended_until is not UNSET:
            field_dict["suspended_until"] = suspended_until
        if reason is not UNSET:
            field_dict["reason"] = reason
        if is_loss_known is not UNSET:
            field_dict["is_loss_known"] = is_loss_known

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = check_point_status(d.pop("status"))

        seen = d.pop("seen")

        def _parse_moved_to(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        moved_to = _parse_moved_to(d.pop("moved_to", UNSET))

        def _parse_suspended_from(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                suspended_from_type_0 = datetime.date.fromisoformat(data)

                return suspended_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        suspended_from = _parse_suspended_from(d.pop("suspended_from", UNSET))

        def _parse_suspended_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                suspended_until_type_0 = datetime.date.fromisoformat(data)

                return suspended_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        suspended_until = _parse_suspended_until(d.pop("suspended_until", UNSET))

        reason = d.pop("reason", UNSET)

        is_loss_known = d.pop("is_loss_known", UNSET)

        standing_in = cls(
            status=status,
            seen=seen,
            moved_to=moved_to,
            suspended_from=suspended_from,
            suspended_until=suspended_until,
            reason=reason,
            is_loss_known=is_loss_known,
        )

        return standing_in
