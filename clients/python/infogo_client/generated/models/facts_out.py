from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.duration_out import DurationOut


T = TypeVar("T", bound="FactsOut")


@_attrs_define
class FactsOut:
    """What the standard manual says, for lists. Money in satang; null is not known or no limit.

    Attributes:
        is_online (bool): Whether it can be done online
        is_free (bool): Whether nothing is to be paid
        is_fee_unknown (bool): Whether nobody wrote the fees down yet
        fee_low_satang (int | None): Lowest single fee in satang
        fee_high_satang (int | None): Highest single fee in satang
        duration (DurationOut | None): Promised time, null when none is named
        document_count (int): Number of documents in the list
        is_sample (bool): Whether it is an unverified sample
    """

    is_online: bool
    is_free: bool
    is_fee_unknown: bool
    fee_low_satang: int | None
    fee_high_satang: int | None
    duration: DurationOut | None
    document_count: int
    is_sample: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration_out import DurationOut  # noqa: PLC0415

        is_online = self.is_online

        is_free = self.is_free

        is_fee_unknown = self.is_fee_unknown

        fee_low_satang: int | None
        fee_low_satang = self.fee_low_satang

        fee_high_satang: int | None
        fee_high_satang = self.fee_high_satang

        duration: dict[str, Any] | None
        if isinstance(self.duration, DurationOut):
            duration = self.duration.to_dict()
        else:
            duration = self.duration

        document_count = self.document_count

        is_sample = self.is_sample

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "is_online": is_online,
                "is_free": is_free,
                "is_fee_unknown": is_fee_unknown,
                "fee_low_satang": fee_low_satang,
                "fee_high_satang": fee_high_satang,
                "duration": duration,
                "document_count": document_count,
                "is_sample": is_sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration_out import DurationOut  # noqa: PLC0415

        d = dict(src_dict)
        is_online = d.pop("is_online")

        is_free = d.pop("is_free")

        is_fee_unknown = d.pop("is_fee_unknown")

        def _parse_fee_low_satang(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        fee_low_satang = _parse_fee_low_satang(d.pop("fee_low_satang"))

        def _parse_fee_high_satang(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        fee_high_satang = _parse_fee_high_satang(d.pop("fee_high_satang"))

        def _parse_duration(data: object) -> DurationOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                duration_type_0 = DurationOut.from_dict(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DurationOut | None, data)

        duration = _parse_duration(d.pop("duration"))

        document_count = d.pop("document_count")

        is_sample = d.pop("is_sample")

        facts_out = cls(
            is_online=is_online,
            is_free=is_free,
            is_fee_unknown=is_fee_unknown,
            fee_low_satang=fee_low_satang,
            fee_high_satang=fee_high_satang,
            duration=duration,
            document_count=document_count,
            is_sample=is_sample,
        )

        facts_out.additional_properties = d
        return facts_out

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
