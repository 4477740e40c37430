from typing import Literal

PointStatus = Literal["closed", "moved", "open", "suspended"]

POINT_STATUS_VALUES: set[PointStatus] = {
    "closed",
    "moved",
    "open",
    "suspended",
}


def check_point_status(value: str) -> PointStatus:
    if value in POINT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {POINT_STATUS_VALUES!r}")
