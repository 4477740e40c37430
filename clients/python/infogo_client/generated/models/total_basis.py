from typing import Literal

TotalBasis = Literal["law", "manual"]

TOTAL_BASIS_VALUES: set[TotalBasis] = {
    "law",
    "manual",
}


def check_total_basis(value: str) -> TotalBasis:
    if value in TOTAL_BASIS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOTAL_BASIS_VALUES!r}")
