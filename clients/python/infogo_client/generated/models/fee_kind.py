from typing import Literal

FeeKind = Literal["fixed", "formula", "free", "percent", "range", "start_at"]

FEE_KIND_VALUES: set[FeeKind] = {
    "fixed",
    "formula",
    "free",
    "percent",
    "range",
    "start_at",
}


def check_fee_kind(value: str) -> FeeKind:
    if value in FEE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FEE_KIND_VALUES!r}")
