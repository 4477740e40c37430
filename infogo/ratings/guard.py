"""Finding personal data in what citizens write, and masking it before anything is stored.

It would rather mask a word too many than a name too few: the writer sees what will be masked and
may word it otherwise. What no list can find stays with the officers who moderate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from infogo.core.dates import arabic_digits
from infogo.thai.normalise import INVISIBLE
from infogo.thai.segment import raw_words

MASK = "•••"


class Personal(StrEnum):
    """A kind of personal data."""

    CITIZEN_NUMBER = "citizen_number"
    PHONE = "phone"
    NUMBER = "number"
    EMAIL = "email"
    ACCOUNT = "account"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True)
class Masked:
    """A text with personal data masked; ``kinds`` says what was found, in the order of the enum."""

    text: str
    kinds: tuple[Personal, ...]


@dataclass(frozen=True)
class _Found:
    kind: Personal
    start: int
    end: int


_DIGITS = re.compile(r"(?<!\d)\+?\d(?:[\s\-–./()]{0,2}\d){8,}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_ACCOUNT = re.compile(
    r"(?:ไลน์|ไอดีไลน์|line|facebook|เฟซบุ๊ก|เฟส|ig)\s*(?:ไอดี|id)?\s*(?:[:=@]|ชื่อ)\s*"
    r"(?P<who>@?[a-z0-9._-]{3,})",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?:บ้านเลขที่|เลขที่บ้าน)\s*(?P<who>\d+(?:\s?/\s?\d+)?)")
_LATIN_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?\s+(?P<who>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)", re.ASCII
)
_THAI = "ก-๎"
_RUN = re.compile(rf"[{_THAI}]+")
# Words that begin like a title, and words that end like one: นายทะเบียน, ทนาย, ขอบคุณ.
_TITLE = re.compile(
    r"""(?:
      นางสาว | น\.\s?ส\. | ด\.\s?ช\. | ด\.\s?ญ\. | เด็กชาย | เด็กหญิง
    | (?<!ท)(?<!เจ้า)นาย(?!ก(?:เทศ|องค์การ|อบ|รัฐมนตรี|สมาคม|สภา|เมือง|ท่าน|คน|[^ก-๎]|$)
        |จ้าง|หน้า|ช่าง|ทะเบียน|อำเภอ|ตรวจ|ทหาร|ตำรวจ|แพทย์|ด่าน|ท่า|ประกัน|ทุน|ๆ)
    | (?<!เจ้า)(?<!ห)นาง(?!สาว|พยาบาล|เอก|ฟ้า|แบบ|ๆ)
    | (?<![ก-๎])(?:กับ|ของ|พี่|ชื่อ|ว่า|ขอบคุณ)?คุณ(?!
        (?:หมอ|ครู|พ่อ|แม่|ตา|ยาย|ลุง|ป้า|น้า|อา|พี่|น้อง)(?![ก-๎])
        |ภาพ|สมบัติ|ธรรม|ค่า|ประโยชน์|วุฒิ|ลักษณะ|พยาบาล|เจ้าหน้าที่|ลูกค้า|ผู้|ๆ|เอง
        |จะ|ต้อง|ควร|ทำ|ไม่|ได้|มี(?!นา|ชัย)|เป็น|ไป(?!รยา)|มา(?!ลี|ลัย|นะ|นี|นพ|ริ|รี)|ให้|บอก|เคย|กำลัง|และ|หรือ
        |ก็|อยู่|คือ|ช่วย)
    | (?:เจ้าหน้าที่|พนักงาน|ข้าราชการ|คน|ผม|ดิฉัน|หนู)\s?ชื่อ
    )\s?""",
    re.VERBOSE,
)
_NO_SURNAME = re.compile(
    r"บริการ|พูด|ให้|ไม่|ทำ|ดี(?!\w)|ดีมาก|เป็น|ที่|และ|แต่|มา(?!ลี|นะ|นี)|ไป|ช่วย|แนะนำ|ตอบ|รับ|ดู|บอก|น่า|"
    r"สุภาพ|หยาบ|ช้า|เร็ว|มาก|ได้|จาก|ของ|กับ|ก็|คน|เจ้าหน้าที่|แผนก|ฝ่าย|ประจำ|ซึ่ง|อยู่|ขอ|เพราะ|จะ|ต้อง|เลย|"
    r"ครับ|ค่ะ|คะ|นะ|โทร|เบอร์|อายุ|เคาน์เตอร์|ช่อง|ห้อง"
)
LONGEST_NAME = 14
"""Letters; a longer run without a space is a name with a sentence behind it."""
LONGEST_SURNAME = 24
WORDS_OF_A_NAME = 2
_ID_DIGITS = 13
_ID_MODULUS = 11


def mask(text: str, only: Collection[Personal] = tuple(Personal)) -> Masked:
    """Return the text without what cannot be seen and with personal data masked.

    ``only`` names the kinds that are masked: where a wrong phone number is what is told of, it
    stays readable.
    """
    seen = "".join(char for char in text if char not in INVISIBLE)
    in_text = _all_in(arabic_digits(seen))
    found = _without_overlaps(each for each in in_text if each.kind in only)
    parts, at = [], 0
    for each in found:
        parts += [seen[at : each.start], MASK]
        at = each.end
    kinds = {each.kind for each in found}
    return Masked("".join([*parts, seen[at:]]), tuple(kind for kind in Personal if kind in kinds))


def is_citizen_number(digits: str) -> bool:
    """Whether 13 digits are a number of the population register: the last one checks the others."""
    if len(digits) != _ID_DIGITS or not digits.isdecimal():
        return False
    weighed = sum(
        int(digit) * (_ID_DIGITS - place) for place, digit in enumerate(digits[: _ID_DIGITS - 1])
    )
    return (_ID_MODULUS - weighed % _ID_MODULUS) % 10 == int(digits[-1])


def _all_in(text: str) -> Iterator[_Found]:
    for match in _EMAIL.finditer(text):
        yield _Found(Personal.EMAIL, *match.span())
    for match in _DIGITS.finditer(text):
        yield _Found(_kind_of_number(match[0]), *match.span())
    for kind, pattern in (
        (Personal.ACCOUNT, _ACCOUNT),
        (Personal.ADDRESS, _HOUSE),
        (Personal.NAME, _LATIN_NAME),
    ):
        for match in pattern.finditer(text):
            yield _Found(kind, *match.span("who"))
    for match in _TITLE.finditer(text):
        if (end := _end_of_name(text, match.end())) > match.end():
            yield _Found(Personal.NAME, match.end(), end)


def _kind_of_number(text: str) -> Personal:
    digits = re.sub(r"\D", "", text)
    if is_citizen_number(digits):
        return Personal.CITIZEN_NUMBER
    national = "0" + digits.removeprefix("66") if text.startswith("+66") else digits
    if national.startswith("0") and len(national) in (9, 10):
        return Personal.PHONE
    return Personal.NUMBER


def _end_of_name(text: str, start: int) -> int:
    """Return where the name that begins at ``start`` ends; ``start`` where there is none."""
    first = _RUN.match(text, start)
    if first is None:
        return start
    if len(first[0]) > LONGEST_NAME:
        return start + raw_words(first[0])[:WORDS_OF_A_NAME][-1].end
    second = re.compile(rf" {{1,2}}([{_THAI}]+)").match(text, first.end())
    if second and len(second[1]) <= LONGEST_SURNAME and not _NO_SURNAME.match(second[1]):
        return second.end()
    return first.end()


def _without_overlaps(found: Iterable[_Found]) -> list[_Found]:
    """Return what was found from left to right; of two that overlap the longer one."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and each.start < kept[-1].end:
            if each.end > kept[-1].end:
                kept[-1] = _Found(kept[-1].kind, kept[-1].start, each.end)
            continue
        kept.append(each)
    return kept
