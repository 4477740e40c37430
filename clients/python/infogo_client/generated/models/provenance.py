from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.provenance_status import ProvenanceStatus, check_provenance_status

T = TypeVar("T", bound="Provenance")


@_attrs_define
class Provenance:
    """Where the facts come from, shown to citizens as long as they are not verified.

    Attributes:
        status (ProvenanceStatus): How far the facts of this content were checked.
        note (str): A note
        source (str): Source
        checked_on (datetime.date | None): Day on which it was checked
    """

    status: ProvenanceStatus
    note: str
    source: str
    checked_on: datetime.date | None

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        note = self.note

        source = self.source

        checked_on: None | str
        if isinstance(self.checked_on, datetime.date):
            checked_on = self.checked_on.isoformat()
        else:
            checked_on = self.checked_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "status": status,
                "note": note,
                "source": source,
                "checked_on": checked_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = check_provenance_status(d.pop("status"))

        note = d.pop("note")

        source = d.pop("source")

        def _parse_checked_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                checked_on_type_0 = datetime.date.fromisoformat(data)

                return checked_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        checked_on = _parse_checked_on(d.pop("checked_on"))

        provenance = cls(
            status=status,
            note=note,
            source=source,
            checked_on=checked_on,
        )

        return provenance
