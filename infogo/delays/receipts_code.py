"""Codes of receipts: short, readable aloud, and not to be guessed or made up.

Twelve characters of Crockford's base 32 (no I, L, O, U): seven of chance, four of an HMAC over
what the receipt says, one check character. So a slip of the finger is told before anything is
looked up, a guess hits one receipt among millions once in a billion tries, and a receipt whose
row was altered no longer fits its code.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence

from django.conf import settings

from infogo.core.dates import arabic_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHANCE, MAC, CHECK = 7, 4, 1
LENGTH = CHANCE + MAC + CHECK
GROUP = 4
LONGEST_TYPED = 40
_BITS = 5
_FIELD = 0b100101
"""x⁵ + x² + 1: the field of 32 elements in which the check character is reckoned."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "–": "", "\u00a0": ""})


def new_code(says: str, chance: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a fresh code for a receipt that ``says`` this."""
    part = _letters(chance(1 << (_BITS * CHANCE)), CHANCE)
    body = part + mac(part + says, MAC)
    return body + check_character(body)


def fits(code: str, says: str) -> bool:
    """Whether a code was made, by us, for a receipt that ``says`` this."""
    part, signed = code[:CHANCE], code[CHANCE : CHANCE + MAC]
    return any(hmac.compare_digest(signed, mac(part + says, MAC, key)) for key in _keys())


def read_code(typed: str) -> str | None:
    """Return a code as it was typed or scanned, ``None`` when it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    code = arabic_digits(typed.strip()).upper().translate(_READ_AS)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def grouped(code: str) -> str:
    """Return a code as it is printed: in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def mac(says: str, letters: int, key: str | None = None) -> str:
    """Return so many letters of an HMAC with the signing key of this installation."""
    secret = f"infogo.delays.receipts:{key or settings.SECRET_KEY}".encode()
    digest = hmac.new(secret, says.encode(), hashlib.sha256).digest()
    return _letters(int.from_bytes(digest[:8], "big") >> (64 - _BITS * letters), letters)


def mac_fits(says: str, signed: str) -> bool:
    """Whether ``signed`` is an HMAC that we made over this."""
    return any(hmac.compare_digest(signed, mac(says, len(signed), key)) for key in _keys())


def check_character(body: str) -> str:
    """Return the check character: any one wrong letter and any two changed about are noticed."""
    total, weight = 0, 1
    for letter in body:
        weight = _times_x(weight)
        total ^= _times(ALPHABET.index(letter), weight)
    return ALPHABET[total]


def _keys() -> Sequence[str]:
    return [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> (_BITS * place) & 31] for place in range(count - 1, -1, -1))


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one, other = _times_x(one), other >> 1
    return product
