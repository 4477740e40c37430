from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.lunch_state import LunchState, check_lunch_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="LunchIn")


@_attrs_define
class LunchIn:
    """The lunch break; both times are given exactly when the counter closes.

    Attributes:
        state (LunchState | Unset): Whether the counter closes at noon. Default: 'unknown'.
        starts (None | str | Unset): When it begins, such as 12:00
        ends (None | str | Unset): When it ends, such as 13:00
    """

    state: LunchState | Unset = "unknown"
    starts: None | str | Unset = UNSET
    ends: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state

        starts: None | str | Unset
        if isinstance(self.starts, Unset):
            starts = UNSET
        else:
            starts = self.starts

        ends: None | str | Unset
        if isinstance(self.ends, Unset):
            ends = UNSET
        else:
            ends = self.ends

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if state is not UNSET:
            field_dict["state"] = state
        if starts is not UNSET:
            field_dict["starts"] = starts
        if ends is not UNSET:
            field_dict["ends"] = ends

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _state = d.pop("state", UNSET)
        state: LunchState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = check_lunch_state(_state)

        def _parse_starts(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        starts = _parse_starts(d.pop("starts", UNSET))

        def _parse_ends(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ends = _parse_ends(d.pop("ends", UNSET))

        lunch_in = cls(
            state=state,
            starts=starts,
            ends=ends,
        )

        return lunch_in
