from typing import Literal

ListingState = Literal["listed", "none", "unknown"]

LISTING_STATE_VALUES: set[ListingState] = {
    "listed",
    "none",
    "unknown",
}


def check_listing_state(value: str) -> ListingState:
    if value in LISTING_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LISTING_STATE_VALUES!r}")
