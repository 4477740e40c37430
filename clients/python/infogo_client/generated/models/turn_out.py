from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TurnOut")


@_attrs_define
class TurnOut:
    """One turn of notices; ``sent_on`` is null while it waits and when it was missed.

    Attributes:
        turn (int): 0 for a notice that met no turn
        due_on (datetime.date | None): Day by which it must go out
        sent_on (datetime.date | None): Day on which it went out
        is_missed (bool): Whether it was missed
        reason (str): Code of the cause
        expected_on (datetime.date | None): By when it should be finished
        copied_on (datetime.date | None): When the copy went to the central agency
    """

    turn: int
    due_on: datetime.date | None
    sent_on: datetime.date | None
    is_missed: bool
    reason: str
    expected_on: datetime.date | None
    copied_on: datetime.date | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        due_on: None | str
        if isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        sent_on: None | str
        if isinstance(self.sent_on, datetime.date):
            sent_on = self.sent_on.isoformat()
        else:
            sent_on = self.sent_on

        is_missed = self.is_missed

        reason = self.reason

        expected_on: None | str
        if isinstance(self.expected_on, datetime.date):
            expected_on = self.expected_on.isoformat()
        else:
            expected_on = self.expected_on

        copied_on: None | str
        if isinstance(self.copied_on, datetime.date):
            copied_on = self.copied_on.isoformat()
        else:
            copied_on = self.copied_on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "turn": turn,
                "due_on": due_on,
                "sent_on": sent_on,
                "is_missed": is_missed,
                "reason": reason,
                "expected_on": expected_on,
                "copied_on": copied_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        turn = d.pop("turn")

        def _parse_due_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_on_type_0 = datetime.date.fromisoformat(data)

                return due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due_on = _parse_due_on(d.pop("due_on"))

        def _parse_sent_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_on_type_0 = datetime.date.fromisoformat(data)

                return sent_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        sent_on = _parse_sent_on(d.pop("sent_on"))

        is_missed = d.pop("is_missed")

        reason = d.pop("reason")

        def _parse_expected_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expected_on_type_0 = datetime.date.fromisoformat(data)

                return expected_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expected_on = _parse_expected_on(d.pop("expected_on"))

        def _parse_copied_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                copied_on_type_0 = datetime.date.fromisoformat(data)

                return copied_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        copied_on = _parse_copied_on(d.pop("copied_on"))

        turn_out = cls(
            turn=turn,
            due_on=due_on,
            sent_on=sent_on,
            is_missed=is_missed,
            reason=reason,
            expected_on=expected_on,
            copied_on=copied_on,
        )

        turn_out.additional_properties = d
        return turn_out

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
