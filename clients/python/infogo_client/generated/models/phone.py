from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Phone")


@_attrs_define
class Phone:
    """One number that can be dialled.

    ``number`` is E.164 ("+6622813333"), or the bare digits of a national short code ("1111") or
    toll-free number ("1800123456"), neither of which has an international form.

        Attributes:
            number (str): The number
            extension (str): Extension
    """

    number: str
    extension: str

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        extension = self.extension

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "extension": extension,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        extension = d.pop("extension")

        phone = cls(
            number=number,
            extension=extension,
        )

        return phone
