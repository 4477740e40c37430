"""Dates as Thai readers write them: Buddhist Era in Thai, Common Era in English.

Storage is always Gregorian; only these functions add or remove the 543 years. A two-digit
year is never written. ``lang`` is ``"th"`` or anything else for English.
"""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from infogo.core.language import current_language

BANGKOK = ZoneInfo("Asia/Bangkok")
BE_OFFSET = 543
QUARTER_SECONDS = 900
FIRST_BE_YEAR = 2400
"""Years below this in a Thai date input are taken for a slip of the era and asked back."""
FISCAL_YEAR_FIRST_MONTH = 10
SATURDAY = 5
"""The first weekday on which government offices are closed."""
CLOCKS_DIFFER = timedelta(minutes=10)
"""As much may the clocks of nodes differ: what one of them did that long ahead is not wrong."""

THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
THAI_MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
THAI_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ENGLISH_WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_WRITTEN_DATE = re.compile(r"(?P<day>\d{1,2})[\s/-]+(?P<month>[^\s\d/-]+|\d{1,2})[\s/-]+"
                           r"(?:พ\.?ศ\.?\s*)?(?P<year>\d{4}|\d{2})")  # fmt: skip
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
"""As spreadsheets and programs write a day."""


class DateInputError(ValueError):
    """A date somebody typed cannot be used; ``str()`` says in her language what to do."""

    def __init__(self, message: str, *, suggested_year: int | None = None) -> None:
        """Keep the Buddhist year she probably meant, when there is one."""
        super().__init__(message)
        self.suggested_year = suggested_year


def arabic_digits(text: str) -> str:
    """Return ``text`` with Thai digits turned into 0–9."""
    return text.translate(_THAI_DIGITS)


def be_year(year: int) -> int:
    """Return the Buddhist year of a Gregorian one."""
    return year + BE_OFFSET


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins in Thailand."""
    return datetime.combine(day, time_of_day(), BANGKOK)


def end_of_day(day: date) -> datetime:
    """Return the moment at which a day is over in Thailand."""
    return start_of_day(day + timedelta(days=1))


def bangkok_now() -> datetime:
    """Return the present moment in Thai time."""
    return datetime.now(BANGKOK)


def bangkok_today() -> date:
    """Return the present day in Thai time, without making a datetime for each who asks."""
    return _day_at(int(time.time()) // QUARTER_SECONDS)


@lru_cache(maxsize=2)
def _day_at(quarter: int) -> date:
    # A day begins with a quarter of an hour, in Thai time as in every other.
    return datetime.fromtimestamp(quarter * QUARTER_SECONDS, BANGKOK).date()


def long_date(day: date, lang: str = "th") -> str:
    """Return "19 สิงหาคม 2565" or "19 August 2022"."""
    if lang == "th":
        return f"{day.day} {THAI_MONTHS[day.month - 1]} {be_year(day.year)}"
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, lang: str = "th") -> str:
    """Return "19 ส.ค. 2565" or "19 Aug 2022", for tables."""
    return f"{day.day} {_short_month(day.month, lang)} {_year(day.year, lang)}"


def weekday_name(day: date, lang: str = "th") -> str:
    """Return "วันศุกร์" or "Friday"."""
    if lang == "th":
        return f"วัน{THAI_WEEKDAYS[day.weekday()]}"
    return ENGLISH_WEEKDAYS[day.weekday()]


def weekday_date(day: date, lang: str = "th") -> str:
    """Return "วันศุกร์ที่ 19 สิงหาคม 2565" or "Friday 19 August 2022"."""
    joint = "ที่ " if lang == "th" else " "
    return f"{weekday_name(day, lang)}{joint}{long_date(day, lang)}"


def month_and_year(day: date, lang: str = "th") -> str:
    """Return "สิงหาคม 2565" or "August 2022"."""
    names = THAI_MONTHS if lang == "th" else ENGLISH_MONTHS
    return f"{names[day.month - 1]} {_year(day.year, lang)}"


def long_moment(moment: datetime, lang: str = "th") -> str:
    """Return "19 สิงหาคม 2565 เวลา 16:30 น." in Thai time; the moment must carry a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown in Thai time")
    local = moment.astimezone(BANGKOK)
    if lang == "th":
        return f"{long_date(local, lang)} เวลา {local:%H:%M} น."
    return f"{long_date(local, lang)}, {local:%H:%M}"


def fiscal_year(day: date) -> int:
    """Return the Buddhist fiscal year of ``day``: October 2568 to September 2569 is 2569."""
    return be_year(day.year + (day.month >= FISCAL_YEAR_FIRST_MONTH))


