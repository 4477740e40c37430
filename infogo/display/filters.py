"""How values are written for readers: dates, money, phones, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from infogo.core.dates import BANGKOK, long_date, short_date
from infogo.core.language import current_language
from infogo.core.money import baht_text
from infogo.core.phones import Phone
from infogo.thai.normalise import MARKS

DOT = " ·\N{NO-BREAK SPACE}"
"""What stands between the parts of a line: the dot goes with what follows, never last in a line."""
LONGEST_CLAUSE = 20
"""Letters without the marks above and below them: what fits a notice on a phone of 320 px."""
LONGEST_PHRASE = 26
"""The same, for what fits a line of a title on a phone of 360 px."""
ABOVE_AND_BELOW = re.compile(f"[{MARKS}]")
THAI = re.compile("[\u0e01-\u0e5b]")
THAI_PART = re.compile("[\u0e01-\u0e5b](?:[^A-Za-z]*[\u0e01-\u0e5b])?\\.?")
COUNTED = re.compile("(?<=[0-9]) (?=[\u0e01-\u0e5b])")
"""The space between a number and what it counts."""
PHRASE = re.compile(r"\([^()]*\)|\S+")
"""What a title is read in: the words between two spaces, and what stands in brackets as one."""


def thai_date(value: date | datetime) -> str:
    """Write "19 สิงหาคม 2565", or "19 August 2022" on English pages."""
    return long_date(_day(value), current_language())


def thai_date_short(value: date | datetime) -> str:
    """Write "19 ส.ค. 2565", or "19 Aug 2022" on English pages."""
    return short_date(_day(value), current_language())


def thai_time(value: datetime) -> str:
    """Write "16:30" in Thai time, whatever zone a moment carries."""
    return f"{value.astimezone(BANGKOK) if value.tzinfo else value:%H:%M}"


def money(satang: int) -> str:
    """Write an amount of satang as "1,500 บาท"."""
    return baht_text(satang, current_language())


def phone(number: str) -> str:
    """Write an E.164 number or short code in the groups that Thai readers expect."""
    return Phone(number=number).display


def tel(number: str) -> str:
    """Return the ``tel:`` address of a number."""
    return Phone(number=number).uri


def number(value: float) -> str:
    """Write a number with thousands separators."""
    return f"{value:,}"


def nowrap(value: object) -> Markup:
    """Keep words together on one line."""
    return Markup('<span class="u-nowrap">{}</span>').format(escape(value))


def clauses(value: str) -> Markup:
    """Let a line of Thai end between its short clauses only, not within a word.

    A space ends a clause, and browsers break what is between two by a dictionary that parts
    ขั้น|ตอน and หน่วย|งาน. A clause that is too long for a narrow box is left to them.
    """
    parts = [
        nowrap(part) if THAI.search(part) and _letters(part) <= LONGEST_CLAUSE else escape(part)
        for part in value.split(" ")
    ]
    return Markup(" ").join(parts)


def in_thai(value: str, lang: str | None) -> str:
    """Mark a text of a manual as Thai where the page is not: what the page itself says beside it
    is in the page's language, and a reader aloud must know which is which.
    """
    if not lang or isinstance(value, Markup) or not THAI.search(value):
        return value
    return Markup('<span lang="{}">{}</span>').format(lang, value)


def thai_parts(value: str) -> str:
    """Mark what is Thai within a text of an English page that holds words of both languages.

    A manual speaks Thai only, and what is put together of its words and the page's cannot be told
    by the row. What stands between two Thai words and is no Latin word belongs to them.
    """
    if current_language() != "en" or isinstance(value, Markup):
        return value
    marked, at = Markup(), 0
    for part in THAI_PART.finditer(value):
        marked += Markup('{}<span lang="th">{}</span>').format(value[at : part.start()], part[0])
        at = part.end()
    return marked + value[at:]


def units(value: str) -> str:
    """Keep a number in one line with what it counts, in text that says by when: 6 เดือน."""
    return type(value)(COUNTED.sub("\N{NO-BREAK SPACE}", value))


def phrases(value: str) -> str:
    """Let a title in Thai break between its phrases only.

    Browsers make the lines of a title equally long and part them by a dictionary, in the middle
    of what is said in one breath: บัตรประชาชน|หาย ขอทำใหม่. A title with a phrase longer than a
    line is left to them, which take fewer lines; words with marks of a search stay as they are.
    """
    is_marked = isinstance(value, Markup) and any(sign in value for sign in "<&")
    found = [] if is_marked or not THAI.search(value) else PHRASE.findall(value)
    if len(found) < 2 or " ".join(found) != value or max(map(_letters, found)) > LONGEST_PHRASE:
        return value
    phrase = Markup('<span class="u-phrase">{}</span>')
    return Markup(" ").join(phrase.format(part) for part in found)


def _letters(text: str) -> int:
    """Count the letters that take room beside each other."""
    return len(ABOVE_AND_BELOW.sub("", text))


def _day(value: date | datetime) -> date:
    return value.astimezone(BANGKOK).date() if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "thai_date": thai_date,
    "thai_date_short": thai_date_short,
    "thai_time": thai_time,
    "money": money,
    "phone": phone,
    "tel": tel,
    "number": number,
    "nowrap": nowrap,
    "clauses": clauses,
    "phrases": phrases,
    "units": units,
    "in_thai": in_thai,
    "thai_parts": thai_parts,
}
