from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="LegalBasis")


@_attrs_define
class LegalBasis:
    """A law that gives the power to permit, or concerns the service (item 5).

    Attributes:
        law (str): Name of the law
        section (str): Section
        url (str): Its text
        reviewed_on (datetime.date | None): Day on which it was last reviewed
    """

    law: str
    section: str
    url: str
    reviewed_on: datetime.date | None

    def to_dict(self) -> dict[str, Any]:
        law = self.law

        section = self.section

        url = self.url

        reviewed_on: None | str
        if isinstance(self.reviewed_on, datetime.date):
            reviewed_on = self.reviewed_on.isoformat()
        else:
            reviewed_on = self.reviewed_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "law": law,
                "section": section,
                "url": url,
                "reviewed_on": reviewed_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        law = d.pop("law")

        section = d.pop("section")

        url = d.pop("url")

        def _parse_reviewed_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reviewed_on_type_0 = datetime.date.fromisoformat(data)

                return reviewed_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        reviewed_on = _parse_reviewed_on(d.pop("reviewed_on"))

        legal_basis = cls(
            law=law,
            section=section,
            url=url,
            reviewed_on=reviewed_on,
        )

        return legal_basis
