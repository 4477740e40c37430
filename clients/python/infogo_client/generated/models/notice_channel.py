from typing import Literal

NoticeChannel = Literal["email", "in_person", "online", "post"]

NOTICE_CHANNEL_VALUES: set[NoticeChannel] = {
    "email",
    "in_person",
    "online",
    "post",
}


def check_notice_channel(value: str) -> NoticeChannel:
    if value in NOTICE_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NOTICE_CHANNEL_VALUES!r}")
