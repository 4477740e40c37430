from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookOut")


@_attrs_define
class WebhookOut:
    """An address and how it stands.

    Attributes:
        id (int): Id of the subscription
        name (str): What it is called
        url (str): Its address
        agency (int | None): For which agency, null for the centre
        kinds (list[str]): Kinds that are sent, empty: all
        agencies (list[int]): Of which agencies, empty: all
        state (str): verifying, active, paused or stopped
        position (int): Number of the last change that it has
        failures (int): Failures in a row of the message that is due
        problem (str): What was wrong last, in Thai
        last_success_at (datetime.datetime | None): When it last took a message
        next_at (datetime.datetime | None): When it is tried again after a failure
        secret (None | str | Unset): The secret; told once, when it is new
    """

    id: int
    name: str
    url: str
    agency: int | None
    kinds: list[str]
    agencies: list[int]
    state: str
    position: int
    failures: int
    problem: str
    last_success_at: datetime.datetime | None
    next_at: datetime.datetime | None
    secret: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        url = self.url

        agency: int | None
        agency = self.agency

        kinds = self.kinds

        agencies = self.agencies

        state = self.state

        position = self.position

        failures = self.failures

        problem = self.problem

        last_success_at: None | str
        if isinstance(self.last_success_at, datetime.datetime):
            last_success_at = self.last_success_at.isoformat()
        else:
            last_success_at = self.last_success_at

        next_at: None | str
        if isinstance(self.next_at, datetime.datetime):
            next_at = self.next_at.isoformat()
        else:
            next_at = self.next_at

        secret: None | str | Unset
        if isinstance(self.secret, Unset):
            secret = UNSET
        else:
            secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "url": url,
                "agency": agency,
                "kinds": kinds,
                "agencies": agencies,
                "state": state,
                "position": position,
                "failures": failures,
                "problem": problem,
                "last_success_at": last_success_at,
                "next_at": next_at,
            }
        )
        if secret is not UNSET:
            field_dict["secret"] = secret

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        url = d.pop("url")

        def _parse_agency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        agency = _parse_agency(d.pop("agency"))

        kinds = cast(list[str], d.pop("kinds"))

        agencies = cast(list[int], d.pop("agencies"))

        state = d.pop("state")

        position = d.pop("position")

        failures = d.pop("failures")

        problem = d.pop("problem")

        def _parse_last_success_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_success_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_success_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_success_at = _parse_last_success_at(d.pop("last_success_at"))

        def _parse_next_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_at = _parse_next_at(d.pop("next_at"))

        def _parse_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        secret = _parse_secret(d.pop("secret", UNSET))

        webhook_out = cls(
            id=id,
            name=name,
            url=url,
            agency=agency,
            kinds=kinds,
            agencies=agencies,
            state=state,
            position=position,
            failures=failures,
            problem=problem,
            last_success_at=last_success_at,
            next_at=next_at,
            secret=secret,
        )

        webhook_out.additional_properties = d
        return webhook_out

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
