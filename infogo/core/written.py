"""What people write about an office, read into the values that are stored.

One ``Written`` reads one form or one row of a spreadsheet. Whatever cannot be read is noted with
what to do about it, so that all of it is told at once; nothing is dropped or mended in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from infogo.core.dates import DateInputError, parse_written_date
from infogo.core.phones import Phone, read_phones
from infogo.thai.normalise import INVISIBLE

LONGEST_ADDRESS_OF_SITE = 200
LONGEST_ASKED = 100
"""Characters of words by which a list is searched; templates know it as well."""
LONGEST_DAY = 40
LONGEST_EMAIL = 254
LONGEST_PHONES = 400
MOST_PHONES = 120
_is_url = URLValidator(schemes=["http", "https"])
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and halves of surrogate pairs, which no text of a database holds."""
_UNSEEN = {ord(char): None for char in INVISIBLE}


class WrittenError(ValueError):
    """Some of it cannot be used; ``problems`` says in Thai what to do, by name of the field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class Written:
    """Texts by the names of their fields, and what is wrong with them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.problems: dict[str, str] = {}

    def line(self, name: str, label: str, longest: int, *, required: bool = False) -> str:
        """Return one line without stray spaces and signs that nobody sees."""
        text = clean_line(self.texts.get(name) or "")
        if required and not text:
            self.problems[name] = f"ใส่{label}"
        elif len(text) > longest:
            self.problems[name] = f"{label}ยาวเกินไป เขียนไม่เกิน {longest} ตัวอักษร"
        return text

    def lines(self, name: str, label: str, longest: int) -> tuple[str, ...]:
        """Return the lines of a text, empty ones and repeats left out."""
        found = dict.fromkeys(clean_line(line) for line in (self.texts.get(name) or "").split("\n"))
        if any(len(line) > longest for line in found):
            self.problems[name] = f"{label}ยาวเกินไป เขียนบรรทัดละไม่เกิน {longest} ตัวอักษร"
        return tuple(line for line in found if line)

    def prose(self, name: str, label: str, longest: int) -> str:
        """Return a text that may have paragraphs."""
        lines = (self.texts.get(name) or "").replace("\r\n", "\n").split("\n")
        text = "\n".join(clean_line(line) for line in lines).strip()
        if len(text) > longest:
            self.problems[name] = f"{label}ยาวเกินไป เขียนไม่เกิน {longest:,} ตัวอักษร"
        return text

    def day(self, name: str, label: str) -> date | None:
        """Return a day; ``None`` where nothing is written, or what cannot be read, a problem."""
        text = self.line(name, label, LONGEST_DAY)
        if not text or name in self.problems:
            return None
        try:
            return parse_written_date(text)
        except DateInputError as problem:
            self.problems[name] = str(problem)
            return None

    def phones(self, name: str) -> tuple[Phone, ...]:
        """Return every number; one that cannot be read is a problem, not a gap."""
        text = (self.texts.get(name) or "").strip()
        reading = read_phones(text)
        if reading.rejected:
            pieces = ", ".join(clean_line(piece) for piece in reading.rejected)
            self.problems[name] = f"อ่านเบอร์โทรศัพท์ไม่ได้: {pieces} พิมพ์ใหม่ เช่น 0 2281 3333 ต่อ 12"
        elif len(text) > LONGEST_PHONES or len(reading.phones) > MOST_PHONES:
            self.problems[name] = f"ใส่เบอร์โทรศัพท์ไม่เกิน {MOST_PHONES} เบอร์"
        return reading.phones

    def email(self, name: str) -> str:
        """Return an e-mail address, or nothing."""
        text = clean_line(self.texts.get(name) or "")
        if not text:
            return ""
        try:
            validate_email(text)
        except ValidationError:
            self.problems[name] = "ใส่อีเมลให้ครบ เช่น saraban@agency.go.th"
        if len(text) > LONGEST_EMAIL:
            self.problems[name] = f"อีเมลยาวเกิน {LONGEST_EMAIL} ตัวอักษร"
        return text

    def website(self, name: str) -> str:
        """Return a web address that begins with http or https, or nothing."""
        text = clean_line(self.texts.get(name) or "")
        if not text:
            return ""
        if "://" not in text and "." in text.split("/", 1)[0] and ":" not in text:
            text = f"https://{text}"
        if len(text) > LONGEST_ADDRESS_OF_SITE:
            self.problems[name] = f"ที่อยู่เว็บยาวเกิน {LONGEST_ADDRESS_OF_SITE} ตัวอักษร"
            return text
        try:
            _is_url(text)
        except ValidationError:
            self.problems[name] = "ใส่ที่อยู่เว็บที่ขึ้นต้นด้วย https:// เช่น https://www.agency.go.th"
        return text

    def done(self) -> None:
        """End the reading.

        Raises:
            WrittenError: something could not be used.
        """
        if self.problems:
            raise WrittenError(self.problems)


def clean_line(text: str) -> str:
    """Return a text on one line: composed, single spaces, no signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    visible = (" " if unicodedata.category(char)[0] in "CZ" else char for char in composed)
    return " ".join("".join(visible).split())


def asked_words(text: str | None) -> str:
    """Return the words by which a list is searched, on one line; what is too long is left out."""
    return clean_line(text or "")[:LONGEST_ASKED].rstrip()


def phones_text(stored: list[dict[str, str]]) -> str:
    """Return stored numbers as one line that ``Written.phones`` reads back."""
    return ", ".join(Phone.model_validate(phone).display for phone in stored)


def stored_phones(phones: tuple[Phone, ...]) -> list[dict[str, str]]:
    """Return numbers as records keep them."""
    return [phone.model_dump(exclude_defaults=True) for phone in phones]
