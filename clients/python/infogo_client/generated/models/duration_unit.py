from typing import Literal

DurationUnit = Literal["day", "hour", "minute", "month", "working_day", "year"]

DURATION_UNIT_VALUES: set[DurationUnit] = {
    "day",
    "hour",
    "minute",
    "month",
    "working_day",
    "year",
}


def check_duration_unit(value: str) -> DurationUnit:
    if value in DURATION_UNIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DURATION_UNIT_VALUES!r}")
