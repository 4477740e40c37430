from typing import Literal

Outcome = Literal["approved", "rejected", "returned", "withdrawn"]

OUTCOME_VALUES: set[Outcome] = {
    "approved",
    "rejected",
    "returned",
    "withdrawn",
}


def check_outcome(value: str) -> Outcome:
    if value in OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OUTCOME_VALUES!r}")
