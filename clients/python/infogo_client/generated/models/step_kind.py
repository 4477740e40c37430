from typing import Literal

StepKind = Literal["consideration", "document_check", "signing"]

STEP_KIND_VALUES: set[StepKind] = {
    "consideration",
    "document_check",
    "signing",
}


def check_step_kind(value: str) -> StepKind:
    if value in STEP_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STEP_KIND_VALUES!r}")
