from typing import Literal

DocumentGroup = Literal["identity_state", "other"]

DOCUMENT_GROUP_VALUES: set[DocumentGroup] = {
    "identity_state",
    "other",
}


def check_document_group(value: str) -> DocumentGroup:
    if value in DOCUMENT_GROUP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DOCUMENT_GROUP_VALUES!r}")
