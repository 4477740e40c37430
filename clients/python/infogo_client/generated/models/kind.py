from typing import Literal

Kind = Literal["agency", "article", "point", "procedure"]

KIND_VALUES: set[Kind] = {
    "agency",
    "article",
    "point",
    "procedure",
}


def check_kind(value: str) -> Kind:
    if value in KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KIND_VALUES!r}")
