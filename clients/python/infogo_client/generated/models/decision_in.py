from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.outcome import Outcome, check_outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="DecisionIn")


@_attrs_define
class DecisionIn:
    """How a request ended.

    Attributes:
        decided_on (datetime.date): Day on which it was decided
        outcome (Outcome): How a request ended.
        told_on (datetime.date | None | Unset): when the person was told
    """

    decided_on: datetime.date
    outcome: Outcome
    told_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        decided_on = self.decided_on.isoformat()

        outcome: str = self.outcome

        told_on: None | str | Unset
        if isinstance(self.told_on, Unset):
            told_on = UNSET
        elif isinstance(self.told_on, datetime.date):
            told_on = self.told_on.isoformat()
        else:
            told_on = self.told_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decided_on": decided_on,
                "outcome": outcome,
            }
        )
        if told_on is not UNSET:
            field_dict["told_on"] = told_on

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decided_on = datetime.date.fromisoformat(d.pop("decided_on"))

        outcome = check_outcome(d.pop("outcome"))

        def _parse_told_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                told_on_type_0 = datetime.date.fromisoformat(data)

                return told_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        told_on = _parse_told_on(d.pop("told_on", UNSET))

        decision_in = cls(
            decided_on=decided_on,
            outcome=outcome,
            told_on=told_on,
        )

        return decision_in
