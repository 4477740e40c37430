from typing import Literal

CountDueDateUnit = Literal["day", "hour", "minute", "month", "working_day", "year"]

COUNT_DUE_DATE_UNIT_VALUES: set[CountDueDateUnit] = {
    "day",
    "hour",
    "minute",
    "month",
    "working_day",
    "year",
}


def check_count_due_date_unit(value: str) -> CountDueDateUnit:
    if value in COUNT_DUE_DATE_UNIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COUNT_DUE_DATE_UNIT_VALUES!r}")
