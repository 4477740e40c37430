from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.duration import Duration


T = TypeVar("T", bound="PauseRule")


@_attrs_define
class PauseRule:
    """One reason for which time does not count towards the promised total.

    ``text`` is what happens then, in words that follow "ไม่นับเวลาที่". ``limit`` is how long the clock
    may stand still for it in one request, in whole days or longer units; ``None`` where the manual
    sets no limit. ``law`` is the rule that allows it, with its paragraph.

        Attributes:
            text (str): What happens while time does not count
            limit (Duration | None): At most this long in one request, null: the manual sets no limit
            law (str): The rule that allows it
    """

    text: str
    limit: Duration | None
    law: str

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration import Duration  # noqa: PLC0415

        text = self.text

        limit: dict[str, Any] | None
        if isinstance(self.limit, Duration):
            limit = self.limit.to_dict()
        else:
            limit = self.limit

        law = self.law

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
                "limit": limit,
                "law": law,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration import Duration  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        def _parse_limit(data: object) -> Duration | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                limit_type_0 = Duration.from_dict(data)

                return limit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Duration | None, data)

        limit = _parse_limit(d.pop("limit"))

        law = d.pop("law")

        pause_rule = cls(
            text=text,
            limit=limit,
            law=law,
        )

        return pause_rule
