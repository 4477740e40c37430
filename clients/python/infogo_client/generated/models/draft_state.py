from typing import Literal

DraftState = Literal[
    "approved", "discarded", "draft", "in_review", "published", "returned", "submitted"
]

DRAFT_STATE_VALUES: set[DraftState] = {
    "approved",
    "discarded",
    "draft",
    "in_review",
    "published",
    "returned",
    "submitted",
}


def check_draft_state(value: str) -> DraftState:
    if value in DRAFT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRAFT_STATE_VALUES!r}")
