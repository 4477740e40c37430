from typing import Literal

ProvenanceStatus = Literal["partly_seen", "unverified", "verified"]

PROVENANCE_STATUS_VALUES: set[ProvenanceStatus] = {
    "partly_seen",
    "unverified",
    "verified",
}


def check_provenance_status(value: str) -> ProvenanceStatus:
    if value in PROVENANCE_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROVENANCE_STATUS_VALUES!r}")
