from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.duration import Duration


T = TypeVar("T", bound="LawDeadline")


@_attrs_define
class LawDeadline:
    """A time limit that a law or rule sets for the agency (item 8).

    Attributes:
        law (str): The law that sets it
        limit (Duration): A length or a range of lengths in one unit; ``value_min == value_max`` for a fixed one.
    """

    law: str
    limit: Duration

    def to_dict(self) -> dict[str, Any]:
        law = self.law

        limit = self.limit.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "law": law,
                "limit": limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration import Duration  # noqa: PLC0415

        d = dict(src_dict)
        law = d.pop("law")

        limit = Duration.from_dict(d.pop("limit"))

        law_deadline = cls(
            law=law,
            limit=limit,
        )

        return law_deadline
