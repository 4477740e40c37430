"""Reading a day as citizens write it, in the era of the page's language."""

from __future__ import annotations

from datetime import date

from infogo.core.dates import BE_OFFSET, FIRST_BE_YEAR, parse_date, parse_written_date
from infogo.core.language import current_language

EARLIEST_YEAR = 1900
YEAR_DIGITS = 4
LONGEST_TYPED = 60
"""Characters of what somebody typed for a day that are read and shown again."""


def written_day(text: str) -> date:
    """Return a written day; on English pages the year may be of the Common Era, as it is there.

    Raises:
        DateInputError: it is none; says what to do.
    """
    words = text.replace("-", " ").replace("/", " ").split()
    if current_language() == "en" and len(words) == len(("day", "month", "year")):
        day, month, year = reversed(words) if len(words[0]) == YEAR_DIGITS else words
        if year.isdecimal() and EARLIEST_YEAR <= int(year) < FIRST_BE_YEAR:
            return parse_date(day, month, str(int(year) + BE_OFFSET))
    return parse_written_date(text)
