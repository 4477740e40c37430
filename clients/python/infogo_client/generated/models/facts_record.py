from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.duration_record import DurationRecord


T = TypeVar("T", bound="FactsRecord")


@_attrs_define
class FactsRecord:
    """What a manual says in numbers, for filters and lists.

    Attributes:
        is_free (bool): Whether nothing is to be paid
        is_fee_unknown (bool): Whether nobody wrote the fees down yet
        has_variable_fee (bool): Whether a fee depends on the case
        fee_low_satang (int | None): Lowest single fee in satang
        fee_high_satang (int | None): Highest single fee in satang
        duration (DurationRecord | None): Promised time, null when the manual names none
        step_count (int): Number of steps
        document_count (int): Number of documents in the list
        is_online (bool): Whether it can be done online
        asks_copies (bool): Whether copies are asked for
        is_sample (bool): Whether it is an unverified sample
    """

    is_free: bool
    is_fee_unknown: bool
    has_variable_fee: bool
    fee_low_satang: int | None
    fee_high_satang: int | None
    duration: DurationRecord | None
    step_count: int
    document_count: int
    is_online: bool
    asks_copies: bool
    is_sample: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration_record import DurationRecord  # noqa: PLC0415

        is_free = self.is_free

        is_fee_unknown = self.is_fee_unknown

        has_variable_fee = self.has_variable_fee

        fee_low_satang: int | None
        fee_low_satang = self.fee_low_satang

        fee_high_satang: int | None
        fee_high_satang = self.fee_high_satang

        duration: dict[str, Any] | None
        if isinstance(self.duration, DurationRecord):
            duration = self.duration.to_dict()
        else:
            duration = self.duration

        step_count = self.step_count

        document_count = self.document_count

        is_online = self.is_online

        asks_copies = self.asks_copies

        is_sample = self.is_sample

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "is_free": is_free,
                "is_fee_unknown": is_fee_unknown,
                "has_variable_fee": has_variable_fee,
                "fee_low_satang": fee_low_satang,
                "fee_high_satang": fee_high_satang,
                "duration": duration,
                "step_count": step_count,
                "document_count": document_count,
                "is_online": is_online,
                "asks_copies": asks_copies,
                "is_sample": is_sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration_record import DurationRecord  # noqa: PLC0415

        d = dict(src_dict)
        is_free = d.pop("is_free")

        is_fee_unknown = d.pop("is_fee_unknown")

        has_variable_fee = d.pop("has_variable_fee")

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

        def _parse_duration(data: object) -> DurationRecord | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                duration_type_0 = DurationRecord.from_dict(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DurationRecord | None, data)

        duration = _parse_duration(d.pop("duration"))

        step_count = d.pop("step_count")

        document_count = d.pop("document_count")

        is_online = d.pop("is_online")

        asks_copies = d.pop("asks_copies")

        is_sample = d.pop("is_sample")

        facts_record = cls(
            is_free=is_free,
            is_fee_unknown=is_fee_unknown,
            has_variable_fee=has_variable_fee,
            fee_low_satang=fee_low_satang,
            fee_high_satang=fee_high_satang,
            duration=duration,
            step_count=step_count,
            document_count=document_count,
            is_online=is_online,
            asks_copies=asks_copies,
            is_sample=is_sample,
        )

        facts_record.additional_properties = d
        return facts_record

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
