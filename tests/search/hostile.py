"""Texts that nobody should send to a search, without end and always the same ones.

Used by the tests of ``test_fuzz.py`` and by ``./dev bench fuzz`` over the whole country.
"""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Callable, Iterator, Sequence

HOSTILE = (
    "",
    "da" + "ia" * 50,
    " ",
    "\x00",
    "\ud800",
    "(อบต.",
    'ใบอนุญาต: "',
    "a AND",
    "+",
    "-",
    "*",
    "?",
    "~",
    "^",
    "kind:1",
    "words:(",
    "[* TO *]",
    "/.*/",
    "'; DROP TABLE agencies_agency; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00%ff",
    "../../etc/passwd",
    "\u0e48\u0e49\u0e4a\u0e4b" * 40,
    "เ" * 5000,
    "ก" * 100_000,
    "ก." * 5000,
    "9" * 5000,
    "👨‍👩‍👧‍👦" * 300,
    "บัตร " * 3000,
    "ทะเบียน" * 3000,
    "a b " * 5000,
    "จ. อ. ต. " * 1000,
    "ภ.ง.ด.90/91/94/95 " * 300,
    "\u202e\u200b\ufeff",
    "ไม่มีที่ไหนยังไงเท่าไหร่กี่บาท",
    "ใช้เอกสารอะไรบ้าง" * 20,
    "เสียจ่ายค่าธรรมเนียมราคา" * 20,
    "ที่ใน แถว ใกล้ ของ " * 20,
    "\u0e33" * 300,
    "\ufdfa" * 300,
    "กกกก.ก." * 60,
)
"""Written by hand: each broke, or might break, something."""

THAI = [chr(code) for code in range(0x0E01, 0x0E5B)]
MARKS = [chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))]
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
KEYS = string.ascii_letters + string.digits + string.punctuation
SYLLABLES = """
bai khap khi ta bian rot ban prachachon thi din phasi sut ti baan kaan nang sue sam nak ngan pai
tham mai dai yang rai kor tor por ker ng ph th kh oe ue ee oo
"""
FILLERS = """
ที่ ใน ของ แถว ใกล้ ไม่ มี ได้ ไหม มั้ย ต้อง ทำ ยังไง อะไร บ้าง กี่ บาท วัน โมง ขอ ถาม ว่า ครับ ค่ะ เอา
ใช้ เอกสาร เสีย จ่าย เงิน เท่าไหร่ ฟรี หรือ เปล่า และ กับ ให้ เป็น ไป มา แล้ว จะ
"""
WORDS = "หาย บัตร ทะเบียน ใบ อนุญาต ขอ รถ บ้าน ที่ดิน ภาษี"
SYNTAX = 'AND OR NOT + - ( ) " * ? ~2 ^9 : words: [ TO'
PREFIXES = ("จ.", "อ.", "ต.", "จังหวัด", "อำเภอ", "ตำบล", "อบต.", "เทศบาล", "เขต", "ที่ว่าการ")
SEPARATORS = ("", " ", "", ".", "/", "-")
LONGEST = 12_000

Maker = Callable[[random.Random, Sequence[str]], str]


def texts(seed: int, count: int, names: Sequence[str]) -> Iterator[str]:
    """Yield ``count`` texts; the same ones for the same ``seed`` and ``names``.

    ``names`` are whole names of services, places and offices, to be torn and chained.
    """
    dice = random.Random(seed)
    for _number in range(count):
        yield dice.choice(MAKERS)(dice, names)


def _length(dice: random.Random) -> int:
    """Mostly what a person types, at times a pasted text, seldom a whole file."""
    longest = dice.choices((12, 80, 260, LONGEST), (50, 40, 9, 1))[0]
    return dice.randint(0, longest)


def _any_characters(dice: random.Random, names: Sequence[str]) -> str:
    highest = dice.choice((0x7F, 0x24FF, 0xFFFF, sys.maxunicode))
    return "".join(chr(dice.randint(0, highest)) for _at in range(min(_length(dice), 1000)))


def _thai_characters(dice: random.Random, names: Sequence[str]) -> str:
    return "".join(dice.choices(THAI, k=_length(dice)))


def _piled_marks(dice: random.Random, names: Sequence[str]) -> str:
    piles = range(dice.randint(1, 20))
    return "".join(
        dice.choice(CONSONANTS) + "".join(dice.choices(MARKS, k=dice.randint(1, 60)))
        for _pile in piles
    )


def _keys_hit(dice: random.Random, names: Sequence[str]) -> str:
    return "".join(dice.choices(KEYS + "    ", k=_length(dice)))


def _chained(text: str) -> Maker:
    words = text.split()

    def make(dice: random.Random, names: Sequence[str]) -> str:
        separator = dice.choice(SEPARATORS)
        return separator.join(dice.choices(words, k=1 + _length(dice) // 5))

    return make


def _repeated(dice: random.Random, names: Sequence[str]) -> str:
    piece = dice.choice((dice.choice(names), dice.choice(WORDS), dice.choice(THAI)))
    part = piece[: dice.randint(1, len(piece))]
    return part * (1 + _length(dice) // len(part))


def _chained_names(dice: random.Random, names: Sequence[str]) -> str:
    separator = dice.choice(SEPARATORS)
    return separator.join(
        dice.choice((*PREFIXES, "", "", "")) + dice.choice(names)
        for _name in range(dice.randint(1, 12))
    )


def _torn_name(dice: random.Random, names: Sequence[str]) -> str:
    """A real name after a few slips: characters lost, doubled, exchanged, spaces anywhere."""
    name = list(dice.choice(names))
    for _slip in range(dice.randint(1, 6)):
        at = dice.randrange(len(name) + 1)
        name[at : at + dice.randint(0, 2)] = dice.choice(
            (" ", "", dice.choice(THAI), "\u200b", ".")
        )
    return "".join(name)


def _dotted(dice: random.Random, names: Sequence[str]) -> str:
    letters = dice.choices(CONSONANTS + list("0123456789/ "), k=_length(dice))
    return "".join(letter + dice.choice((".", ".", "")) for letter in letters)


def _by_hand(dice: random.Random, names: Sequence[str]) -> str:
    return dice.choice(HOSTILE) + dice.choice(("", " ", dice.choice(names)))


MAKERS: tuple[Maker, ...] = (
    _any_characters,
    _thai_characters,
    _piled_marks,
    _keys_hit,
    _chained(SYLLABLES),
    _chained(FILLERS),
    _chained(SYNTAX),
    _chained(WORDS),
    _repeated,
    _chained_names,
    _torn_name,
    _dotted,
    _by_hand,
)
