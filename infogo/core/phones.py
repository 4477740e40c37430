"""Thai telephone numbers: read as offices write them, stored as E.164, shown in groups.

Offices write ranges ("0 2241 5600-18"), lists ("0 2221 0151-8, 1548") and extensions
("0 2281 3333 ต่อ 12"). A range becomes one number each, so that every number is one ``tel:`` link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, field_validator

from infogo.core.dates import arabic_digits

COUNTRY_CODE = "+66"
LONGEST_RANGE = 100
"""More consecutive lines than this is a misread number, not a switchboard."""

_SHORT_CODE = re.compile(r"1\d{2,3}")
_FIXED_LINE = re.compile(r"0[23457]\d{7}")
_MOBILE = re.compile(r"0[689]\d{8}")
_TOLL_FREE = re.compile(r"1800\d{6}")
_STORED = re.compile(r"\+66[2-9]\d{7,8}|1\d{2,3}|1800\d{6}")
_LIST_MARK = re.compile(r"[,;/\n]|หรือ|และ")
_EXTENSION = re.compile(r"(?:ต่อ|ext\.?|#|กด)\s*(\d{1,6})\s*$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:โทรศัพท์|โทร\.?|สายด่วน|tel\.?|phone)\s*:?\s*", re.IGNORECASE)
_RANGE = re.compile(r"(.*\d)\s*(?:-|–|ถึง)\s*(\d{1,4})\s*")


class Phone(BaseModel):
    """One number that can be dialled.

    ``number`` is E.164 ("+6622813333"), or the bare digits of a national short code ("1111") or
    toll-free number ("1800123456"), neither of which has an international form.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    extension: str = ""

    @field_validator("number")
    @classmethod
    def _is_diallable(cls, value: str) -> str:
        if not _STORED.fullmatch(value):
            raise ValueError("not an E.164 Thai number or a national short code")
        return value

    @field_validator("extension")
    @classmethod
    def _is_digits(cls, value: str) -> str:
        if value and not (value.isascii() and value.isdecimal()):
            raise ValueError("an extension holds digits only")
        return value

    @property
    def display(self) -> str:
        """Return 02-612-6060, 053-744-115, 081-234-5678 or 1111, with "ต่อ 12" when needed."""
        return self.shown()

    @property
    def uri(self) -> str:
        """Return the ``tel:`` link of RFC 3966."""
        tail = f";ext={self.extension}" if self.extension else ""
        return f"tel:{self.number}{tail}"

    def shown(self, lang: str = "th") -> str:
        """Return the number in the groups Thai readers expect, in the reader's language."""
        word = "ต่อ" if lang == "th" else "ext."
        tail = f" {word} {self.extension}" if self.extension else ""
        return _grouped(self.number) + tail


@dataclass(frozen=True)
class PhoneReading:
    """What was found in a text: the numbers in order, and the pieces nobody could read."""

    phones: tuple[Phone, ...]
    rejected: tuple[str, ...]


def read_phones(text: str) -> PhoneReading:
    """Read every number of ``text``; never raises, the unreadable pieces are given back."""
    phones: list[Phone] = []
    rejected: list[str] = []
    for piece in _LIST_MARK.split(arabic_digits(text)):
        stripped = piece.strip()
        if not stripped:
            continue
        found = _read_piece(stripped)
        phones.extend(phone for phone in found if phone not in phones)
        if not found:
            rejected.append(stripped)
    return PhoneReading(tuple(phones), tuple(rejected))


def _read_piece(piece: str) -> list[Phone]:
    """Return the numbers of one list entry, empty when it is none."""
    body = _LABEL.sub("", piece)
    extension = ""
    if found := _EXTENSION.search(body):
        extension, body = found[1], body[: found.start()]
    whole = _national(body)
    if whole:
        return [Phone(number=_stored(whole), extension=extension)]
    spread = _RANGE.fullmatch(body.strip())
    if not spread:
        return []
    first = _national(spread[1])
    if not first or _SHORT_CODE.fullmatch(first):
        return []
    tail = spread[2]
    last = int(first[: -len(tail)] + tail)
    if not 0 < last - int(first) < LONGEST_RANGE:
        return []
    numbers = range(int(first), last + 1)
    return [Phone(number=_stored(str(n).zfill(len(first))), extension=extension) for n in numbers]


def _national(text: str) -> str:
    """Return the digits of a national number, or an empty string when ``text`` is not one."""
    bare = text.strip()
    if not bare or not re.fullmatch(r"[+\d\s().–-]+", bare):
        return ""
    digits = re.sub(r"\D", "", bare)
    if bare.startswith(COUNTRY_CODE):
        digits = "0" + digits[len(COUNTRY_CODE) - 1 :].removeprefix("0")
    patterns = (_FIXED_LINE, _MOBILE, _TOLL_FREE, _SHORT_CODE)
    return digits if any(pattern.fullmatch(digits) for pattern in patterns) else ""


def _stored(national: str) -> str:
    return COUNTRY_CODE + national[1:] if national.startswith("0") else national


def _grouped(stored: str) -> str:
    digits = "0" + stored[len(COUNTRY_CODE) :] if stored.startswith(COUNTRY_CODE) else stored
    if digits.startswith("02"):
        return f"{digits[:2]}-{digits[2:5]}-{digits[5:]}"
    if digits.startswith("0"):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if _TOLL_FREE.fullmatch(digits):
        return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"
    return digits
