from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.duration import Duration


T = TypeVar("T", bound="StepReduction")


@_attrs_define
class StepReduction:
    """Whether steps were cut already (item 14).

    Attributes:
        is_reduced (bool): Whether steps were cut
        total (Duration | None): Time after the cut
    """

    is_reduced: bool
    total: Duration | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration import Duration  # noqa: PLC0415

        is_reduced = self.is_reduced

        total: dict[str, Any] | None
        if isinstance(self.total, Duration):
            total = self.total.to_dict()
        else:
            total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "is_reduced": is_reduced,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration import Duration  # noqa: PLC0415

        d = dict(src_dict)
        is_reduced = d.pop("is_reduced")

        def _parse_total(data: object) -> Duration | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                total_type_0 = Duration.from_dict(data)

                return total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Duration | None, data)

        total = _parse_total(d.pop("total"))

        step_reduction = cls(
            is_reduced=is_reduced,
            total=total,
        )

        return step_reduction
