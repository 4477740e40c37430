from typing import Literal

LunchState = Literal["closes", "stays_open", "unknown"]

LUNCH_STATE_VALUES: set[LunchState] = {
    "closes",
    "stays_open",
    "unknown",
}


def check_lunch_state(value: str) -> LunchState:
    if value in LUNCH_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LUNCH_STATE_VALUES!r}")
