from typing import Literal

ChannelPurpose = Literal["book", "file", "inquire", "learn", "pay", "receive"]

CHANNEL_PURPOSE_VALUES: set[ChannelPurpose] = {
    "book",
    "file",
    "inquire",
    "learn",
    "pay",
    "receive",
}


def check_channel_purpose(value: str) -> ChannelPurpose:
    if value in CHANNEL_PURPOSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHANNEL_PURPOSE_VALUES!r}")
