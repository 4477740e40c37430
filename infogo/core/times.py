"""Times of day as people write them."""

from __future__ import annotations

import re
from datetime import time

from infogo.core.dates import arabic_digits
from infogo.core.hours import MIDNIGHT

TIME_HINT = "ใส่เวลาเป็น ชั่วโมง.นาที เช่น 8.30 หรือ 16.30"
_END_OF_DAY = "24.00 คือสิ้นวัน ใส่เป็น 0.00 ของวันถัดไป"
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.]\s*(\d{2}))?\s*(?:น\.?)?|(\d{1,2})(\d{2})")


class TimeInputError(ValueError):
    """A time somebody typed cannot be read; ``str()`` says in Thai what to type."""


def read_time(text: str) -> time | None:
    """Read "8.30", "08:30", "830", "๘.๓๐ น." or "24.00" (midnight); nothing is ``None``.

    Raises:
        TimeInputError: it is no time of day, or one digit of minutes, which may mean 8:03 or 8:30.
    """
    clean = arabic_digits(text).strip()
    if not clean:
        return None
    found = _TIME.fullmatch(clean)
    if not found:
        raise TimeInputError(TIME_HINT)
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if hour == 24 and minute == 0:
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise TimeInputError(TIME_HINT)
    return time(hour, minute)


def read_moment(text: str) -> time | None:
    """Read the time at which something happened or begins, which 24.00 of its day is not.

    Raises:
        TimeInputError: as in ``read_time``, or it is the end of the day, not its beginning.
    """
    found = read_time(text)
    if found == MIDNIGHT and arabic_digits(text).strip().startswith("24"):
        raise TimeInputError(_END_OF_DAY)
    return found
