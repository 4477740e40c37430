"""Which of an office's everyday names name the office, and which what is done there.

สรรพากร and กกต. are said instead of a long official name; ภาษี and "driving license" lead to the
same offices, but whoever types them wants the service first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from infogo.search.words.lexicon import squashed
from infogo.thai.normalise import normalise

MUCH = 0.5
"""Share of a name's letters that is sure to mean it."""
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in"})
_THAI_INITIALS = re.compile("[ก-ฮ]{1,6}")
_DOTTED = re.compile(r"(?:[ก-ฮ]{1,3}\.)+[ก-ฮ]{0,3}")
"""ม.อ.: dots say that letters stand for words, whichever."""
_LATIN = re.compile("[a-z]+")
_OFFICE = re.compile(
    r"^(?:กรม|กระทรวง|สำนัก|สถาบัน|องค์การ|ธนาคาร|ศาลากลาง|ที่ว่าการ|อำเภอ|เขต|เทศบาล|อบต|อบจ)"
    r"|^(?:krom|krasuang|samnak ?ngan|amphoe|amphur|ampur|khet|thetsaban|tessaban|sala klang"
    r"|ong ?kan|sathaban|kong ?thun)\b"
    r"|\b(?:office|department|ministry|authority|municipality|organi[sz]ation|institute"
    r"|commission)\b"
)


def names_office(normalised: str) -> bool:
    """Return whether a query speaks of an office itself, in Thai, English or Latin letters."""
    return _OFFICE.search(normalised) is not None


def nicknames(aliases: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the aliases made of an official name: parts left out, or its initials.

    ``names`` are the official names, Thai and English, and abbreviations.
    """
    official = [normalise(name) for name in names if name]
    whole = [squashed(name) for name in official]
    initials = {"".join(_initials(name)) for name in official}
    return [
        alias
        for alias in aliases
        if _DOTTED.fullmatch(alias) or _is_nickname(squashed(normalise(alias)), whole, initials)
    ]


def _is_nickname(alias: str, whole: list[str], initials: set[str]) -> bool:
    if not alias:
        return False
    if alias in initials or any(alias in name for name in whole):
        return True
    if alias.isascii():
        return False
    # กรมขนส่ง keeps some letters of กรมการขนส่งทางบก, in their order, and begins like it; what
    # keeps much of the name, or is an abbreviation, may begin later (ประปาภูมิภาค, กกต).
    return any(
        (
            name[0] == alias[0]
            or len(alias) >= MUCH * len(name)
            or _THAI_INITIALS.fullmatch(alias) is not None
        )
        and _keeps_order(alias, name)
        for name in whole
    )


def _initials(name: str) -> Iterable[str]:
    return (word[0] for word in _LATIN.findall(name) if word not in _SMALL_WORDS)


def _keeps_order(alias: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in alias)
