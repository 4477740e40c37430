from typing import Literal

Proxy = Literal["no", "some", "unknown", "yes"]

PROXY_VALUES: set[Proxy] = {
    "no",
    "some",
    "unknown",
    "yes",
}


def check_proxy(value: str) -> Proxy:
    if value in PROXY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROXY_VALUES!r}")
