from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.fee_kind import FeeKind, check_fee_kind

if TYPE_CHECKING:
    from ..models.formula import Formula


T = TypeVar("T", bound="Fee")


@_attrs_define
class Fee:
    """One fee (item 16); money in satang, so that no rounding ever happens.

    ``formula`` tells in words how it is set. ``computed`` gives the whole amount in baht for one
    request, whatever the kind: of "100 baht a sheet" it asks how many sheets.

        Attributes:
            item (str): What is paid for
            kind (FeeKind): How an amount is set; see the vocabulary ``fee_type``.
            amount_satang (int | None): Amount in satang; of a range the lowest
            amount_max_satang (int | None): Highest amount of a range in satang
            percent (None | str): Percentage
            percent_base (str): Of what the percentage is taken
            per (str): For each of what
            condition (str): When it is due
            formula (str): How it is reckoned, in words
            cases (list[str]): Codes of the cases in which it applies, empty: always
            computed (Formula | None): Formula that reckons the whole amount in baht
    """

    item: str
    kind: FeeKind
    amount_satang: int | None
    amount_max_satang: int | None
    percent: None | str
    percent_base: str
    per: str
    condition: str
    formula: str
    cases: list[str]
    computed: Formula | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.formula import Formula  # noqa: PLC0415

        item = self.item

        kind: str = self.kind

        amount_satang: int | None
        amount_satang = self.amount_satang

        amount_max_satang: int | None
        amount_max_satang = self.amount_max_satang

        percent: None | str
        percent = self.percent

        percent_base = self.percent_base

        per = self.per

        condition = self.condition

        formula = self.formula

        cases = self.cases

        computed: dict[str, Any] | None
        if isinstance(self.computed, Formula):
            computed = self.computed.to_dict()
        else:
            computed = self.computed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "item": item,
                "kind": kind,
                "amount_satang": amount_satang,
                "amount_max_satang": amount_max_satang,
                "percent": percent,
                "percent_base": percent_base,
                "per": per,
                "condition": condition,
                "formula": formula,
                "cases": cases,
                "computed": computed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.formula import Formula  # noqa: PLC0415

        d = dict(src_dict)
        item = d.pop("item")

        kind = check_fee_kind(d.pop("kind"))

        def _parse_amount_satang(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_satang = _parse_amount_satang(d.pop("amount_satang"))

        def _parse_amount_max_satang(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_max_satang = _parse_amount_max_satang(d.pop("amount_max_satang"))

        def _parse_percent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        percent = _parse_percent(d.pop("percent"))

        percent_base = d.pop("percent_base")

        per = d.pop("per")

        condition = d.pop("condition")

        formula = d.pop("formula")

        cases = cast(list[str], d.pop("cases"))

        def _parse_computed(data: object) -> Formula | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                computed_type_0 = Formula.from_dict(data)

                return computed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Formula | None, data)

        computed = _parse_computed(d.pop("computed"))

        fee = cls(
            item=item,
            kind=kind,
            amount_satang=amount_satang,
            amount_max_satang=amount_max_satang,
            percent=percent,
            percent_base=percent_base,
            per=per,
            condition=condition,
            formula=formula,
            cases=cases,
            computed=computed,
        )

        return fee