def fiscal_year_bounds(be_fiscal_year: int) -> tuple[date, date]:
    """Return the first and last day of a fiscal year given in the Buddhist Era."""
    year = be_fiscal_year - BE_OFFSET
    return date(year - 1, FISCAL_YEAR_FIRST_MONTH, 1), date(year, FISCAL_YEAR_FIRST_MONTH - 1, 30)


def fiscal_year_label(be_fiscal_year: int, lang: str = "th") -> str:
    """Return "ปีงบประมาณ 2569 (ต.ค. 2568–ก.ย. 2569)" or its English form."""
    first, last = fiscal_year_bounds(be_fiscal_year)
    span = "–".join(
        f"{_short_month(day.month, lang)} {_year(day.year, lang)}" for day in (first, last)
    )
    if lang == "th":
        return f"ปีงบประมาณ {be_fiscal_year} ({span})"
    return f"Fiscal year {last.year} ({span})"


def month_number(text: str) -> int:
    """Return 1–12 for a number or a Thai or English month name, long or short.

    Raises ``DateInputError`` for anything else.
    """
    word = arabic_digits(text).strip().lower()
    if word.isdecimal() and 1 <= int(word) <= len(THAI_MONTHS):
        return int(word)
    bare = word.replace(".", "").replace(" ", "")
    for number, (long, short, english) in enumerate(
        zip(THAI_MONTHS, THAI_MONTHS_SHORT, ENGLISH_MONTHS, strict=True), start=1
    ):
        names = {long, short.replace(".", ""), english.lower(), english[:3].lower()}
        if bare and (bare in names or (bare == "sept" and number == 9)):
            return number
    raise DateInputError(_("ไม่รู้จักเดือน “%(text)s” ให้พิมพ์ชื่อเดือน เช่น สิงหาคม") % {"text": text.strip()})


def parse_date(day: str, month: str, year: str) -> date:
    """Return the date of three typed fields, the year in the Buddhist Era.

    Raises ``DateInputError``. A year below 2400 is asked back and not guessed: 2022 was
    probably meant as 2565, but a silent correction would hide a real slip.
    """
    number = month_number(month)
    day_text, year_text = arabic_digits(day).strip(), arabic_digits(year).strip()
    if not day_text.isdecimal() or not year_text.isdecimal():
        raise DateInputError(_("วันที่และปีต้องเป็นตัวเลข เช่น 19 สิงหาคม 2565"))
    typed_year = int(year_text)
    if typed_year < FIRST_BE_YEAR:
        meant = be_year(typed_year)
        if meant < FIRST_BE_YEAR:
            example = _whole_year(typed_year % 100, current_language())
            raise DateInputError(_("ปีต้องเป็นปี พ.ศ. สี่หลัก เช่น %(year)d") % {"year": example})
        raise DateInputError(
            _("หมายถึง พ.ศ. %(year)d หรือไม่ ให้พิมพ์ปีเป็น พ.ศ.") % {"year": meant},
            suggested_year=meant,
        )
    try:
        return date(typed_year - BE_OFFSET, number, int(day_text))
    except ValueError as error:
        raise DateInputError(
            _("ไม่มีวันที่ %(day)s %(month)s %(year)s ในปฏิทิน")
            % {"day": day_text, "month": THAI_MONTHS[number - 1], "year": typed_year}
        ) from error


def _whole_year(short: int, lang: str) -> int:
    """Return the year that two digits most likely stand for, of the era that is nearer today.

    "65" is 2565 on English pages too, and "22" is 2022: on Thai pages that is written 2565.
    """
    in_be, in_ce = 2500 + short, 2000 + short
    today = bangkok_now().year
    if abs(in_be - BE_OFFSET - today) < abs(in_ce - today):
        return in_be
    return _year(in_ce, lang)


def parse_written_date(text: str) -> date:
    """Return the date of "19 ส.ค. 2565", "๑๙ สิงหาคม ๒๕๖๕", "19/8/2565" or "2565-08-19".

    Raises ``DateInputError`` under the same rules as ``parse_date``.
    """
    written = arabic_digits(text).strip()
    found = _WRITTEN_DATE.fullmatch(written) or _YEAR_FIRST.fullmatch(written)
    if not found:
        raise DateInputError(_("อ่านวันที่ไม่ได้ ให้พิมพ์ วัน เดือน ปี พ.ศ. เช่น 19 สิงหาคม 2565"))
    return parse_date(found["day"], found["month"], found["year"])


def _short_month(month: int, lang: str) -> str:
    return THAI_MONTHS_SHORT[month - 1] if lang == "th" else ENGLISH_MONTHS[month - 1][:3]


def _year(year: int, lang: str) -> int:
    return be_year(year) if lang == "th" else year
