from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CaseOut")


@_attrs_define
class CaseOut:
    """A case: its promise in its own unit, the day it is due, and what follows.

    Attributes:
        id (int): Permanent number of the case
        reference (str): Number in the agency's own register
        manual (int): Id of the manual
        point (int): Id of the service point
        edition (int): number of the edition in force at receipt
        received_at (datetime.datetime): When the papers were complete
        by_channel (bool): Came through an announced electronic channel
        promised_value (float): Promised time, in promised_unit
        promised_unit (str): minute, hour, day, working_day, month or year
        due_on (datetime.date | None): null while the clock is held
        due_at (datetime.datetime | None): for promises of minutes and hours only
        standing (str): running, due_soon, overdue, held, in_time, late or ended_held; what was returned in time is
            called in_time here, see ending
        ending (None | str): in_time, late, returned (sent back under section 9 before it was late: no time of the
            service, neither kept nor missed) or ended_held; null while it runs
        next_notice_due_on (datetime.date | None): Day by which the next notice must go out
        missed_notices (int): Notices that were due and did not go out
        decided_on (datetime.date | None): Day on which it was decided, null while it runs
        outcome (str): Outcome, empty while it runs
        is_simulated (bool): Made up for the demonstration
    """

    id: int
    reference: str
    manual: int
    point: int
    edition: int
    received_at: datetime.datetime
    by_channel: bool
    promised_value: float
    promised_unit: str
    due_on: datetime.date | None
    due_at: datetime.datetime | None
    standing: str
    ending: None | str
    next_notice_due_on: datetime.date | None
    missed_notices: int
    decided_on: datetime.date | None
    outcome: str
    is_simulated: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        reference = self.reference

        manual = self.manual

        point = self.point

        edition = self.edition

        received_at = self.received_at.isoformat()

        by_channel = self.by_channel

        promised_value = self.promised_value

        promised_unit = self.promised_unit

        due_on: None | str
        if isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        standing = self.standing

        ending: None | str
        ending = self.ending

        next_notice_due_on: None | str
        if isinstance(self.next_notice_due_on, datetime.date):
            next_notice_due_on = self.next_notice_due_on.isoformat()
        else:
            next_notice_due_on = self.next_notice_due_on

        missed_notices = self.missed_notices

        decided_on: None | str
        if isinstance(self.decided_on, datetime.date):
            decided_on = self.decided_on.isoformat()
        else:
            decided_on = self.decided_on

        outcome = self.outcome

        is_simulated = self.is_simulated

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "reference": reference,
                "manual": manual,
                "point": point,
                "edition": edition,
                "received_at": received_at,
                "by_channel": by_channel,
                "promised_value": promised_value,
                "promised_unit": promised_unit,
                "due_on": due_on,
                "due_at": due_at,
                "standing": standing,
                "ending": ending,
                "next_notice_due_on": next_notice_due_on,
                "missed_notices": missed_notices,
                "decided_on": decided_on,
                "outcome": outcome,
                "is_simulated": is_simulated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        reference = d.pop("reference")

        manual = d.pop("manual")

        point = d.pop("point")

        edition = d.pop("edition")

        received_at = datetime.datetime.fromisoformat(d.pop("received_at"))

        by_channel = d.pop("by_channel")

        promised_value = d.pop("promised_value")

        promised_unit = d.pop("promised_unit")

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

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        standing = d.pop("standing")

        def _parse_ending(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ending = _parse_ending(d.pop("ending"))

        def _parse_next_notice_due_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_notice_due_on_type_0 = datetime.date.fromisoformat(data)

                return next_notice_due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        next_notice_due_on = _parse_next_notice_due_on(d.pop("next_notice_due_on"))

        missed_notices = d.pop("missed_notices")

        def _parse_decided_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_on_type_0 = datetime.date.fromisoformat(data)

                return decided_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        decided_on = _parse_decided_on(d.pop("decided_on"))

        outcome = d.pop("outcome")

        is_simulated = d.pop("is_simulated")

        case_out = cls(
            id=id,
            reference=reference,
            manual=manual,
            point=point,
            edition=edition,
            received_at=received_at,
            by_channel=by_channel,
            promised_value=promised_value,
            promised_unit=promised_unit,
            due_on=due_on,
            due_at=due_at,
            standing=standing,
            ending=ending,
            next_notice_due_on=next_notice_due_on,
            missed_notices=missed_notices,
            decided_on=decided_on,
            outcome=outcome,
            is_simulated=is_simulated,
        )

        case_out.additional_properties = d
        return case_out

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
