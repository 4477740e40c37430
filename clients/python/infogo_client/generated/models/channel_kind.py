from typing import Literal

ChannelKind = Literal[
    "email",
    "in_person",
    "kiosk",
    "mobile_app",
    "mobile_unit",
    "one_stop",
    "payment_counter",
    "phone",
    "post",
    "website",
]

CHANNEL_KIND_VALUES: set[ChannelKind] = {
    "email",
    "in_person",
    "kiosk",
    "mobile_app",
    "mobile_unit",
    "one_stop",
    "payment_counter",
    "phone",
    "post",
    "website",
}


def check_channel_kind(value: str) -> ChannelKind:
    if value in CHANNEL_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHANNEL_KIND_VALUES!r}")
