from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.lunch_state import LunchState, check_lunch_state

T = TypeVar("T", bound="Lunch")


@_attrs_define
class Lunch:
    """The lunch break; both times are given exactly when the counter closes.

    Attributes:
        state (LunchState): Whether the counter closes at noon.
        starts (None | str): Starts
        ends (None | str): Ends
    """

    state: LunchState
    starts: None | str
    ends: None | str

    def to_dict(self) -> dict[str, Any]:
        state: str = self.state

        starts: None | str
        starts = self.starts

        ends: None | str
        ends = self.ends

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "starts": starts,
                "ends": ends,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        state = check_lunch_state(d.pop("state"))

        def _parse_starts(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        starts = _parse_starts(d.pop("starts"))

        def _parse_ends(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ends = _parse_ends(d.pop("ends"))

        lunch = cls(
            state=state,
            starts=starts,
            ends=ends,
        )

        return lunch
