"""One description of each column: its header, what it holds, how it is read and shown.

Template, header row, drop-down lists, instructions, reading and error messages all derive from
it. A value is JSON, so that plans and what undoes them can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from infogo.bulk.errors import CellError
from infogo.core.dates import arabic_digits
from infogo.core.hours import Hours
from infogo.core.hours_text import parse_sentence, sentence
from infogo.core.phones import Phone, read_phones

UNKNOWN = "ไม่ทราบ"
LARGEST_ID = 10**15
"""No id in a cell is larger; those of addresses have as many digits at most."""
_is_url = URLValidator(schemes=["http", "https"])


def as_text(value: Any) -> str:
    """Show a value that is a text, or none."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    ``is_info`` columns help people to see which row is which and are never read. ``empty`` is the
    value of a cell that was cleared; ``required`` ones cannot be. ``choices`` become a drop-down
    list.
    """

    name: str
    header: str
    help: str
    read: Callable[[str], Any] = as_text
    show: Callable[[Any], str] = as_text
    required: bool = False
    is_info: bool = False
    empty: Any = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    width: int = 20


def text(longest: int) -> Callable[[str], str]:
    """Return a reader of one line."""

    def read(cell: str) -> str:
        line = " ".join(cell.split("\n"))
        if len(line) > longest:
            raise CellError(f"ยาว {len(line):,} ตัวอักษร", f"ย่อให้ไม่เกิน {longest:,} ตัวอักษร")
        return line

    return read


def digits(length: int, words: str) -> Callable[[str], str]:
    """Return a reader of a code of so many digits; Thai digits will do."""

    def read(cell: str) -> str:
        code = arabic_digits(cell).replace(" ", "")
        if not (code.isascii() and code.isdecimal() and len(code) == length):
            raise CellError(f"ไม่ใช่{words}", f"เขียนเป็นตัวเลข {length} หลัก")
        return code

    return read


def whole_number(most: int) -> Callable[[str], int]:
    """Return a reader of a whole number from 0; Thai digits and separators will do."""

    def read(cell: str) -> int:
        number = arabic_digits(cell).replace(",", "").replace(" ", "")
        if not (number.isascii() and number.isdecimal() and len(number) <= 18):
            raise CellError("ไม่ใช่จำนวนเต็ม", "เขียนเป็นตัวเลข เช่น 50")
        if int(number) > most:
            raise CellError("ตัวเลขมากเกินไป", f"เขียนไม่เกิน {most:,}")
        return int(number)

    return read


def degrees(low: float, high: float) -> Callable[[str], float]:
    """Return a reader of a latitude or longitude within Thailand."""

    def read(cell: str) -> float:
        try:
            number = float(arabic_digits(cell).replace(",", "."))
        except ValueError as error:
            raise CellError("ไม่ใช่ตัวเลข", "เขียนเป็นองศาทศนิยม เช่น 13.752222") from error
        if not low <= number <= high:
            raise CellError("อยู่นอกประเทศไทย", f"เขียนค่าระหว่าง {low} ถึง {high}")
        return round(number, 6)

    return read


def choice(words: Mapping[Any, str]) -> tuple[Callable[[str], Any], Callable[[Any], str]]:
    """Return reader and shower of a choice; ``words`` maps each value to what people read."""
    by_word = {word.replace(" ", ""): value for value, word in words.items()}

    def read(cell: str) -> Any:
        try:
            return by_word[cell.replace(" ", "")]
        except KeyError as error:
            listed = " / ".join(list(words.values())[:12])
            raise CellError("ไม่มีตัวเลือกนี้", f"เลือกจาก {listed}") from error

    return read, lambda value: words.get(value, as_text(value))


def choice_column(
    name: str, header: str, help_text: str, words: Mapping[Any, str], **given: Any
) -> Column:
    """Return a column whose values are chosen from a list."""
    read, show = choice(words)
    return Column(
        name, header, help_text, read=read, show=show, choices=tuple(words.values()), **given
    )


def yes_no(name: str, header: str, help_text: str, *, yes: str = "ใช่", no: str = "ไม่ใช่") -> Column:
    """Return a column of yes, no and unknown: three different answers."""
    words = {True: yes, False: no, None: UNKNOWN}
    return choice_column(name, header, help_text, words, empty=None, example=yes, width=12)


def phones(cell: str) -> list[dict[str, str]]:
    """Read telephone numbers."""
    reading = read_phones(cell)
    if reading.rejected:
        rejected = ", ".join(reading.rejected)
        # The cell is shown beside its reason already.
        which = "" if rejected == cell.strip() else f": {rejected}"
        raise CellError(f"อ่านเบอร์โทรศัพท์ไม่ได้{which}"[:200], "เขียนเช่น 0 2281 3333 ต่อ 12, 1548")
    return [phone.model_dump(exclude_defaults=True) for phone in reading.phones]


def shown_phones(value: Any) -> str:
    """Show telephone numbers."""
    return ", ".join(Phone.model_validate(each).display for each in value or ())


def hours(cell: str) -> dict[str, Any]:
    """Read opening hours written as a Thai sentence."""
    found = parse_sentence(cell.replace("\n", " "))
    if not found.known:
        raise CellError(
            "อ่านเวลาทำการไม่ได้",
            "เขียนเช่น วันจันทร์ ถึง วันศุกร์ ยกเว้นวันหยุดราชการ เวลา 08:30 - 16:30 น. มีพักเที่ยง",
        )
    return found.model_dump(mode="json", exclude_defaults=True)


def with_days_that_differ(written: dict[str, Any], before: Any) -> dict[str, Any]:
    """Return hours as they were written with the days that differ of those before.

    Such days have no place in the sentence; what people wrote is the week.
    """
    kept = (before or {}).get("exceptions")
    return {**written, "exceptions": kept} if written and kept else written


def shown_hours(value: Any) -> str:
    """Show opening hours as a sentence; empty when nobody knows them."""
    if not value:
        return ""
    known = Hours.model_validate(value)
    return sentence(known) if known.known or known.text else ""


def email(cell: str) -> str:
    """Read an e-mail address."""
    try:
        validate_email(cell)
    except ValidationError as error:
        raise CellError("ไม่ใช่อีเมล", "เขียนเช่น saraban@agency.go.th") from error
    return text(254)(cell)


def url(cell: str) -> str:
    """Read a web address."""
    try:
        _is_url(cell)
    except ValidationError as error:
        raise CellError("ไม่ใช่ที่อยู่เว็บ", "เขียนให้ขึ้นต้นด้วย https://") from error
    return text(200)(cell)
